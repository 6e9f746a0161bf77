import csv

import duckdb
import phonenumbers
import pytest

from tests.macro_sql import PROJECT_DIR, load_macros

MACROS = load_macros()
SEED = PROJECT_DIR / "seeds" / "country_calling_codes.csv"
COUNTRIES = [row["country_code"] for row in csv.DictReader(SEED.open(encoding="utf-8"))]
PLANS = f"""
    with countries as (
        select * from read_csv('{SEED}', header = true, types = {{
            'calling_code': 'varchar', 'trunk_prefix': 'varchar'
        }})
    )
    select country_code as plan_key, * from countries
    union all
    select '+' || calling_code, * from countries where is_main_country
"""
PHONE_SQL = f"""
    with records as (
        select {MACROS["phone_digits"]("$phone")} as digits, $country as country_code
    )
    select {MACROS["normalise_phone"]("records.digits", "plans")}
    from records
    left join plans
        on {MACROS["numbering_plan_key"]("records.digits", "records.country_code")} = plans.plan_key
"""
EMAIL_KEY_SQL = f"""
    with cleaned as (select {MACROS["clean_email"]("$email")} as email)
    select {MACROS["email_key"]("email")} from cleaned
"""


CONNECTION = duckdb.connect()
CONNECTION.execute(f"create table plans as {PLANS}")


def scalar(sql: str, **values: str) -> str | None:
    [[value]] = CONNECTION.execute(sql, values).fetchall()
    return None if value is None else str(value)


def normalised(macro: str, value: str) -> str | None:
    return scalar(f"select {MACROS[macro]('value')} from (select $value as value)", value=value)


def email_key(email: str) -> str | None:
    return scalar(EMAIL_KEY_SQL, email=email)


def phone(number: str, country: str = "FR") -> str | None:
    return scalar(PHONE_SQL, phone=number, country=country)


def spellings(number: phonenumbers.PhoneNumber) -> list[str]:
    """The ways in which people and systems write one number."""
    formats = phonenumbers.PhoneNumberFormat
    e164, international, national, rfc3966 = (
        phonenumbers.format_number(number, style)
        for style in (formats.E164, formats.INTERNATIONAL, formats.NATIONAL, formats.RFC3966)
    )
    return [e164, international, national, rfc3966, "00" + e164[1:], national.replace(" ", ".")]


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_seeded_country_reads_its_numbers_however_they_are_written(country: str) -> None:
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        number = phonenumbers.example_number_for_type(country, kind)
        assert number is not None
        expected = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        read = {spelling: phone(spelling, country) for spelling in spellings(number)}
        assert read == dict.fromkeys(read, expected)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("612345678", "+33612345678"),
        ("33612345678", "+33612345678"),
        ("+33 (0)6 12-34-56-78", "+33612345678"),
        ("33612345678.0", "+33612345678"),
        ("06.12.34.56.78 ext. 12", "+33612345678"),
        ("\u200e+33\u00a06\u202f12 34 56 78", "+33612345678"),
        ("+971501234567", "+971501234567"),
        ("6.12E+08", None),
        ("6,12E+08", None),
        ("06 12 34 56", None),
        ("06 12 34 56 78 / 01 23 45 67 89", None),
        ("demander Paul", None),
        ("", None),
    ],
)
def test_a_french_number_is_read_or_refused(number: str, expected: str | None) -> None:
    assert phone(number) == expected


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        (" Paul.Martin@Orange.FR ", "paul.martin@orange.fr"),
        ("mailto:paul@orange.fr?subject=hi", "paul@orange.fr"),
        ("Paul Martin <paul@orange.fr>", "paul@orange.fr"),
        ("'paul@orange.fr';", "paul@orange.fr"),
        ("paul@orange.fr.", "paul@orange.fr"),
        ("paul\u200b@orange.fr", "paul@orange.fr"),
        ("paul@orange.fr\u00a0", "paul@orange.fr"),
        ("re\u0301mi@orange.fr", "rémi@orange.fr"),
        ("P.Martin+soldes@googlemail.com", "p.martin+soldes@googlemail.com"),
        ("paul+soldes@orange.fr", "paul+soldes@orange.fr"),
        ("o'neil@orange.fr", "o'neil@orange.fr"),
        ("paul@sub.domaine.co.uk", "paul@sub.domaine.co.uk"),
        ("a" * 241 + "@orange.fr.fr", "a" * 241 + "@orange.fr.fr"),
        ("a" * 242 + "@orange.fr.fr", None),
        ("paul..martin@orange.fr", None),
        ("p..martin@gmail.com", None),
        ("paul martin@orange.fr", None),
        ("paul@orange", None),
        ("paul@@orange.fr", None),
        ("@orange.fr", None),
        ("+@gmail.com", None),
        ("=paul@orange.fr", None),
        ("+33612345678@orange.fr", None),
        ("-paul@orange.fr", None),
        ("@paul@orange.fr", None),
        ("paul\t@orange.fr", None),
        ("paul\x07@orange.fr", None),
        ('pa"ul@orange.fr', None),
        ("paul@ora\x00nge.fr", None),
        ("aucun", None),
        ("", None),
    ],
)
def test_an_email_is_cleaned_or_refused(email: str, expected: str | None) -> None:
    assert normalised("clean_email", email) == expected


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("P.Martin+soldes@googlemail.com", "pmartin@gmail.com"),
        ("p.mar.tin@gmail.com", "pmartin@gmail.com"),
        ("p.martin+soldes@orange.fr", "p.martin+soldes@orange.fr"),
        ("p.martin@gmail.com.fr", "p.martin@gmail.com.fr"),
        ("+soldes@gmail.com", None),
    ],
)
def test_spellings_of_one_gmail_mailbox_have_one_key(email: str, expected: str | None) -> None:
    assert email_key(email) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jean-Pierre", "jeanpierre"),
        (" JEAN  pierre ", "jeanpierre"),
        ("Élodie", "elodie"),
        ("D'Artagnan", "dartagnan"),
        ("Cœur Straße Łódź Søren Đorđe", "coeurstrasselodzsorendorde"),
        ("Ольга", "ольга"),
        ("M.", "m"),
        ("-", None),
        ("", None),
    ],
)
def test_a_name_is_folded_for_comparison(name: str, expected: str | None) -> None:
    assert normalised("fold_name", name) == expected
