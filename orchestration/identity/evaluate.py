"""How well records were resolved to people, where the truth is known: the demo."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import TypeVar

import duckdb

from orchestration.errors import TresseError
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True)
class Record:
    """One record: the customer it was given, the person it is, what makes it hard."""

    customer: str
    person: str
    traps: frozenset[str]


@dataclass(frozen=True)
class PairCounts:
    """Pairs of records: joined and rightly so, joined, and belonging together."""

    right: int
    joined: int
    belonging: int

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are one person; 1 when nothing was joined."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs of one person that were joined; 1 when there are none."""
        return self.right / self.belonging if self.belonging else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.joined + self.belonging
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True)
class IdentityReport:
    """The quality of a resolution, over all records and among the pairs with each trap."""

    record_count: int
    person_count: int
    customer_count: int
    pairs: PairCounts
    largest_customer: int
    largest_person: int
    contaminated_rate: float
    by_trap: Mapping[str, PairCounts]


def evaluate(settings: Settings) -> IdentityReport:
    """Judge the warehouse's customer_identities against the demo's truth."""
    return judge(_read(settings, settings.data_dir / "demo_truth" / "records.csv"))


def judge(records: Sequence[Record]) -> IdentityReport:
    """The report on these records; counts per customer and person, no pair is enumerated."""
    together = Counter((record.customer, record.person) for record in records)
    customers = Counter(record.customer for record in records)
    people = Counter(record.person for record in records)
    labels = sorted({trap for record in records for trap in record.traps})
    return IdentityReport(
        record_count=len(records),
        person_count=len(people),
        customer_count=len(customers),
        pairs=PairCounts(_pairs(together), _pairs(customers), _pairs(people)),
        largest_customer=max(customers.values(), default=0),
        largest_person=max(people.values(), default=0),
        contaminated_rate=_contaminated(together, customers) / max(1, len(records)),
        by_trap={
            label: _pairs_with(label, records, together, customers, people) for label in labels
        },
    )


def _pairs(sizes: Mapping[Group, int]) -> int:
    return sum(comb(size, 2) for size in sizes.values())


def _contaminated(together: Mapping[tuple[str, str], int], customers: Mapping[str, int]) -> int:
    """Records that sit in a customer most of whose records are another person's."""
    majority: Counter[str] = Counter()
    for (customer, _), size in together.items():
        majority[customer] = max(majority[customer], size)
    return sum(size - majority[customer] for customer, size in customers.items())


def _pairs_with(
    label: str,
    records: Iterable[Record],
    together: Mapping[tuple[str, str], int],
    customers: Mapping[str, int],
    people: Mapping[str, int],
) -> PairCounts:
    """Pairs of which at least one record carries the label."""
    marked = [record for record in records if label in record.traps]
    return PairCounts(
        right=_touched(together, Counter((record.customer, record.person) for record in marked)),
        joined=_touched(customers, Counter(record.customer for record in marked)),
        belonging=_touched(people, Counter(record.person for record in marked)),
    )


def _touched(sizes: Mapping[Group, int], marked: Mapping[Group, int]) -> int:
    """Pairs within the groups less the pairs without any marked record."""
    return sum(comb(sizes[key], 2) - comb(sizes[key] - count, 2) for key, count in marked.items())


def _read(settings: Settings, truth: Path) -> list[Record]:
    """The records that both the truth and the warehouse know."""
    if not truth.exists():
        raise TresseError(f"{truth} does not exist: only the demo has a truth; run `tresse demo`.")
    query = """
        select identities.customer_id, truth.person_id, coalesce(truth.traps, '')
        from read_csv(?, header = true, all_varchar = true) as truth
        inner join identity.customer_identities as identities
            on identities.record_id = truth.record_type || ':' || truth.source_key
    """
    try:
        with open_warehouse(settings, read_only=True) as connection:
            rows = connection.execute(query, [str(truth)]).fetchall()
    except duckdb.CatalogException:
        raise TresseError(
            f"{settings.warehouse} has no identity.customer_identities yet: run `tresse run` first."
        ) from None
    return [
        Record(customer, person, frozenset(traps.split("|")) - {""})
        for customer, person, traps in rows
    ]
