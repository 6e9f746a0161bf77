"""The compiled SQL, run on DuckDB, says what three-valued logic says of random rules and rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.segments.compiler import compile_definitions
from orchestration.segments.vocabulary import Vocabulary

AS_OF = date(2026, 10, 31)
Row = dict[str, Any]
TYPES = {
    "n_orders": "bigint",
    "n_items": "bigint",
    "aov": "decimal(18,4)",
    "gender": "varchar",
    "is_loyalty_member": "boolean",
    "last_order_date": "date",
    "first_order_date": "date",
}


@dataclass(frozen=True)
class Term:
    """A piece of a rule beside what it must mean, said without any SQL."""

    text: str
    value: Callable[[Row], Any]


def known(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that is unknown as soon as one of its values is."""
    return lambda *values: None if None in values else function(*values)


def all_of(*values: bool | None) -> bool | None:
    return False if False in values else None if None in values else True


def any_of(*values: bool | None) -> bool | None:
    return True if True in values else None if None in values else False


def feature(name: str) -> Term:
    return Term(name, lambda row: row[name])


def constant(value: Any, text: str) -> Term:
    return Term(text, lambda _row: value)


def joined(text: str, function: Callable[..., Any], *parts: Term) -> Term:
    texts = [part.text for part in parts]
    return Term(text.format(*texts), lambda row: function(*(part.value(row) for part in parts)))


