"""How well the demo's households and visits are recognised, against who its people are."""

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from typing import Any

import duckdb
import pytest

from orchestration.demo.calendar import Calendar
from orchestration.demo.people import Person, Population
from orchestration.identity.judge import PairCounts
from tests.orchestration.conftest import AS_OF, PEOPLE, Tresse

# The demo's own, which `tresse demo` takes unless told otherwise.
SEED = 1


def rows(demo: Tresse, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(demo.warehouse, read_only=True) as warehouse:
        return warehouse.execute(query).fetchall()


def pairs(households: dict[str, Any]) -> set[tuple[str, ...]]:
    """The pairs of customers of one household."""
    members = defaultdict(list)
    for customer, household in sorted(households.items()):
        members[household].append(customer)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def of_people(pairs: set[tuple[str, ...]], people: dict[str, Person]) -> set[tuple[str, ...]]:
    """The pairs of people behind them: two customers of one person are no matter of households."""
    named = {tuple(sorted(people[customer].id for customer in pair)) for pair in pairs}
    return {pair for pair in named if pair[0] != pair[1]}


@pytest.fixture(scope="module")
def people(demo: Tresse) -> dict[str, Person]:
    """The person that each customer is, by most of its records."""
    population = Population(SEED, Calendar(date.fromisoformat(AS_OF))).people(int(PEOPLE))
    known = {person.id: person for person in population}
    with (demo.data_dir / "demo_truth" / "records.csv").open(encoding="utf-8") as truth:
        owners = {
            f"{row['record_type']}:{row['source_key']}": row["person_id"]
            for row in csv.DictReader(truth)
        }
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for record, customer in rows(
        demo, "select record_id, customer_id from identity.customer_identities"
    ):
        if record in owners:
            votes[customer][owners[record]] += 1
    return {customer: known[counts.most_common(1)[0][0]] for customer, counts in votes.items()}


def test_who_lives_together_is_a_household_and_nobody_else(
    demo: Tresse, people: dict[str, Person]
) -> None:
    # Of a customer without an address or landline nobody can tell.
    homes = {row[0] for row in rows(demo, "select customer_id from customer.int_customer__homes")}
    true = {customer: id(people[customer].home) for customer in people.keys() & homes}
    found = rows(demo, "select customer_id, household_id from customer.customer_households")
    joined, belonging = (of_people(pairs(of), people) for of in (dict(found), true))
    counts = PairCounts(len(joined & belonging), len(joined), len(belonging))
    assert len(belonging) > 100
    assert (counts.precision >= 0.98, counts.f1 >= 0.95) == (True, True), counts


def test_a_visit_is_credited_to_whoever_paid_it(demo: Tresse, people: dict[str, Person]) -> None:
    credited = rows(
        demo,
        "select sessions.customer_id, visits.anonymous_id, visits.event_count"
        " from customer.web_sessions as sessions"
        " inner join customer.int_customer__visits as visits"
        " on sessions.session_id = visits.session_id"
        " and coalesce(visits.customer_id, sessions.customer_id) = sessions.customer_id",
    )
    cookies = {f"web:v{person.number:07d}": person.id for person in people.values()}
    total = sum(count for _, cookie, count in credited if cookie)
    wrong = sum(
        count
        for customer, cookie, count in credited
        if cookie and cookies.get(cookie[:-1]) != people[customer].id
    )
    assert total > 1000
    assert wrong <= 0.002 * total
