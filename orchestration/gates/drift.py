"""What a load must have in common with the last good one: how full, how valid, how large.

Taken on the newest delivery of a source, because raw keeps the older ones and they would hide it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from orchestration.contract.contract import Table
from orchestration.gates.cells import Cells
from orchestration.gates.counting import CURRENT_ROWS, NEWEST_ROWS, ROWS
from orchestration.gates.limits import Expectation, Limit, Severity
from orchestration.settings import Settings

FEW_ENOUGH_ROWS = "few_enough_rows"
STILL_FILLED = "still_filled"
NOT_VANISHED = "not_vanished"
VALID_ADDRESSES = "valid_addresses"
LIKE_AMOUNTS = "like_amounts"

# Of fewer rows a share or an average says little.
ENOUGH_TO_JUDGE = 100
# A column that half of the rows filled is one that people count on.
COUNTED_ON = 0.5
# Nothing but a row or two of a hundred: the column is gone, whatever its header says.
NEARLY_NOTHING = 0.01
MONEY = "decimal(18,4)"
ADDRESS = "email"


@dataclass(frozen=True)
class Observation:
    """What was counted of how many."""

    observed: float
    rows: int

    @property
    def share(self) -> float:
        """Of all, how much."""
        return self.observed / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class Place:
    """What an observation is of."""

    table: str
    source_id: str
    kind: str
    column: str = ""


LastGood = Mapping[Place, Observation]


@dataclass(frozen=True)
class Tolerances:
    """How far a load may be from the last good one before somebody should look."""

    row_factor: float
    null_rise: float
    invalid_rise: float
    amount_factor: float


def tolerances(settings: Settings) -> Tolerances:
    """The shop's tolerances."""
    return Tolerances(
        row_factor=settings.factor("max_row_factor"),
        null_rise=settings.share("max_null_rise"),
        invalid_rise=settings.share("max_invalid_address_rise"),
        amount_factor=settings.factor("max_amount_factor"),
    )


def measures(table: Table, cells: Cells) -> dict[str, str]:
    """SQL of what is counted of the newest delivery, by the name of the count."""
    # Empty is empty here: what words there are for nothing does not change over night.
    counts = {_filled(column.name): f"count({column.name})" for column in table.columns}
    if ADDRESS in table.column_names:
        counts[VALID_ADDRESSES] = f"count(case when {cells.is_address(ADDRESS)} then 1 end)"
    for name in _amounts(table):
        amount = cells.number(name, MONEY)
        counts[_average(name)] = f"avg({amount})"
        counts[_count(name)] = f"count({amount})"
    return counts


def expectations(
    table: Table, source_id: str, severity: Severity, last: LastGood, allowed: Tolerances
) -> Iterator[Expectation]:
    """What is expected of a source's newest delivery of a table, after the last good one."""
    expect = partial(Expectation, table.name, source_id)
    place = partial(Place, table.name, source_id)
    rows = last.get(place(FEW_ENOUGH_ROWS))
    most = Limit(at_most=allowed.row_factor * rows.observed) if rows else Limit()
    yield expect(FEW_ENOUGH_ROWS, "", "", CURRENT_ROWS, ROWS, most, "warning")
    for column in table.column_names:
        filled = last.get(place(STILL_FILLED, column), Observation(0, 0)).share
        limit = _of_share(filled - allowed.null_rise)
        yield expect(STILL_FILLED, column, "", _filled(column), NEWEST_ROWS, limit, "warning")
        # Who lets all cells be empty has left the column out on purpose.
        if filled >= COUNTED_ON and allowed.null_rise < 1:
            least = _of_share(NEARLY_NOTHING)
            yield expect(NOT_VANISHED, column, "", _filled(column), NEWEST_ROWS, least, severity)
    if ADDRESS in table.column_names:
        valid = last.get(place(VALID_ADDRESSES, ADDRESS), Observation(0, 0)).share
        limit = _of_share(valid - allowed.invalid_rise)
        of = _filled(ADDRESS)
        yield expect(VALID_ADDRESSES, ADDRESS, "", VALID_ADDRESSES, of, limit, "warning")
    for name in _amounts(table):
        limit = _around(last.get(place(LIKE_AMOUNTS, name)), allowed.amount_factor)
        yield expect(LIKE_AMOUNTS, name, "", _average(name), _count(name), limit, severity)


def sentence(expected: Expectation, found: Observation, last: Observation) -> str:
    """What was found, and what the last good load held."""
    where = f"{expected.source_table}.{expected.column}"
    newest = f"of the newest {found.rows:,} rows of source {expected.source_id}"
    if expected.kind == FEW_ENOUGH_ROWS:
        return (
            f"{expected.source_table}: source {expected.source_id} has {found.observed:,.0f} "
            f"current rows, {last.observed:,.0f} at the last good load; is a file there twice?"
        )
    if expected.kind == LIKE_AMOUNTS:
        return (
            f"{where}: {found.observed:,.2f} is the average {newest}, {last.observed:,.2f} at the "
            "last good load; is it in another unit, cents for euros? If it is right, run once with "
            "a larger max_amount_factor."
        )
    if expected.kind == VALID_ADDRESSES:
        seen = f"{found.share:.0%} look like addresses"
        return f"{where}: {seen}, {last.share:.0%} at the last good load."
    told = f"{where}: {found.share:.0%} {newest} are filled, {last.share:.0%} at the last good load"
    if expected.kind == NOT_VANISHED:
        return f"{told}; export it again with the column, or run once with max_null_rise at 1."
    return f"{told}."


def _of_share(share: float) -> Limit:
    return Limit(at_least_share=max(share, 0.0), judged_from=ENOUGH_TO_JUDGE)


def _around(last: Observation | None, factor: float) -> Limit:
    """Between the last average by the factor; nothing where it was nought, or of few."""
    if last is None or last.observed <= 0 or last.rows < ENOUGH_TO_JUDGE:
        return Limit()
    return Limit(
        at_least=last.observed / factor,
        at_most=last.observed * factor,
        judged_from=ENOUGH_TO_JUDGE,
    )


def _amounts(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.type == MONEY]


def _filled(column: str) -> str:
    return f"{STILL_FILLED}__{column}"


def _average(column: str) -> str:
    return f"{LIKE_AMOUNTS}__{column}"


def _count(column: str) -> str:
    return f"amounts__{column}"
