"""A real Spark, in process: what DuckDB hands over it reads, and what it builds DuckDB reads."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration import dbt
from orchestration.engine.bring_back import bring_back, require_brought_back
from orchestration.engine.hand_over import write_tables
from orchestration.engine.readiness import require_engine
from orchestration.errors import TresseError
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.warehouse import open_warehouse
from tests.engine.fake_build import AS_OF, rows, source, write_manifest

pytest.importorskip("pyspark", reason="needs Spark: make setup-spark")
pytestmark = pytest.mark.session

PROJECT = """
name: tresse
version: "1.0"
profile: tresse
models: {tresse: {+materialized: table, +schema: activation, +access: public}}
"""

YAML = """
models:
  - name: days
    columns:
      - {name: as_of, data_type: date}
      - {name: revenue, data_type: "decimal(18,4)"}
      - {name: seen_at, data_type: timestamp}
      - {name: label, data_type: string}
      - {name: customer_count, data_type: bigint}
  - name: no_days
    columns: [{name: as_of, data_type: date}, {name: revenue, data_type: "decimal(18,4)"}]
  - name: int_days
    config: {access: protected}
    columns: [{name: as_of, data_type: date}]
"""

# Another order than declared, and a whole number narrower than declared.
DAYS = """
select label, seen_at, revenue * 2 as revenue, as_of, cast(1 as int) as customer_count
from parquet.`{{ env_var('TRESSE_DATA') }}/lake/published/segment_daily`
"""

COLUMNS = {
    "as_of": "date",
    "revenue": "decimal(18,4)",
    "seen_at": "timestamp",
    "label": "string",
}


@pytest.fixture
def project(tmp_path: Path, shop: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dbt project of three models with tresse's own profile and export."""
    try:
        require_engine(shop)
    except TresseError as error:
        pytest.skip(str(error))
    folder = tmp_path / "project"
    (folder / "models").mkdir(parents=True)
    (folder / "macros").mkdir()
    shutil.copy(PROJECT_DIR / "profiles.yml", folder)
    for macro in ("generate_schema_name.sql", "engine/export_models.sql"):
        shutil.copy(PROJECT_DIR / "macros" / macro, folder / "macros")
    files = {
        "dbt_project.yml": PROJECT,
        "models/models.yml": YAML,
        "models/days.sql": DAYS,
        "models/no_days.sql": "select as_of, revenue from {{ ref('days') }} where false",
        "models/int_days.sql": "select as_of from {{ ref('days') }}",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    monkeypatch.setattr(dbt, "PROJECT_DIR", folder)
    monkeypatch.setenv("TRESSE_SPARK_MEMORY", "1g")
    return folder


def test_a_build_on_spark_reads_and_is_read_with_every_type(
    shop: Settings, project: Path, tmp_path: Path
) -> None:
    manifest = write_manifest(
        tmp_path / "manifest.json", source("published", "segment_daily", COLUMNS)
    )
    with open_warehouse(shop) as connection:
        connection.execute("create schema published")
        connection.execute(
            "create table published.segment_daily as select date '2026-10-31' as as_of, "
            "cast(12.3456 as decimal(18,4)) as revenue, "
            "timestamp '1900-03-25 02:30:00.123456' as seen_at, 'é' as label"
        )
    write_tables(shop, manifest)
    dbt.run_dbt(shop, ["build"], AS_OF)
    assert sorted(bring_back(shop, AS_OF)) == ["days", "no_days"]

    kinds = {name: kind for name, kind, *_ in rows(shop, "describe activation.days")}
    assert kinds == {
        "as_of": "DATE",
        "revenue": "DECIMAL(18,4)",
        "seen_at": "TIMESTAMP",
        "label": "VARCHAR",
        "customer_count": "BIGINT",
    }
    [(as_of, revenue, seen_at, label, count)] = rows(shop, "from activation.days")
    assert (as_of, revenue, label, count) == (AS_OF, Decimal("24.6912"), "é", 1)
    assert str(seen_at) == "1900-03-25 02:30:00.123456"
    assert rows(shop, "select count(revenue) from activation.no_days") == [(0,)]
    require_brought_back(shop)
    assert not (project / "derby.log").exists()
