from itertools import combinations
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.errors import TresseError
from orchestration.identity.evaluate import PairCounts, Record, evaluate, judge
from orchestration.settings import Settings

RECORDS = st.lists(
    st.builds(
        Record,
        customer=st.sampled_from("abcd"),
        person=st.sampled_from("wxyz"),
        traps=st.frozensets(st.sampled_from(["gift", "typo"])),
    ),
    max_size=25,
)


def record(customer: str, person: str, *traps: str) -> Record:
    return Record(customer, person, frozenset(traps))


def counted_by_hand(records: list[Record], label: str | None = None) -> PairCounts:
    right = joined = belonging = 0
    for one, other in combinations(records, 2):
        if label is not None and label not in one.traps | other.traps:
            continue
        right += one.customer == other.customer and one.person == other.person
        joined += one.customer == other.customer
        belonging += one.person == other.person
    return PairCounts(right, joined, belonging)


def test_a_hand_made_case_gives_the_numbers_worked_out_on_paper() -> None:
    records = [
        record("c1", "Anne"),
        record("c1", "Anne"),
        record("c1", "Paul", "family_email"),
        record("c2", "Paul"),
        record("c3", "Zoé"),
    ]
    report = judge(records)
    assert report.pairs == PairCounts(right=1, joined=3, belonging=2)
    assert report.pairs.precision == pytest.approx(1 / 3)
    assert report.pairs.recall == pytest.approx(1 / 2)
    assert report.pairs.f1 == pytest.approx(2 / 5)
    assert (report.largest_customer, report.largest_person) == (3, 2)
    assert report.contaminated_rate == pytest.approx(1 / 5)
    assert report.by_trap == {"family_email": PairCounts(right=0, joined=2, belonging=1)}


def test_a_resolution_that_joins_nothing_is_precise_and_recalls_nothing() -> None:
    report = judge([record("c1", "Anne"), record("c2", "Anne")])
    assert (report.pairs.precision, report.pairs.recall, report.pairs.f1) == (1.0, 0.0, 0.0)


def test_no_record_at_all_is_no_error() -> None:
    report = judge([])
    assert (report.record_count, report.largest_customer, report.contaminated_rate) == (0, 0, 0.0)


@given(RECORDS)
def test_counts_without_pairs_agree_with_counting_every_pair(records: list[Record]) -> None:
    report = judge(records)
    assert report.pairs == counted_by_hand(records)
    for label, counts in report.by_trap.items():
        assert counts == counted_by_hand(records, label)


@given(RECORDS)
def test_contaminated_records_are_those_outside_the_majority(records: list[Record]) -> None:
    outside = 0
    for customer in {r.customer for r in records}:
        people = [r.person for r in records if r.customer == customer]
        outside += len(people) - max(people.count(person) for person in people)
    assert judge(records).contaminated_rate * max(1, len(records)) == pytest.approx(outside)


def data_folder(tmp_path: Path, truth: str) -> Settings:
    (tmp_path / "demo_truth").mkdir()
    (tmp_path / "demo_truth" / "records.csv").write_text(truth)
    with duckdb.connect(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("create schema identity")
        connection.execute(
            "create table identity.customer_identities as select * from (values "
            "('shop_customer:shop:C1', 'k1'), ('crm_contact:crm:H1', 'k1'), "
            "('cart:shop:K1', 'k2')) as t (record_id, customer_id)"
        )
    return Settings(tmp_path, {}, {})


TRUTH_HEADER = "record_type,source_id,source_key,person_id,traps\n"


def test_only_records_known_to_both_sides_are_judged(tmp_path: Path) -> None:
    settings = data_folder(
        tmp_path,
        TRUTH_HEADER
        + "shop_customer,shop,shop:C1,P1,\n"
        + "crm_contact,crm,crm:H1,P2,typo|gift\n"
        + "crm_contact,crm,crm:quarantined,P2,\n",
    )
    report = evaluate(settings)
    assert (report.record_count, report.customer_count, report.person_count) == (2, 1, 2)
    assert report.pairs == PairCounts(right=0, joined=1, belonging=0)
    assert set(report.by_trap) == {"typo", "gift"}


def test_without_a_truth_the_user_is_told_where_one_comes_from(tmp_path: Path) -> None:
    with pytest.raises(TresseError, match="run `tresse demo`"):
        evaluate(Settings(tmp_path, {}, {}))


def test_without_a_build_the_user_is_told_to_run_one(tmp_path: Path) -> None:
    settings = data_folder(tmp_path, TRUTH_HEADER)
    with duckdb.connect(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("drop schema identity cascade")
    with pytest.raises(TresseError, match=r"no identity\.customer_identities yet"):
        evaluate(settings)