def present(choose: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function over the values that are known, unknown when none is."""
    return lambda *values: choose([v for v in values if v is not None], default=None)


def first(values: list[Any], default: Any) -> Any:
    return values[0] if values else default


integers = st.integers(-3, 6).map(lambda n: constant(n, str(n)))
leaves = integers | st.sampled_from([feature("n_orders"), feature("n_items"), feature("aov")])
numbers = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda a, b: joined("({} + {})", known(lambda x, y: x + y), a, b), inner, inner),
        st.builds(lambda a, b: joined("({} - {})", known(lambda x, y: x - y), a, b), inner, inner),
        st.builds(
            lambda a, b: joined("({} * {})", known(lambda x, y: x * y), a, b), leaves, integers
        ),
        st.builds(lambda a: joined("abs({})", known(abs), a), inner),
        st.builds(lambda a, b: joined("coalesce({}, {})", present(first), a, b), inner, inner),
        st.builds(lambda a, b: joined("greatest({}, {})", present(max), a, b), inner, inner),
        st.builds(lambda a, b: joined("least({}, {})", present(min), a, b), inner, inner),
    ),
    max_leaves=2,
)
dates = st.one_of(
    st.sampled_from([feature("last_order_date"), feature("first_order_date")]),
    st.just(constant(AS_OF, "as_of")),
    st.integers(0, 5).map(lambda n: constant(AS_OF - timedelta(days=n), f"days_ago({n})")),
)
texts = st.just(feature("gender")) | st.sampled_from(["F", "M", "l'autre"]).map(
    lambda value: constant(value, "'" + value.replace("'", "''") + "'")
)
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "{} = {}": known(lambda a, b: a == b),
    "{} <> {}": known(lambda a, b: a != b),
    "{} < {}": known(lambda a, b: a < b),
    "{} <= {}": known(lambda a, b: a <= b),
    "{} > {}": known(lambda a, b: a > b),
    "{} >= {}": known(lambda a, b: a >= b),
    "{} is distinct from {}": lambda a, b: a != b,
    "{} is not distinct from {}": lambda a, b: a == b,
}


def comparisons(values: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    operators = st.sampled_from(list(COMPARISONS))
    return st.builds(lambda op, a, b: joined(op, COMPARISONS[op], a, b), operators, values, values)


def between(a: Any, low: Any, high: Any) -> bool | None:
    at_least, at_most = COMPARISONS["{} >= {}"], COMPARISONS["{} <= {}"]
    return all_of(at_least(a, low), at_most(a, high))


def negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def is_a_line(term: Term) -> bool:
    """Return whether the rule tests something and fits a line, its clocks in braces."""
    tests_something = any(name in term.text for name in TYPES)
    return tests_something and len(term.text) + 6 * term.text.count("days_ago") < 75


simple = st.one_of(
    comparisons(numbers),
    comparisons(dates),
    comparisons(texts),
    st.just(feature("is_loyalty_member")),
    st.builds(lambda *p: joined("{} between {} and {}", between, *p), numbers, numbers, numbers),
    st.builds(
        lambda *p: joined("{} not between {} and {}", lambda *v: negated(between(*v)), *p),
        *(dates, dates, dates),
    ),
    st.builds(lambda a: joined("{} in (0, 1, -2)", known(lambda v: v in (0, 1, -2)), a), numbers),
    st.builds(
        lambda a: joined("{} not in ('F', 'x')", known(lambda v: v not in ("F", "x")), a), texts
    ),
    st.builds(lambda a: joined("{} is null", lambda v: v is None, a), numbers | dates | texts),
    st.builds(lambda a: joined("{} is not null", lambda v: v is not None, a), numbers | texts),
)
conditions = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds(lambda a, b: joined("({} and {})", all_of, a, b), inner, inner),
        st.builds(lambda a, b: joined("({} or {})", any_of, a, b), inner, inner),
        st.builds(lambda a: joined("not ({})", negated, a), inner),
    ),
    max_leaves=3,
).filter(is_a_line)
rows = st.fixed_dictionaries(
    {
        "n_orders": st.none() | st.integers(0, 4),
        "n_items": st.none() | st.integers(0, 4),
        "aov": st.none() | st.integers(0, 4),
        "gender": st.none() | st.sampled_from(["F", "M", "l'autre"]),
        "is_loyalty_member": st.none() | st.booleans(),
        "last_order_date": st.none() | st.integers(0, 5).map(lambda n: AS_OF - timedelta(days=n)),
        "first_order_date": st.none() | st.integers(0, 5).map(lambda n: AS_OF - timedelta(days=n)),
    }
)
rules = st.lists(conditions, min_size=1, max_size=3, unique_by=lambda term: term.text)


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    columns = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
    connection.execute(
        f"create table customer_features (customer_id varchar, as_of date, {columns})"
    )
    connection.execute(
        "create table stg_landing__tables (source_table varchar, is_connected boolean)"
    )
    connection.execute("insert into stg_landing__tables values ('shop_orders', true)")
    return connection


def rendered(sql: str) -> str:
    template = jinja2.Environment(autoescape=False).from_string(sql)  # noqa: S701 - SQL, no page
    return template.render(
        ref=lambda model: model, days_ago=lambda n: f"date '{AS_OF - timedelta(days=n)}'"
    )


def load(engine: duckdb.DuckDBPyConnection, customers: list[Row]) -> None:
    engine.execute("delete from customer_features")
    for number, row in enumerate(customers):
        values = [f"{number:03}", AS_OF, *(row[name] for name in TYPES)]
        engine.execute(
            f"insert into customer_features values ({', '.join('?' * len(values))})", values
        )


@settings(max_examples=60, deadline=None)
@given(base=rules, top=rules, stage=rules, customers=st.lists(rows, min_size=1, max_size=6))
def test_compiled_rules_know_true_false_and_unknown(
    engine: duckdb.DuckDBPyConnection,
    segment: Callable[..., str],
    vocabulary: Vocabulary,
    base: list[Term],
    top: list[Term],
    stage: list[Term],
    customers: list[Row],
) -> None:
    texts = {
        "a.toml": segment("base", *(term.text for term in base))
        + segment("top", *(term.text for term in top), "not in_segment(base)")
        + segment("orphan", *(term.text for term in base), sources=["web_events"]),
        "lifecycle_stages.toml": segment("early", *(term.text for term in stage)) + segment("late"),
    }
    compiled = compile_definitions(texts, vocabulary)
    load(engine, customers)

    def flags(row: Row) -> tuple[bool | None, ...]:
        in_base = all_of(*(term.value(row) for term in base))
        in_top = all_of(*(term.value(row) for term in top), negated(in_base))
        is_early = all_of(*(term.value(row) for term in stage)) is True
        return in_base, in_top, None, is_early, not is_early

    sql = rendered(compiled["models/segments/compiled/int_segments__rules.sql"])
    columns = "base, top, orphan, early, late"
    found = engine.execute(f"select {columns} from ({sql}) order by customer_id").fetchall()
    assert found == [flags(row) for row in customers]

    engine.execute(f"create or replace table int_segments__rules as {sql}")
    listed = rendered(compiled["models/segments/compiled/int_segments__memberships.sql"])
    memberships = engine.execute(f"select * from ({listed}) order by all").fetchall()
    assert memberships == sorted(
        (f"{number:03}", slug, flag)
        for number, row in enumerate(customers)
        for slug, flag in zip(columns.split(", "), flags(row), strict=True)
        if flag is not False
    )


def test_dividing_by_zero_is_unknown(
    engine: duckdb.DuckDBPyConnection, segment: Callable[..., str], vocabulary: Vocabulary
) -> None:
    text = segment("ratio", "aov / n_orders > 1")
    compiled = compile_definitions({"a.toml": text}, vocabulary)
    load(engine, [{**dict.fromkeys(TYPES), "aov": 5, "n_orders": orders} for orders in (0, 4, 5)])
    sql = rendered(compiled["models/segments/compiled/int_segments__rules.sql"])
    found = engine.execute(f"select ratio from ({sql}) order by customer_id").fetchall()
    assert found == [(None,), (True,), (False,)]
