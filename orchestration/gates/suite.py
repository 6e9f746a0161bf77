"""Our expectations as Great Expectations' own, and their verdicts.

Importing this module imports Great Expectations, which takes seconds: import it where it is used.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import great_expectations as gx
from great_expectations.expectations.core.expect_table_columns_to_match_set import (
    ExpectTableColumnsToMatchSet,
)
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.expectation import Expectation as GreatExpectation
from great_expectations.expectations.metadata_types import FailureSeverity
from sqlalchemy import URL

import orchestration.gates.dialect  # noqa: F401 - registers duckdb+buffered
from orchestration.gates.expectations import COLUMNS_EXIST, TablePlan
from orchestration.gates.limits import Expectation, Limit
from orchestration.gates.report import Verdict

# DuckDB's errors about the query itself; others, as of a conversion, may quote a value.
QUOTES_NO_CELL = ("Binder Error", "Catalog Error", "Parser Error")


class ExpectSourceToKeepLimit(UnexpectedRowsExpectation):
    """One count of one source keeps to its limit.

    The query takes counts only, never a value of a row, so the result may be kept. Great
    Expectations runs it once for all the expectations that share it.
    """

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.table",)

    source_id: str
    measure: str
    of: str
    # Plain numbers, because Great Expectations writes its expectations as JSON.
    at_least: float | None
    at_most: float | None
    at_least_share: float | None
    at_most_share: float | None
    judged_from: int

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        del runtime_configuration, execution_engine
        sources: Sequence[Mapping[str, Any]] = metrics["unexpected_rows_query.table"]
        counts = next((row for row in sources if row["source_id"] == self.source_id), {})
        limit = Limit(
            self.at_least,
            self.at_most,
            self.at_least_share,
            self.at_most_share,
            self.judged_from,
        )
        # A source whose every row is deleted has no newest counts.
        observed, rows = counts.get(self.measure, 0), counts.get(self.of) or 0
        return {
            "success": limit.holds(observed, rows),
            "result": {"observed_value": {"observed": observed, "rows": rows}},
        }


class RawTables:
    """The raw tables of a warehouse that is open, read only, to Great Expectations."""

    def __init__(self, datasource: Any) -> None:
        self._datasource = datasource

    def verdicts(self, plan: TablePlan) -> list[Verdict]:
        """The verdict on each expectation of a table, taken in SQL where the rows are."""
        asset = self._datasource.add_table_asset(
            plan.table, table_name=plan.table, schema_name="raw"
        )
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        suite = gx.ExpectationSuite(
            plan.table,
            expectations=[
                _as_gx(expectation, plan, position)
                for position, expectation in enumerate(plan.expectations)
            ],
        )
        outcome = batch.validate(suite, result_format="BASIC")
        return [
            _verdict(plan.expectations[result.expectation_config.meta["position"]], result)
            for result in outcome.results
        ]


@contextmanager
def raw_tables(warehouse: Path) -> Iterator[RawTables]:
    """The raw tables, open to Great Expectations; on leaving, the file is free again."""
    context = gx.get_context(mode="ephemeral")
    quiet: Any = {"globally": False, "metric_calculations": False}
    context.variables.progress_bars = quiet
    address = URL.create(
        "duckdb+buffered", database=str(warehouse), query={"access_mode": "read_only"}
    )
    datasource = context.data_sources.add_sql(
        "warehouse", connection_string=address.render_as_string(hide_password=False)
    )
    try:
        yield RawTables(datasource)
    finally:
        # Great Expectations has one engine to reflect tables and another to run queries.
        datasource.get_execution_engine().close()
        datasource.get_engine().dispose()


def _as_gx(expectation: Expectation, plan: TablePlan, position: int) -> GreatExpectation:
    severity, meta = FailureSeverity(expectation.severity), {"position": position}
    if expectation.kind == COLUMNS_EXIST:
        return ExpectTableColumnsToMatchSet(
            column_set=list(plan.columns), exact_match=False, severity=severity, meta=meta
        )
    return ExpectSourceToKeepLimit(
        unexpected_rows_query=plan.query,
        source_id=expectation.source_id,
        measure=expectation.measure,
        of=expectation.of,
        **asdict(expectation.limit),
        severity=severity,
        meta=meta,
    )


def _verdict(expectation: Expectation, result: Any) -> Verdict:
    found = result.result.get("observed_value")
    counts = found if isinstance(found, dict) else {}
    details = result.result.get("details", {})
    return Verdict(
        expectation=expectation,
        success=bool(result.success),
        observed=counts.get("observed"),
        rows=counts.get("rows", 0),
        missing=tuple(details.get("mismatched", {}).get("missing", ())),
        error=_error(result.exception_info),
    )


def _error(exception_info: Mapping[str, Any]) -> str:
    """Why a count could not be taken: DuckDB's first line, where it cannot quote a cell."""
    metrics = [info for info in exception_info.values() if isinstance(info, dict)]
    raised = [info for info in (*metrics, exception_info) if info.get("raised_exception")]
    if not raised:
        return ""
    message = str(raised[0]["exception_message"]).splitlines()[0]
    return message if any(name in message for name in QUOTES_NO_CELL) else "the query failed"
