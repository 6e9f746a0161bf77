"""The gates' page: one file, no request leaves it, counts and sentences only."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.gates.report import GateReport, GateResult, PastRun

TEMPLATES = Path(__file__).parent


@dataclass(frozen=True)
class TableSummary:
    """One table's line on the page, and its outcomes with the failing ones first."""

    name: str
    rows: int
    results: tuple[GateResult, ...]

    @property
    def failed(self) -> bool:
        """Does something of it stop the run?"""
        return any(result.stops for result in self.results)

    @property
    def warned(self) -> bool:
        """Is something of it wrong?"""
        return any(not result.success for result in self.results)


def write_page(report: GateReport, past: Sequence[PastRun]) -> None:
    """Write the page of a run, with the last runs, newest first."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    tables = [_summary(name, report) for name in report.tables]
    html = environment.get_template("gates.html").render(report=report, past=past, tables=tables)
    report.page.parent.mkdir(parents=True, exist_ok=True)
    report.page.write_text(html, encoding="utf-8")


def _summary(name: str, report: GateReport) -> TableSummary:
    failing_first = sorted(report.of_table(name), key=lambda result: result.success)
    return TableSummary(name, report.row_count(name), tuple(failing_first))
