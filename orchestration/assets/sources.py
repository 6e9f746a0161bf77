"""Inbox to raw tables, and the gates on them."""

from collections.abc import Iterator

import dagster as dg

from orchestration.assets.partitions import DAILY, WAREHOUSE_POOL, as_of
from orchestration.contract.contract import load_contract
from orchestration.gates.gate import run_gates
from orchestration.gates.report import GateReport
from orchestration.landing.as_of import refuse_before_data, refuse_future
from orchestration.landing.landing import land
from orchestration.lock import run_lock
from orchestration.settings import load_settings

CONTRACT = load_contract()
DECLARED = sorted({table for source in load_settings().sources for table in source.tables})
LEDGER = dg.AssetKey(["raw", "landed_files"])


def raw_key(table: str) -> dg.AssetKey:
    """Return the key under which dbt's source of that table is known."""
    return dg.AssetKey(["raw", table])


@dg.multi_asset(
    name="landing",
    specs=[
        dg.AssetSpec(LEDGER, description="One row per file landed.", group_name="raw"),
        *(
            dg.AssetSpec(raw_key(table), description=CONTRACT.table(table).grain, group_name="raw")
            for table in DECLARED
        ),
    ],
    partitions_def=DAILY,
    pool=WAREHOUSE_POOL,
)
def raw_tables(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Land every new file of the inbox, or what a loader keeps in its place."""
    settings = load_settings()
    refuse_future(settings, as_of(context))
    with run_lock(settings, "dagster: landing"):
        report = land(settings)
        refuse_before_data(settings, as_of(context))
    yield dg.MaterializeResult(LEDGER, metadata={"files": len(report.files)})
    copied = {table.name: table.row_count for table in report.loaded}
    for table in DECLARED:
        files = [file for file in report.files if file.table == table]
        rows = copied.get(table, sum(file.rows for file in files))
        metadata = {"files": len(files), "rows": rows}
        yield dg.MaterializeResult(raw_key(table), metadata=metadata)


@dg.multi_asset_check(
    name="gates",
    specs=[
        dg.AssetCheckSpec(
            "contract",
            asset=raw_key(table),
            blocking=CONTRACT.table(table).core,
            description="Great Expectations against the source contract",
        )
        for table in DECLARED
    ],
    pool=WAREHOUSE_POOL,
)
def gates(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
    """Check the landed tables; a core table that fails stops what follows."""
    settings = load_settings()
    with run_lock(settings, "dagster: gates"):
        report = run_gates(settings, as_of(context))
    for table in DECLARED:
        yield check_result(report, table)


def check_result(report: GateReport, table: str) -> dg.AssetCheckResult:
    """Return one table's outcome: an error stops what follows, a warning is only shown."""
    failures = report.failures(table)
    stops = any(failure.stops for failure in failures)
    return dg.AssetCheckResult(
        asset_key=raw_key(table),
        check_name="contract",
        passed=not failures,
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        metadata={
            "checks": len(report.of_table(table)),
            "rows": report.row_count(table),
            "failures": [failure.sentence for failure in failures],
        },
    )
