"""What the models accept as an address may leave: one odd sign-up never stops a publication."""

import csv

import duckdb
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orchestration.publish.channels import CHANNELS, require_valid_rows
from tests.macro_sql import PROJECT_DIR, load_macros

MACROS = load_macros()
SEED = PROJECT_DIR / "seeds" / "country_calling_codes.csv"
COUNTRIES = [row["country_code"] for row in csv.DictReader(SEED.open(encoding="utf-8"))]
EMAIL_SQL = f"select {MACROS['clean_email']('email')} from (select $given as email)"
PHONE_SQL = f"""
    with numbers as (select {MACROS["phone_digits"]("$given")} as digits)
    select {MACROS["normalise_phone"]("numbers.digits", "plans")}
    from numbers
    left join plans
        on {MACROS["numbering_plan_key"]("numbers.digits", "$country")} = plans.plan_key
"""
CONNECTION = duckdb.connect()
CONNECTION.execute(
    f"""
    create table plans as
    with countries as (
        select * from read_csv('{SEED}', header = true, types = {{
            'calling_code': 'varchar', 'trunk_prefix': 'varchar'
        }})
    )
    select country_code as plan_key, * from countries
    union all
    select '+' || calling_code, * from countries where is_main_country
    """
)
CONNECTION.execute(
    "create temp table export_rows "
    "(channel varchar, segment varchar, customer_id varchar, address varchar)"
)
# What addresses are made of, and what mail programs, spreadsheets and attackers put around it.
LOCAL = st.text("aZ9.é+-=_'|@,;\"<>() \t\r\n\0\u200b\u00a0\u202e", max_size=8) | st.text(max_size=8)
DOMAIN = st.text("aé9.-", max_size=8) | st.text(max_size=4)
EMAIL = st.builds("{}@{}{}".format, LOCAL, DOMAIN, st.sampled_from(["x.fr", ".com", "gmail.com"]))


def accepted(sql: str, **given: str) -> str | None:
    [[address]] = CONNECTION.execute(sql, given).fetchall()
    return None if address is None else str(address)


def leaves(channel: str, address: str) -> None:
    CONNECTION.execute("delete from export_rows")
    CONNECTION.execute("insert into export_rows values (?, 'vip', 'c1', ?)", [channel, address])
    require_valid_rows(CONNECTION)


@settings(max_examples=100, deadline=None)
@given(email=EMAIL | st.builds("{}{}".format, EMAIL, LOCAL) | st.emails())
@example(email="a" * 249 + "@x.fr")
@example(email="=cmd|'/C calc'!A0@x.fr")
@example(email="p.martin+soldes@gmail.com")
def test_every_email_that_the_models_accept_leaves_as_it_is(email: str) -> None:
    address = accepted(EMAIL_SQL, given=email)
    if address is None:
        return
    leaves("email", address)
    leaves("ads", address)
    assert accepted(EMAIL_SQL, given=address) == address
    assert address[0] not in "=+-@"
    assert len(address) <= 254


@settings(max_examples=100, deadline=None)
@given(
    phone=st.from_regex(r"(\+|00)?[0-9 .()/-]{4,20}", fullmatch=True)
    | st.text("0123456789+()=-. ", max_size=20),
    country=st.sampled_from(COUNTRIES),
)
def test_every_phone_that_the_models_accept_leaves_as_it_is(phone: str, country: str) -> None:
    number = accepted(PHONE_SQL, given=phone, country=country)
    if number is not None:
        leaves("sms", number)


def test_the_channels_tested_here_are_all_there_are() -> None:
    assert set(CHANNELS) == {"email", "sms", "ads"}
