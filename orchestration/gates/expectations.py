"""What the contract expects of a raw table: counts to take and the limits that they must keep.

Everything here is pure. One query per table takes all its counts, one row per source, so that a
small source cannot hide behind a large one. `suite.py` makes these Great Expectations' own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from math import ceil

from orchestration.contract.contract import Column, Contract, Table
from orchestration.gates import drift
from orchestration.gates.cells import Cells
from orchestration.gates.counting import (
    AGE,
    CHECKED_ROWS,
    CURRENT_ROWS,
    KEY_CONFLICTS,
    ROWS,
    counting_query,
)
from orchestration.gates.drift import LastGood, Observation, Place, Tolerances
from orchestration.gates.limits import Expectation, Limit, Severity
from orchestration.settings import Settings

# Staging reads an optional table whole and counts what it sets aside; a gate only warns of it, so
# of a larger one it reads every n-th line.
MOST_ROWS_OF_OPTIONAL_TABLE = 200_000

COLUMNS_EXIST = "columns_exist"
ENOUGH_ROWS = "enough_rows"
FRESH = "fresh"
KEY_PRESENT = "key_present"
KEY_UNIQUE = "key_unique"
VALUE_PRESENT = "value_present"
VALUE_READABLE = "value_readable"
VALUE_ACCEPTED = "value_accepted"


@dataclass(frozen=True)
class Run:
    """What a run's limits depend on: its day, the declared sources and the last good counts."""

    as_of: date
    day_end: datetime
    max_broken_share: float
    min_row_share: float
    declared: frozenset[tuple[str, str]]  # (table, source)
    tolerances: Tolerances
    last_good: LastGood


@dataclass(frozen=True)
class TablePlan:
    """All that is expected of one table, and the one query that counts for it."""

    table: str
    columns: tuple[str, ...]
    query: str
    expectations: tuple[Expectation, ...]


def run_of(as_of: date, settings: Settings, last_good: LastGood) -> Run:
    """The run of a day, which ends at midnight of the shop's time zone, said in UTC."""
    midnight = datetime.combine(as_of + timedelta(days=1), time(), settings.time_zone)
    return Run(
        as_of=as_of,
        day_end=midnight.astimezone(UTC).replace(tzinfo=None),
        max_broken_share=settings.share("max_quarantine_share"),
        min_row_share=settings.share("min_row_share"),
        declared=frozenset(
            (table, source.id) for source in settings.sources for table in source.tables
        ),
        tolerances=drift.tolerances(settings),
        last_good=last_good,
    )


def plan_tables(
    contract: Contract, cells: Cells, run: Run, landed: Mapping[tuple[str, str], int]
) -> list[TablePlan]:
    """A plan for each table of the contract that has rows or that a source declares."""
    rows_by_table: dict[str, dict[str, int]] = {}
    for table, source_id in sorted({*landed, *run.declared}):
        rows_by_table.setdefault(table, {})[source_id] = landed.get((table, source_id), 0)
    return [
        _plan(table, contract, rows_by_table[table.name], cells, run)
        for table in contract.tables
        if table.name in rows_by_table
    ]


def _plan(
    table: Table, contract: Contract, rows: Mapping[str, int], cells: Cells, run: Run
) -> TablePlan:
    stride = 1 if table.core else max(1, sum(rows.values()) // MOST_ROWS_OF_OPTIONAL_TABLE)
    checks = [
        check
        for column in (*table.columns, *contract.file_envelope)
        for check in _checks(table, column, cells)
    ]
    severity = _severity(table, True)
    has_columns = Expectation(table.name, "", COLUMNS_EXIST, "", "", "", ROWS, Limit(), severity)
    return TablePlan(
        table=table.name,
        columns=tuple(column.name for column in (*contract.envelope, *table.columns)),
        query=counting_query(
            keys=[cells.text(name) for name in table.key],
            is_deleted=cells.is_deleted(),
            age=cells.age_in_hours(run.day_end),
            broken={check.measure: check.condition for check in checks},
            newest=drift.measures(table, cells),
            stride=stride,
        ),
        expectations=(
            has_columns,
            *(
                expectation
                for source_id in rows
                for expectation in _of_source(table, source_id, checks, run)
                # Only a table that is read whole has its keys counted.
                if stride == 1 or expectation.kind != KEY_UNIQUE
            ),
        ),
    )


@dataclass(frozen=True)
class _Check:
    """A SQL condition that is true of a broken cell."""

    kind: str
    column: str
    wanted: str
    condition: str
    is_repaired: bool = False

    @property
    def measure(self) -> str:
        return f"{self.kind}__{self.column}"


def _checks(table: Table, column: Column, cells: Cells) -> Iterator[_Check]:
    if column.required:
        kind = KEY_PRESENT if column.name in table.key else VALUE_PRESENT
        yield _Check(kind, column.name, "", cells.is_empty(column))
    if column.accepted:
        yield _Check(
            VALUE_ACCEPTED,
            column.name,
            wanted=", ".join(column.accepted),
            condition=cells.is_not_accepted(column),
            # Staging reads an unknown optional code as none or as "other", and keeps the row.
            is_repaired=column.nullable,
        )
    if column.type != "string":
        yield _Check(VALUE_READABLE, column.name, column.type, cells.is_unreadable(column))


def _of_source(
    table: Table, source_id: str, checks: Sequence[_Check], run: Run
) -> Iterator[Expectation]:
    """What is expected of one source's rows; of an undeclared source nobody awaits new ones."""
    is_awaited = (table.name, source_id) in run.declared
    severity = _severity(table, is_awaited)
    expect = partial(Expectation, table.name, source_id)
    if is_awaited:
        last = run.last_good.get(Place(table.name, source_id, ENOUGH_ROWS), Observation(0, 0))
        least = Limit(at_least=max(1, ceil(run.min_row_share * last.observed)))
        oldest = Limit(at_most=table.freshness_hours.error)
        yield expect(ENOUGH_ROWS, "", "", CURRENT_ROWS, ROWS, least, severity)
        yield expect(FRESH, "", "", AGE, ROWS, oldest, severity)
        yield from drift.expectations(table, source_id, severity, run.last_good, run.tolerances)
    tolerated = Limit(at_most_share=run.max_broken_share)
    yield expect(KEY_UNIQUE, ", ".join(table.key), "", KEY_CONFLICTS, ROWS, tolerated, severity)
    for check in checks:
        weight: Severity = "warning" if check.is_repaired else severity
        yield expect(
            check.kind, check.column, check.wanted, check.measure, CHECKED_ROWS, tolerated, weight
        )


def _severity(table: Table, is_awaited: bool) -> Severity:
    return "critical" if table.core and is_awaited else "warning"
