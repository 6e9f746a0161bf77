"""What the gates found, in counts and sentences that hold no value of any row."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from orchestration.gates import drift
from orchestration.gates import expectations as kind
from orchestration.gates.drift import Observation, Place
from orchestration.gates.expectations import Run
from orchestration.gates.limits import Expectation

SHARE_SENTENCES = {
    kind.KEY_PRESENT: "have no value in this key column",
    kind.KEY_UNIQUE: "share their key with a different row of the same file",
    kind.VALUE_PRESENT: "lack the value that the contract requires",
    kind.VALUE_READABLE: "cannot be read as {wanted}",
    kind.VALUE_ACCEPTED: "hold none of the accepted values ({wanted})",
}


@dataclass(frozen=True)
class Verdict:
    """What Great Expectations found: counts, or the columns that are missing, or an error."""

    expectation: Expectation
    success: bool
    observed: float | None = None
    rows: int = 0
    missing: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class GateResult:
    """One expectation's outcome; observed is a count of rows, hours of age or an average."""

    source_table: str
    source_id: str
    expectation: str
    column_name: str
    severity: str
    success: bool
    observed: float | None
    row_count: int
    sentence: str

    @property
    def stops(self) -> bool:
        """Does it stop the run?"""
        return not self.success and self.severity == "critical"


@dataclass(frozen=True)
class GateReport:
    """All outcomes of one run of the gates, and the page that shows them."""

    run_id: str
    as_of: date
    checked_at: datetime
    results: tuple[GateResult, ...]
    page: Path

    @property
    def tables(self) -> tuple[str, ...]:
        """The checked tables, in the contract's order."""
        return tuple(dict.fromkeys(result.source_table for result in self.results))

    @property
    def stopping(self) -> tuple[GateResult, ...]:
        """The failures that stop the run."""
        return tuple(failure for failure in self.failures() if failure.stops)

    @property
    def warnings(self) -> tuple[GateResult, ...]:
        """The failures that a run can live with."""
        return tuple(failure for failure in self.failures() if not failure.stops)

    def failures(self, source_table: str | None = None) -> tuple[GateResult, ...]:
        """All that failed, or all that failed of one table."""
        results = self.results if source_table is None else self.of_table(source_table)
        return tuple(result for result in results if not result.success)

    def of_table(self, source_table: str) -> tuple[GateResult, ...]:
        """The outcomes of one table."""
        return tuple(result for result in self.results if result.source_table == source_table)

    def row_count(self, source_table: str) -> int:
        """The rows of one table, of all its sources."""
        # Some expectations look at a part of a source's rows: the largest count is of them all.
        by_source: dict[str, int] = {}
        for result in self.of_table(source_table):
            known = by_source.get(result.source_id, 0)
            by_source[result.source_id] = max(known, result.row_count)
        return sum(by_source.values())


@dataclass(frozen=True)
class PastRun:
    """One run of the gates, in counts."""

    run_id: str
    as_of: date
    checked_at: datetime
    checks: int
    failures: int
    warnings: int


def result_of(verdict: Verdict, run: Run) -> GateResult:
    """The outcome to keep and to show."""
    expectation = verdict.expectation
    return GateResult(
        source_table=expectation.source_table,
        source_id=expectation.source_id,
        expectation=expectation.kind,
        column_name=expectation.column,
        severity=expectation.severity,
        success=verdict.success,
        observed=None if verdict.observed is None else float(verdict.observed),
        row_count=verdict.rows,
        sentence=_sentence(verdict, run),
    )


def _sentence(verdict: Verdict, run: Run) -> str:
    expected = verdict.expectation
    if verdict.error:
        return f"{expected.source_table} could not be checked: {verdict.error}."
    if expected.kind == kind.COLUMNS_EXIST:
        return _columns_sentence(verdict)
    if expected.kind == kind.ENOUGH_ROWS:
        return _rows_sentence(verdict)
    if expected.kind == kind.FRESH:
        return _fresh_sentence(verdict, run)
    if expected.kind not in SHARE_SENTENCES:
        return _drift_sentence(verdict, run)
    what = SHARE_SENTENCES[expected.kind].format(wanted=expected.wanted)
    return (
        f"{expected.source_table}.{expected.column}: {verdict.observed:,.0f} of {verdict.rows:,} "
        f"rows of source {expected.source_id} {what}; at most {run.max_broken_share:.0%} may."
    )


def _drift_sentence(verdict: Verdict, run: Run) -> str:
    expected = verdict.expectation
    # What vanished was filled.
    as_kept = drift.STILL_FILLED if expected.kind == drift.NOT_VANISHED else expected.kind
    place = Place(expected.source_table, expected.source_id, as_kept, expected.column)
    found = Observation(float(verdict.observed or 0), verdict.rows)
    return drift.sentence(expected, found, run.last_good.get(place, found))


def _columns_sentence(verdict: Verdict) -> str:
    table = verdict.expectation.source_table
    if verdict.missing:
        return f"{table} lacks the contract's columns {', '.join(verdict.missing)}."
    return f"{table} has all columns of the contract."


def _rows_sentence(verdict: Verdict) -> str:
    expected = verdict.expectation
    who = f"{expected.source_table}: source {expected.source_id}"
    if not verdict.observed:
        return (
            f"{who} has no rows; put its file into the inbox, or take the table out of the "
            "source's tables in dbt_project.yml."
        )
    sentence = (
        f"{who} has {verdict.observed:,.0f} current rows; at least {expected.limit.at_least:,} "
    )
    if verdict.success:
        return sentence + "are expected."
    return sentence + (
        "are expected after the last good load; if the fall is right, run once with the variable "
        "min_row_share at 0."
    )


def _fresh_sentence(verdict: Verdict, run: Run) -> str:
    expected = verdict.expectation
    who = f"{expected.source_table}: the newest rows of source {expected.source_id}"
    if verdict.observed is None:
        return f"{who} do not say when they landed."
    if verdict.observed <= 0:
        return f"{who} landed after the end of {run.as_of}."
    return (
        f"{who} landed {verdict.observed:,.1f} hours before the end of {run.as_of}; "
        f"at most {expected.limit.at_most:,} are allowed."
    )
