"""How well records were resolved to people, where the truth is known: the demo."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.errors import TresseError
from orchestration.identity.judge import IdentityReport, Record, Review, accept, judge
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse

RECORDS = """
    select identities.customer_id, truth.person_id, coalesce(truth.traps, ''), truth.record_type
    from read_csv($truth, header = true, all_varchar = true) as truth
    inner join identity.customer_identities as identities
        on identities.record_id = truth.record_type || ':' || truth.source_key
"""
REVIEWS = """
    with truth as (
        select record_type || ':' || source_key as record_id, person_id
        from read_csv($truth, header = true, all_varchar = true)
    )
    select left_customer_id, right_customer_id, l.person_id = r.person_id
    from identity.identity_reviews
    inner join truth as l on l.record_id = left_record_id
    inner join truth as r on r.record_id = right_record_id
"""


@dataclass(frozen=True)
class Evaluation:
    """What was joined by itself, and what a reviewer of the queue would make of it."""

    joined: IdentityReport
    reviewed: IdentityReport
    review_count: int
    right_review_count: int


def evaluate(settings: Settings) -> Evaluation:
    """Judge the warehouse's customer_identities against the demo's truth."""
    records, reviews = _read(settings, settings.data_dir / "demo_truth" / "records.csv")
    return Evaluation(
        joined=judge(records),
        reviewed=judge(accept(records, reviews)),
        review_count=len(reviews),
        right_review_count=sum(review.is_one_person for review in reviews),
    )


def _read(settings: Settings, truth: Path) -> tuple[list[Record], list[Review]]:
    """The records, and the rows of the review queue, that both the truth and the warehouse know."""
    if not truth.exists():
        raise TresseError(f"{truth} does not exist: only the demo has a truth; run `tresse demo`.")
    parameters = {"truth": str(truth)}
    try:
        with open_warehouse(settings, read_only=True) as connection:
            rows = connection.execute(RECORDS, parameters).fetchall()
            queue = connection.execute(REVIEWS, parameters).fetchall()
    except duckdb.CatalogException:
        raise TresseError(
            f"{settings.warehouse} has no identity.customer_identities yet: run `tresse run` first."
        ) from None
    records = [
        Record(customer, person, frozenset(traps.split("|")) - {""}, record_type)
        for customer, person, traps, record_type in rows
    ]
    return records, [Review(*row) for row in queue]
