"""A build of Spark, small and written by DuckDB: its models' Parquet, manifest and results."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from orchestration.manifest import Manifest, load_manifest
from orchestration.settings import Settings
from orchestration.sql import literal

AS_OF = date(2026, 10, 31)
COLUMNS = {
    "customer_id": "string",
    "revenue": "decimal(18,4)",
    "order_count": "bigint",
    "as_of": "date",
    "seen_at": "timestamp",
}
ROW = "'c1', 12.3400, 3, date '2026-10-31', timestamp '1900-03-25 02:30:00.123456'"


def node(name: str, columns: dict[str, str], access: str = "public", **meta: Any) -> dict[str, Any]:
    """A model as dbt's manifest has it."""
    return {
        "name": name,
        "resource_type": "model",
        "schema": "customer",
        "access": access,
        "fqn": ["tresse", "customer", name],
        "original_file_path": f"models/customer/{name}.sql",
        "config": {"meta": meta},
        "columns": {
            column: {"name": column, "data_type": kind} for column, kind in columns.items()
        },
    }


def source(schema: str, name: str, columns: dict[str, str]) -> dict[str, Any]:
    """A source table as dbt's manifest has it."""
    return {**node(name, columns), "resource_type": "source", "schema": schema}


def write_manifest(path: Path, *entries: dict[str, Any]) -> Manifest:
    """Write a manifest of these nodes and read it back."""
    by_id = {f"{entry['resource_type']}.{entry['name']}": entry for entry in entries}
    sources = {id: entry for id, entry in by_id.items() if entry["resource_type"] == "source"}
    nodes = {id: entry for id, entry in by_id.items() if id not in sources}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"nodes": nodes, "sources": sources}))
    return load_manifest(path)


def write_results(target: Path, *statuses: str) -> None:
    """Write how a build's tests ended."""
    results = [{"unique_id": f"test.tresse.t{i}", "status": s} for i, s in enumerate(statuses)]
    target.mkdir(parents=True, exist_ok=True)
    (target / "run_results.json").write_text(json.dumps({"results": results}))


def export(exporting: Path, name: str, query: str) -> None:
    """Write what Spark would of a model: files, and the marker when all are there."""
    folder = exporting / "customer" / name
    folder.mkdir(parents=True)
    duckdb.execute(f"copy ({query}) to {literal(folder / 'part-0.parquet')} (format parquet)")
    (folder / "_SUCCESS").touch()


def named(columns: dict[str, str], row: str = ROW) -> str:
    """A query of one row with these columns."""
    values = ", ".join(
        f"cast(v{i} as {kind}) as {c}" for i, (c, kind) in enumerate(columns.items())
    )
    names = ", ".join(f"v{i}" for i in range(len(columns)))
    return f"select {values} from (values ({row})) as t ({names})"


def rows(settings: Settings, query: str) -> list[Any]:
    """What the warehouse file answers."""
    with duckdb.connect(settings.warehouse, read_only=True) as connection:
        return connection.execute(query).fetchall()
