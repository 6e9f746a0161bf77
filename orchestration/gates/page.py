"""The gates' page: one file, no request leaves it, counts and sentences only."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.gates.report import GateReport, PastRun

TEMPLATES = Path(__file__).parent


def write_page(report: GateReport, past: Sequence[PastRun]) -> None:
    """Write the page of a run, with the last runs, newest first."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    tables = {name: report.of_table(name) for name in report.tables}
    html = environment.get_template("gates.html").render(report=report, past=past, tables=tables)
    report.page.parent.mkdir(parents=True, exist_ok=True)
    report.page.write_text(html, encoding="utf-8")
