"""Runs the gates: Great Expectations checks the raw tables, in the warehouse, by the contract."""

import warnings
from datetime import UTC, date, datetime
from pathlib import Path

from orchestration.contract.contract import load_contract
from orchestration.errors import TresseError
from orchestration.gates import store
from orchestration.gates.cells import Cells
from orchestration.gates.expectations import (
    COLUMNS_EXIST,
    ENOUGH_ROWS,
    Run,
    TablePlan,
    plan_tables,
    run_of,
)
from orchestration.gates.macros import Macros
from orchestration.gates.page import write_page
from orchestration.gates.report import GateReport, Verdict, result_of
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.warehouse import open_warehouse

RUNS_ON_PAGE = 30
ON_NO_ROWS = (COLUMNS_EXIST, ENOUGH_ROWS)


def run_gates(settings: Settings, as_of: date) -> GateReport:
    """Check every raw table, keep the outcomes in `raw.gate_results`, write the page."""
    contract = load_contract()
    with open_warehouse(settings, read_only=True) as connection:
        landed = store.landed_rows(connection, contract)
        run = run_of(as_of, settings, store.last_good(connection))
    plans = plan_tables(contract, Cells(Macros(settings)), run, landed)
    report = _report(settings, run, _verdicts(settings.warehouse, plans))
    with open_warehouse(settings) as connection:
        store.save(connection, report)
        past = store.history(connection, RUNS_ON_PAGE)
    write_page(report, past)
    return report


def check(report: GateReport) -> None:
    """Raise a TresseError of one sentence when something stops the run."""
    if not report.stopping:
        return
    first = report.stopping[0].sentence.removesuffix(".")
    more = len(report.stopping) - 1
    others = f" ({more} more such failures)" if more else ""
    page = _shown(report.page)
    raise TresseError(f"The gates stopped the run of {report.as_of}: {first}{others}; see {page}.")


def _verdicts(warehouse: Path, plans: list[TablePlan]) -> list[Verdict]:
    # Great Expectations imports pyspark where that is installed, which has a word on pandas.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
    # Only a run of the gates pays for this import: it takes seconds.
    from orchestration.gates.suite import raw_tables

    found: list[Verdict] = []
    with raw_tables(warehouse) as raw:
        for plan in plans:
            found += _of_table(raw.verdicts(plan))
    return found


def _of_table(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts that say something: none on columns that are missing, or on rows that are."""
    missing = [v for v in verdicts if v.expectation.kind == COLUMNS_EXIST and not v.success]
    counted = [v for v in verdicts if v.rows or v.error or v.expectation.kind in ON_NO_ROWS]
    return missing or counted


def _report(settings: Settings, run: Run, verdicts: list[Verdict]) -> GateReport:
    checked_at = datetime.now(UTC).replace(tzinfo=None)
    return GateReport(
        run_id=f"{checked_at:%Y%m%dT%H%M%S%f}",
        as_of=run.as_of,
        checked_at=checked_at,
        results=tuple(result_of(verdict, run) for verdict in verdicts),
        page=settings.data_dir / "reports" / "gates.html",
    )


def _shown(page: Path) -> Path:
    return page.relative_to(PROJECT_DIR) if page.is_relative_to(PROJECT_DIR) else page
