"""More refusals never reach more people, whatever was said before, by whom and where."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.identity.macro_sql import load_macros, model_sql

VARIABLES = {"as_of": "2026-10-31", "time_zone": "UTC"}
MACROS = load_macros(
    "as_of.sql",
    "consent_order.sql",
    "normalise_email.sql",
    "engine/regex.sql",
    "engine/unicode.sql",
    "engine/parse_code.sql",
    "engine/local_time.sql",
    "engine/add_days.sql",
    "engine/elapsed.sql",
    **VARIABLES,
)
MODELS = [
    "int_customer__consent_statements",
    "consents",
    "contactable_addresses",
    "int_features__profile",
    "int_activation__channels",
    "int_activation__addresses",
    "int_activation__permissions",
]
# Jean alone uses the first address and shares the second with Marie; the third is a role mailbox.
PEOPLE = """
create table customers as
select
    *, null as gender, null as country_code, null as language, null as customer_type,
    false as is_loyalty_member, null as loyalty_tier, 0 as loyalty_points, false as is_excluded,
    date '1980-01-01' as birth_date, null::date as signup_date, null::date as first_seen_date
from (values
    ('jean', 'a1@x.fr', 'a1@x.fr'), ('marie', 'a2@x.fr', 'a2@x.fr'), ('paul', 'a3@x.fr', 'a3@x.fr')
) people (customer_id, email, phone);
create table int_customer__contact_points as
select * from (values (1, 'jean', 1), (2, 'jean', 2), (2, 'marie', 2))
    points (identifier_hash, customer_id, customer_count);
create table int_features__connections as select true as has_loyalty;
create table int_activation__suppressions (
    customer_id varchar, channel varchar, has_complained boolean, has_bounced boolean
);
create table int_customer__named_consents (
    statement_id varchar, customer_id varchar, identifier_hash integer, address varchar,
    channel varchar, purpose varchar, state varchar, source_id varchar, is_default boolean,
    stated_at timestamp
);
create view customer_features as select * from int_features__profile;
"""
AS_OF = datetime.fromisoformat("2026-10-31 12:00:00")


@dataclass(frozen=True)
class Statement:
    """One thing that a source says about consent."""

    customer_id: str | None
    identifier_hash: int | None
    channel: str
    purpose: str
    state: str
    source_id: str
    is_default: bool
    stated_at: datetime | None


def statements(states: Sequence[str]) -> st.SearchStrategy[Statement]:
    """Statements in some states; a permission is never known before it is given."""
    days = st.integers(-3, 0 if "granted" in states else 2)
    return st.builds(
        Statement,
        customer_id=st.sampled_from([None, "jean", "marie", "paul"]),
        identifier_hash=st.sampled_from([None, 1, 2, 3]),
        channel=st.sampled_from(["email", "sms"]),
        purpose=st.sampled_from(["marketing", "ads"]),
        state=st.sampled_from(states),
        source_id=st.sampled_from(["email", "shop"]),
        is_default=st.just(False),
        stated_at=st.none() | days.map(lambda day: AS_OF + timedelta(days=day)),
    )


GRANTS = statements(["granted"])
RESTRICTIONS = statements(["withdrawn", "refused", "pending"])
UNTOUCHED_FLAGS = st.builds(
    Statement,
    customer_id=st.sampled_from(["jean", "marie", "paul"]),
    identifier_hash=st.sampled_from([None, 1, 2, 3]),
    channel=st.just("email"),
    purpose=st.just("marketing"),
    state=st.just("refused"),
    source_id=st.just("shop"),
    is_default=st.just(True),
    stated_at=st.none(),
)
SAID = st.lists(GRANTS | GRANTS | RESTRICTIONS | UNTOUCHED_FLAGS, max_size=8)


def connect() -> duckdb.DuckDBPyConnection:
    """A warehouse that holds the models from consent to permission as views."""
    connection = duckdb.connect()
    tables, features = PEOPLE.split("create view")
    connection.execute(tables)
    for model in MODELS:
        sql = model_sql(model, MACROS, minimum_age="15")
        connection.execute(f"create view {model} as {sql}")
        if model == "int_features__profile":
            connection.execute(f"create view {features}")
    return connection


CONNECTION = connect()


def allowed(said: Sequence[Statement]) -> set[tuple[str, str, str]]:
    """Who may be contacted, on which channel and where, after these statements."""
    CONNECTION.execute("delete from int_customer__named_consents")
    for number, statement in enumerate(said):
        customer, key, *rest = astuple(statement)
        address = None if key is None else f"a{key}@x.fr"
        CONNECTION.execute(
            "insert into int_customer__named_consents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [f"s{number}", customer, key, address, *rest],
        )
    rows = CONNECTION.execute(
        "select customer_id, channel, address from int_activation__permissions where is_allowed"
    ).fetchall()
    return {(customer, channel, address) for customer, channel, address in rows}


def people(permissions: set[tuple[str, str, str]]) -> set[tuple[str, str]]:
    return {(customer, channel) for customer, channel, _ in permissions}


@settings(max_examples=150, deadline=None)
@given(said=SAID, restriction=RESTRICTIONS | UNTOUCHED_FLAGS)
def test_a_further_restriction_never_adds_anybody(
    said: list[Statement], restriction: Statement
) -> None:
    assert people(allowed([*said, restriction])) <= people(allowed(said))


@settings(max_examples=150, deadline=None)
@given(said=SAID, refusal=statements(["withdrawn", "refused"]))
def test_the_last_refusal_of_an_address_silences_it_for_everybody(
    said: list[Statement], refusal: Statement
) -> None:
    last = replace(refusal, stated_at=AS_OF + timedelta(days=9))
    channel = "ads" if last.purpose == "ads" else last.channel
    silenced = (channel, f"a{last.identifier_hash}@x.fr")
    if last.purpose == "marketing" or last.channel == "email":
        found = {(where, address) for _, where, address in allowed([*said, last])}
        assert silenced not in found


@settings(max_examples=150, deadline=None)
@given(said=SAID)
def test_nobody_is_contacted_at_an_address_that_nobody_granted(said: list[Statement]) -> None:
    granted = {
        ("ads" if statement.purpose == "ads" else statement.channel, statement.identifier_hash)
        for statement in said
        if statement.state == "granted"
    }
    for _, channel, address in allowed(said):
        assert (channel, int(address[1])) in granted


def test_a_plain_permission_reaches_its_person() -> None:
    grant = Statement("jean", 1, "email", "marketing", "granted", "email", False, None)
    assert allowed([grant]) == {("jean", "email", "a1@x.fr")}
