"""What the gates found of a table is what Dagster shows of it, and only a stop blocks."""

from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest

from orchestration.assets.sources import check_result
from orchestration.gates.report import GateReport, GateResult


def result(
    severity: str, success: bool, source_table: str = "shop_orders", row_count: int = 40
) -> GateResult:
    return GateResult(
        source_table=source_table,
        source_id="shop",
        expectation="value_accepted",
        column_name="channel",
        severity=severity,
        success=success,
        observed=3.0,
        row_count=row_count,
        sentence=f"{source_table} is told of.",
    )


def report(*results: GateResult) -> GateReport:
    return GateReport(
        "run", date(2026, 10, 31), datetime(2026, 11, 1, 6, tzinfo=UTC), results, Path("page")
    )


@pytest.mark.parametrize(
    ("results", "passed", "severity"),
    [
        ([("critical", True), ("warning", True)], True, dg.AssetCheckSeverity.WARN),
        ([("critical", True), ("warning", False)], False, dg.AssetCheckSeverity.WARN),
        ([("critical", False), ("warning", False)], False, dg.AssetCheckSeverity.ERROR),
    ],
)
def test_a_core_table_blocks_only_when_something_critical_fails(
    results: list[tuple[str, bool]], passed: bool, severity: dg.AssetCheckSeverity
) -> None:
    shown = check_result(report(*(result(*each) for each in results)), "shop_orders")
    assert (shown.passed, shown.severity) == (passed, severity)


def test_the_failure_of_another_table_is_not_this_ones() -> None:
    both = report(result("critical", True), result("critical", False, "shop_refunds"))
    assert check_result(both, "shop_orders").passed


def test_checks_and_rows_are_counted_and_failures_are_sentences() -> None:
    shown = check_result(
        report(result("critical", True), result("warning", False, row_count=30)), "shop_orders"
    )
    assert {name: value.value for name, value in shown.metadata.items()} == {
        "checks": 2,
        "rows": 40,
        "failures": ["shop_orders is told of."],
    }
