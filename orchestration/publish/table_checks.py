"""The audit of the Parquet tables: as their manifest says, with the rows of the serving file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from orchestration.files import sha256
from orchestration.publish.folders import MANIFEST
from orchestration.publish.tables import TableColumn, column_types
from orchestration.sql import literal


def table_failures(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """What is wrong with a folder of Parquet tables, beside the serving file it was made of."""
    listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["tables"]
    found = {path.name for path in folder.iterdir()} - {MANIFEST}
    served = _served(connection)
    failures = [
        f"{name} is listed and missing, or there and not listed"
        for name in sorted(found ^ {entry["file"] for entry in listed})
    ]
    failures += [
        f"{table} is a table without a Parquet file, or the other way round"
        for table in sorted(served ^ {entry["table"] for entry in listed})
    ]
    for entry in listed:
        if entry["file"] in found and entry["table"] in served:
            failures += _file_failures(folder / entry["file"], entry)
            failures += _row_failures(connection, folder / entry["file"], entry)
    return failures


def _served(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'activation'"
    ).fetchall()
    return {table for (table,) in rows}


def _file_failures(path: Path, entry: Mapping[str, Any]) -> list[str]:
    is_as_listed = path.stat().st_size == entry["bytes"] and sha256(path) == entry["sha256"]
    return [] if is_as_listed else [f"{path.name} is not the file that its manifest lists"]


def _row_failures(
    connection: duckdb.DuckDBPyConnection, path: Path, entry: Mapping[str, Any]
) -> list[str]:
    table = f'activation."{entry["table"]}"'
    columns = column_types(connection, table)
    listed = tuple(TableColumn(**column) for column in entry["columns"])
    if not columns == listed == column_types(connection, literal(path)):
        return [f"{path.name} has other columns than the serving file or its manifest"]
    # Row beside row, in the order of both: a missing or moved row is a difference too.
    # No column begins with an underscore, so the names of the rows are nobody else's.
    [(rows, strangers)] = connection.execute(
        f"""
        select count(*), count(case when _served is distinct from _copied then 1 end)
        from {table} as _served positional join read_parquet({literal(path)}) as _copied
        """
    ).fetchall()
    if strangers:
        return [f"{path.name} has {strangers} rows that are not the serving file's, in its order"]
    if rows != entry["rows"]:
        return [f"{path.name} has {rows} rows instead of the {entry['rows']} of its manifest"]
    return []
