"""More refusals and suppressions never reach more people, whatever was said before and where."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta

import duckdb
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.macro_sql import load_macros, model_sql

VARIABLES = {"as_of": "2026-10-31", "time_zone": "UTC"}
MACROS = load_macros(**VARIABLES)
MODELS = [
    "int_customer__consent_statements",
    "consents",
    "contactable_addresses",
    "int_features__profile",
    "int_activation__channels",
    "int_activation__suppressions",
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
create view customer_identifiers as
select identifier_hash, customer_id from int_customer__contact_points;
create table suppressed_addresses (identifier_hash integer, channel varchar, reason varchar);
create table int_customer__named_consents (
    statement_id varchar, customer_id varchar, identifier_hash integer, address varchar,
    channel varchar, purpose varchar, state varchar, source_id varchar, is_default boolean,
    stated_at timestamp
);
"""
FEATURES = "create view customer_features as select * from int_features__profile"
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


def statements(
    states: Sequence[str], scopes: Sequence[tuple[str, str]]
) -> SearchStrategy[Statement]:
    """Statements in some states; a permission is never known before it is given.

    Most are Jean's about one address, so that they meet.
    """
    days = st.integers(-3, 0 if "granted" in states else 2)
    return st.builds(
        lambda scope, **rest: Statement(channel=scope[0], purpose=scope[1], **rest),
        st.sampled_from(scopes),
        customer_id=st.sampled_from(["jean", "jean", "jean", "marie", "paul", None]),
        identifier_hash=st.sampled_from([1, 1, 1, 2, 3, None]),
        state=st.sampled_from(states),
        source_id=st.sampled_from(["email", "shop"]),
        is_default=st.just(False),
        stated_at=st.none() | days.map(lambda day: AS_OF + timedelta(days=day)),
    )


def untouched(statement: Statement) -> Statement:
    """The same as an account's flag that nobody ever touched."""
    return replace(statement, state="refused", source_id="shop", is_default=True, stated_at=None)


EMAIL = [("email", "marketing")]
ALL = [*EMAIL, ("email", "ads"), ("sms", "marketing")]
RESTRICTIVE = ["withdrawn", "refused", "pending"]
GRANTS = statements(["granted"], EMAIL)
RESTRICTIONS = statements(RESTRICTIVE, EMAIL) | statements(RESTRICTIVE, EMAIL).map(untouched)
SAID = st.lists(GRANTS | GRANTS | RESTRICTIONS, max_size=6)
SAID_ANYHOW = st.lists(statements(["granted"], ALL) | statements(RESTRICTIVE, ALL), max_size=8)
GRANT = Statement("jean", 1, "email", "marketing", "granted", "email", False, AS_OF)
SHOP_REFUSAL = replace(GRANT, state="refused", source_id="shop")
COMPLAINT, BOUNCE = "suppressed_complaint", "suppressed_bounce"
SUPPRESSED = st.dictionaries(st.sampled_from([1, 2, 3]), st.sampled_from([COMPLAINT, BOUNCE]))
NOTHING: Mapping[int, str] = {}


def connect() -> duckdb.DuckDBPyConnection:
    """A warehouse that holds the models from consent to permission as views."""
    connection = duckdb.connect()
    connection.execute(PEOPLE)
    for model in MODELS:
        sql = model_sql(model, MACROS, minimum_age="15")
        connection.execute(f"create view {model} as {sql}")
        if model == "int_features__profile":
            connection.execute(FEATURES)
    return connection


CONNECTION = connect()


def judge(said: Sequence[Statement], suppressed: Mapping[int, str]) -> None:
    """Fill the tables that the permissions are read from: statements, reasons by e-mail address."""
    CONNECTION.execute("delete from int_customer__named_consents")
    CONNECTION.execute("delete from suppressed_addresses")
    for key, reason in suppressed.items():
        CONNECTION.execute("insert into suppressed_addresses values (?, 'email', ?)", [key, reason])
    for number, statement in enumerate(said):
        customer, key, *rest = astuple(statement)
        address = None if key is None else f"a{key}@x.fr"
        CONNECTION.execute(
            "insert into int_customer__named_consents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [f"s{number}", customer, key, address, *rest],
        )


