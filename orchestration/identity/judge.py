"""The figures of a resolution whose truth is known; no pair of records is enumerated."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True)
class Record:
    """One record: the customer it was given, the person it is, what makes it hard."""

    customer: str
    person: str
    traps: frozenset[str]
    record_type: str = ""


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
class BCubed:
    """Means over the records: how pure the customer of each is, and how complete its person.

    Bagga and Baldwin 1998, Entity-based cross-document coreferencing using the vector space model.
    """

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Review:
    """One row of the review queue: two customers, and whether they are one person."""

    left_customer: str
    right_customer: str
    is_one_person: bool


@dataclass(frozen=True)
class IdentityReport:
    """The quality of a resolution, over all records and among the pairs with each trap."""

    record_count: int
    person_count: int
    customer_count: int
    pairs: PairCounts
    b_cubed: BCubed
    largest_customer: int
    largest_person: int
    contaminated_rate: float
    mixed_customer_rate: float
    split_person_rate: float
    by_trap: Mapping[str, PairCounts]
    by_record_types: Mapping[tuple[str, str], PairCounts]


def judge(records: Sequence[Record]) -> IdentityReport:
    """The report on these records."""
    together = Counter((record.customer, record.person) for record in records)
    customers = Counter(record.customer for record in records)
    people = Counter(record.person for record in records)
    labels = sorted({trap for record in records for trap in record.traps})
    return IdentityReport(
        record_count=len(records),
        person_count=len(people),
        customer_count=len(customers),
        pairs=PairCounts(_pairs(together), _pairs(customers), _pairs(people)),
        b_cubed=_b_cubed(together, customers, people),
        largest_customer=max(customers.values(), default=0),
        largest_person=max(people.values(), default=0),
        contaminated_rate=_contaminated(together, customers) / max(1, len(records)),
        mixed_customer_rate=_several(customer for customer, _ in together) / max(1, len(customers)),
        split_person_rate=_several(person for _, person in together) / max(1, len(people)),
        by_trap={
            label: _pairs_with(label, records, together, customers, people) for label in labels
        },
        by_record_types=_pairs_by_type(records),
    )


def accept(records: Sequence[Record], reviews: Iterable[Review]) -> list[Record]:
    """The records as a reviewer who knows the truth leaves them."""
    leaders: dict[str, str] = {}

    def leader(customer: str) -> str:
        while (above := leaders.get(customer, customer)) != customer:
            leaders[customer] = leaders.get(above, above)
            customer = above
        return customer

    for review in reviews:
        if review.is_one_person:
            one, other = sorted((leader(review.left_customer), leader(review.right_customer)))
            leaders[other] = one
    return [replace(record, customer=leader(record.customer)) for record in records]


def _several(owners: Iterable[str]) -> int:
    """How many of them are met more than once."""
    return sum(count > 1 for count in Counter(owners).values())


def _b_cubed(
    together: Mapping[tuple[str, str], int], customers: Mapping[str, int], people: Mapping[str, int]
) -> BCubed:
    total = sum(customers.values())
    if not total:
        return BCubed(1.0, 1.0)
    return BCubed(
        sum(size**2 / customers[customer] for (customer, _), size in together.items()) / total,
        sum(size**2 / people[person] for (_, person), size in together.items()) / total,
    )


def _pairs_by_type(records: Iterable[Record]) -> dict[tuple[str, str], PairCounts]:
    """Pairs by the types of their two records, in the order of the alphabet."""
    right = _typed_pairs(((r.customer, r.person), r.record_type) for r in records)
    joined = _typed_pairs((r.customer, r.record_type) for r in records)
    belonging = _typed_pairs((r.person, r.record_type) for r in records)
    return {
        types: PairCounts(right[types], joined[types], belonging[types])
        for types in sorted(joined | belonging)
    }


def _typed_pairs(members: Iterable[tuple[Hashable, str]]) -> Counter[tuple[str, str]]:
    groups: dict[Hashable, Counter[str]] = {}
    for group, record_type in members:
        groups.setdefault(group, Counter())[record_type] += 1
    pairs: Counter[tuple[str, str]] = Counter()
    for types in groups.values():
        names = sorted(types)
        for at, one in enumerate(names):
            pairs[one, one] += comb(types[one], 2)
            for other in names[at + 1 :]:
                pairs[one, other] += types[one] * types[other]
    return pairs


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
