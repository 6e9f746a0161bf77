"""Sentences and tables for the terminal; never a cell of a person's data."""

from collections.abc import Sequence

import duckdb
from rich.console import Console
from rich.table import Table

from orchestration.gates.report import GateReport
from orchestration.landing.inspection import Inspection
from orchestration.landing.report import LandingReport
from orchestration.pipeline import RunReport
from orchestration.publish.publication import PublicationReport
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse

QUARANTINE = """
select source_table, count(*)

from staging.quarantine

group by source_table

order by source_table
"""

SEGMENTS = """
select
    segment_catalog.segment,
    segment_catalog.label_en,
    segment_catalog.status,
    segment_daily.member_count,
    segment_daily.revenue,
    segment_daily.reachable_email,
    segment_daily.reachable_sms,
    segment_daily.reachable_ads

from activation.segment_catalog

left join activation.segment_daily
    on
        segment_catalog.segment = segment_daily.segment
        and segment_daily.as_of = (select publication.as_of from activation.publication)

order by segment_daily.member_count desc nulls last, segment_catalog.segment
"""


def landing_summary(report: LandingReport) -> str:
    """Return what became of the files, and every warning."""
    new = [file for file in report.files if file.status == "landed"]
    known = len(report.files) - len(new)
    lines = [f"landed {len(new)} files, {report.rows:,} rows; {known} files were known already"]
    if report.loaded:
        copied = sum(table.row_count for table in report.loaded)
        lines.append(f"copied {len(report.loaded)} tables of the loader, {copied:,} rows")
    lines += [
        f"{made.source}: {made.adapter} gives {made.rows:,} rows of {made.table}"
        + (f"; {made.unused:,} records are none: see raw.unused_rows" if made.unused else "")
        for made in report.adapted
    ]
    if report.rejected:
        lines.append(f"{report.rejected:,} records could not be split: see raw.rejected_rows")
    return "\n".join([*lines, *(f"warning: {warning}" for warning in report.warnings)])


def inspection_summary(inspections: Sequence[Inspection]) -> str:
    """Return what landing would make of each file, and of all."""
    stopping = sum(bool(inspection.trouble) for inspection in inspections)
    verdict = f"files: {len(inspections)}; would stop a landing: {stopping}; nothing was landed"
    return "\n".join([*map(_inspection_text, inspections), verdict])


def _inspection_text(inspection: Inspection) -> str:
    lines = [inspection.file]
    if inspection.table:
        lines.append(f"  is {inspection.table}, known by {inspection.known_by}")
    if inspection.found:
        lines.append(f"  columns found: {', '.join(inspection.found)}")
    if inspection.trouble:
        lines.append(f"  would stop: {inspection.trouble}")
    landed = inspection.landed
    if landed:
        told = (landed.encoding, landed.delimiter and f"delimiter {landed.delimiter!r}")
        how = ", ".join(filter(None, told))
        lines.append(f"  would land {landed.rows:,} rows{f' ({how})' if how else ''}")
        lines += [f"  warning: {warning}" for warning in landed.warnings]
    if inspection.rejected_lines:
        places = ", ".join(map(str, inspection.rejected_lines))
        lines.append(f"  records that cannot be read, first lines: {places}")
    return "\n".join(lines)


def gates_summary(report: GateReport) -> str:
    """Return how many checks there were, all that did not pass as sentences, and the page."""
    stopping, warnings = report.stopping, report.warnings
    return "\n".join(
        [
            f"gates: {len(report.results)} checks, {len(stopping)} failed, "
            f"{len(warnings)} warnings; see {report.page}",
            *(f"failed: {result.sentence}" for result in stopping),
            *(f"warning: {result.sentence}" for result in warnings),
        ]
    )


def quarantine_summary(settings: Settings) -> str:
    """Return how many rows staging could not read, and of which tables."""
    with open_warehouse(settings, read_only=True) as warehouse:
        rows = warehouse.execute(QUARANTINE).fetchall()
    tables = ", ".join(f"{table} {count:,}" for table, count in rows)
    return f"quarantine: {tables or 'empty'}; rows and reasons are in staging.quarantine_<table>"


def publication_summary(report: PublicationReport) -> str:
    """Return where the publication is and how large."""
    rows = ", ".join(f"{table} {count:,}" for table, count in report.row_counts.items())
    return (
        f"published snapshot {report.snapshot.snapshot_id} after {report.checks_passed} checks\n"
        f"  {report.serving}: {rows}\n"
        f"  {report.tables_folder}: the same tables as Parquet\n"
        f"  {report.export_folder}: {len(report.files)} audience files"
    )


def run_summary(settings: Settings, report: RunReport) -> str:
    """Return what the run did, step by step."""
    times = ", ".join(f"{step} {seconds:.0f} s" for step, seconds in report.seconds.items())
    return "\n".join(
        [
            landing_summary(report.landing),
            gates_summary(report.gates),
            quarantine_summary(settings),
            publication_summary(report.publication),
            times,
        ]
    )


def _reach(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"


def segment_table(settings: Settings) -> str:
    """Return the published segments with size, revenue and reach, the largest first."""
    with duckdb.connect(settings.serving, read_only=True) as serving:
        rows = serving.execute(SEGMENTS).fetchall()
    table = Table(title="Segments, as published")
    table.add_column("segment")
    table.add_column("label")
    for name in ("members", "revenue", "e-mail", "SMS", "ads"):
        table.add_column(name, justify="right")
    for segment, label, status, members, revenue, *reach in rows:
        if status == "ok":
            table.add_row(segment, label, f"{members:,}", f"{revenue:,.0f}", *map(_reach, reach))
        else:
            table.add_row(segment, label, status, "", "", "", "")
    console = Console(width=110, record=True, file=None, quiet=True)
    with console.capture() as capture:
        console.quiet = False
        console.print(table)
    return capture.get()
