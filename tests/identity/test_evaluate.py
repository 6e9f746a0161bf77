import json
from itertools import combinations
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.errors import TresseError
from orchestration.identity.evaluate import evaluate
from orchestration.identity.judge import PairCounts, Record, Review, accept, judge
from orchestration.identity.report import identity_json, identity_summary
from orchestration.settings import Settings

RECORDS = st.lists(
    st.builds(
        Record,
        customer=st.sampled_from("abcd"),
        person=st.sampled_from("wxyz"),
        traps=st.frozensets(st.sampled_from(["gift", "typo"])),
        record_type=st.sampled_from(["cart", "guest_order"]),
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
    # Each of the three of c1 sits with 2, 2 and 1 of its own; Paul is half here, half there.
    assert report.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert report.b_cubed.recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 1) / 5)
    assert report.mixed_customer_rate == pytest.approx(1 / 3)
    assert report.split_person_rate == pytest.approx(1 / 3)
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
def test_b_cubed_agrees_with_looking_at_every_record(records: list[Record]) -> None:
    if not records:
        return
    precision = recall = 0.0
    for one in records:
        customer = [r for r in records if r.customer == one.customer]
        person = [r for r in records if r.person == one.person]
        both = [r for r in customer if r.person == one.person]
        precision += len(both) / len(customer) / len(records)
        recall += len(both) / len(person) / len(records)
    report = judge(records)
    assert report.b_cubed.precision == pytest.approx(precision)
    assert report.b_cubed.recall == pytest.approx(recall)


@given(RECORDS)
def test_pairs_by_type_add_up_to_all_pairs(records: list[Record]) -> None:
    report = judge(records)
    by_type = report.by_record_types
    assert sum(pairs.joined for pairs in by_type.values()) == report.pairs.joined
    assert sum(pairs.right for pairs in by_type.values()) == report.pairs.right
    carts = [r for r in records if r.record_type == "cart"]
    assert by_type.get(("cart", "cart"), PairCounts(0, 0, 0)) == counted_by_hand(carts)


def test_a_reviewer_joins_what_is_one_person_through_any_number_of_rows() -> None:
    records = [
        record("c1", "Anne"),
        record("c2", "Anne"),
        record("c3", "Anne"),
        record("c4", "Bob"),
    ]
    reviews = [
        Review("c2", "c3", is_one_person=True),
        Review("c3", "c1", is_one_person=True),
        Review("c3", "c4", is_one_person=False),
    ]
    assert [r.customer for r in accept(records, reviews)] == ["c1", "c1", "c1", "c4"]


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
        connection.execute(
            "create table identity.identity_reviews as select * from (values "
            "('shop_customer:shop:C1', 'cart:shop:K1', 'k1', 'k2')) "
            "as t (left_record_id, right_record_id, left_customer_id, right_customer_id)"
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
    report = evaluate(settings).joined
    assert (report.record_count, report.customer_count, report.person_count) == (2, 1, 2)
    assert report.pairs == PairCounts(right=0, joined=1, belonging=0)
    assert set(report.by_trap) == {"typo", "gift"}


def test_the_review_queue_is_worth_what_the_truth_says_of_it(tmp_path: Path) -> None:
    settings = data_folder(
        tmp_path, TRUTH_HEADER + "shop_customer,shop,shop:C1,P1,\n" + "cart,shop,shop:K1,P1,relay\n"
    )
    evaluation = evaluate(settings)
    assert (evaluation.review_count, evaluation.right_review_count) == (1, 1)
    assert evaluation.joined.pairs.recall == 0.0
    assert evaluation.reviewed.pairs.recall == 1.0
    assert "review queue 1 rows, of which 1 are one person" in identity_summary(evaluation)
    assert json.loads(identity_json(evaluation))["joined"]["by_record_types"] == {
        "cart+shop_customer": {"right": 0, "joined": 0, "belonging": 1}
    }


def test_without_a_truth_the_user_is_told_where_one_comes_from(tmp_path: Path) -> None:
    with pytest.raises(TresseError, match="run `tresse demo`"):
        evaluate(Settings(tmp_path, {}, {}))


def test_without_a_build_the_user_is_told_to_run_one(tmp_path: Path) -> None:
    settings = data_folder(tmp_path, TRUTH_HEADER)
    with duckdb.connect(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("drop schema identity cascade")
    with pytest.raises(TresseError, match=r"no identity\.customer_identities yet"):
        evaluate(settings)
