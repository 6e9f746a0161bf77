"""Spark inside dbt's own process builds the same shop as DuckDB: what CI runs of Spark."""

from pathlib import Path

import pytest

from tests.orchestration.conftest import AS_OF
from tests.spark.compare import compare, public_tables
from tests.spark.conftest import DUCKDB, assert_agree, open_shop

pytestmark = pytest.mark.session

SESSION = {
    "TRESSE_TARGET": "spark_session",
    # For minutes of small queries the best compiler of Java does not pay.
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1",
}


def test_a_session_of_spark_builds_what_duckdb_builds(inbox: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs make setup-spark")
    on_duckdb = open_shop(tmp_path / "duckdb", inbox, DUCKDB)
    on_spark = open_shop(tmp_path / "spark", inbox, SESSION)
    on_duckdb.run(AS_OF)
    on_spark.run(AS_OF)
    compared = compare(
        on_duckdb.tresse.warehouse, on_spark.tresse.warehouse, public_tables(on_duckdb.manifest)
    )
    assert_agree(compared)
    assert {"customers", "segment_members"} <= {found.name for found in compared if found.left.rows}