def allowed(
    said: Sequence[Statement], suppressed: Mapping[int, str] = NOTHING
) -> set[tuple[str, str, str]]:
    """Who may be contacted, on which channel and where, after these statements."""
    judge(said, suppressed)
    rows = CONNECTION.execute(
        "select customer_id, channel, address from int_activation__permissions where is_allowed"
    ).fetchall()
    return {(customer, channel, address) for customer, channel, address in rows}


def reason(said: Sequence[Statement], suppressed: Mapping[int, str]) -> str:
    """Why Jean may be written to by e-mail, or may not."""
    judge(said, suppressed)
    [(given_reason,)] = CONNECTION.execute(
        "select reason from int_activation__permissions"
        " where customer_id = 'jean' and channel = 'email'"
    ).fetchall()
    return str(given_reason)


def people(permissions: set[tuple[str, str, str]]) -> set[tuple[str, str]]:
    return {(customer, channel) for customer, channel, _ in permissions}


def channel_of(statement: Statement) -> str:
    return "ads" if statement.purpose == "ads" else statement.channel


@settings(max_examples=120, deadline=None)
@given(said=SAID, restriction=RESTRICTIONS)
@example(said=[GRANT, SHOP_REFUSAL], restriction=untouched(SHOP_REFUSAL))
@example(said=[GRANT, replace(GRANT, state="withdrawn")], restriction=SHOP_REFUSAL)
def test_a_further_restriction_never_adds_anybody(
    said: list[Statement], restriction: Statement
) -> None:
    assert people(allowed([*said, restriction])) <= people(allowed(said))


@settings(max_examples=100, deadline=None)
@given(said=SAID_ANYHOW, refusal=statements(["withdrawn", "refused"], ALL))
def test_the_last_refusal_silences_its_address_and_its_person(
    said: list[Statement], refusal: Statement
) -> None:
    last = replace(refusal, stated_at=AS_OF + timedelta(days=9))
    channel = channel_of(last)
    for person, where, address in allowed([*said, last]):
        assert (where, address) != (channel, f"a{last.identifier_hash}@x.fr")
        assert (where, person) != (channel, last.customer_id)


@settings(max_examples=60, deadline=None)
@given(said=SAID_ANYHOW)
def test_nobody_is_contacted_at_an_address_that_nobody_granted(said: list[Statement]) -> None:
    granted = {
        (channel_of(statement), f"a{statement.identifier_hash}@x.fr")
        for statement in said
        if statement.state == "granted"
    }
    assert {(channel, address) for _, channel, address in allowed(said)} <= granted


def test_a_plain_permission_reaches_its_person() -> None:
    assert allowed([GRANT]) == {("jean", "email", "a1@x.fr")}


@settings(max_examples=100, deadline=None)
@given(said=SAID_ANYHOW, suppressed=SUPPRESSED)
def test_a_suppressed_mailbox_is_used_by_nobody_and_adds_nobody(
    said: list[Statement], suppressed: dict[int, str]
) -> None:
    left = allowed(said, suppressed)
    silenced = {f"a{key}@x.fr" for key in suppressed}
    assert [row for row in left if row[1] != "sms" and row[2] in silenced] == []
    assert people(left) <= people(allowed(said))


def test_the_second_address_takes_over_from_a_suppressed_one() -> None:
    said = [GRANT, replace(GRANT, identifier_hash=3)]
    assert allowed(said, {1: BOUNCE}) == {("jean", "email", "a3@x.fr")}
    assert reason(said, {1: BOUNCE, 3: COMPLAINT}) == COMPLAINT
    assert reason(said, {1: BOUNCE, 3: BOUNCE}) == BOUNCE


def test_a_shared_mailbox_that_complained_silences_all_who_use_it() -> None:
    said = [replace(GRANT, customer_id=who, identifier_hash=2) for who in ("jean", "marie")]
    assert people(allowed(said)) == {("jean", "email"), ("marie", "email")}
    assert allowed(said, {2: COMPLAINT}) == set()
