"""Tables that a loader keeps in the lakehouse: Spark copies them, and they take the place of files.

Gates and models read one copy, so that what is built is what was guarded, whatever the loader
writes meanwhile. A copy becomes the raw tables when its landing commits, and is removed by the
landing that replaces it.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.contract.contract import Contract
from orchestration.contract.generate import stored_columns
from orchestration.dbt import run_dbt
from orchestration.engine.bring_back import MARKER
from orchestration.errors import TresseError
from orchestration.lake import make_folder
from orchestration.settings import Settings
from orchestration.sql import file_literal

DRAFT = "loading"
COPIES = "loaded"


@dataclass(frozen=True)
class LoadedTable:
    """A table of the contract that a loader keeps, as copied: its rows by source."""

    name: str
    loaded_from: str
    rows: Mapping[str, int]

    @property
    def row_count(self) -> int:
        """The rows of all sources."""
        return sum(self.rows.values())


def copy_loaded(settings: Settings, contract: Contract) -> tuple[LoadedTable, ...]:
    """Let Spark copy the declared tables that `raw_schema` has; none when it is not set."""
    schema = settings.raw_schema
    if schema is None:
        return ()
    draft = settings.lake / DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    make_folder(settings, settings.lake)
    make_folder(settings, draft)
    tables = sorted({table for source in settings.sources for table in source.tables})
    arguments = json.dumps({"schema": schema, "tables": tables, "folder": str(draft)})
    run_dbt(
        settings,
        ["run-operation", "copy_loaded_tables", "--args", arguments],
        settings.last_complete_day(),
        # Results of its own would replace those of the build.
        target=settings.data_dir / "dbt" / "copied",
    )
    return _read(settings, contract, schema, tables)


def adopt(settings: Settings, loaded: Iterable[LoadedTable]) -> dict[str, Path]:
    """Give the draft its place; returns the folder of each table's rows."""
    tables = [table.name for table in loaded]
    if not tables:
        return {}
    copies = settings.lake / COPIES
    make_folder(settings, copies)
    copy = (settings.lake / DRAFT).rename(copies / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    return {table: copy / table for table in tables}


def sweep_copies(settings: Settings, folders: Mapping[str, Path]) -> None:
    """Remove the copies that these have replaced, and what a failed landing left."""
    shutil.rmtree(settings.lake / DRAFT, ignore_errors=True)
    if not folders:
        shutil.rmtree(settings.lake / COPIES, ignore_errors=True)
        return
    kept = {folder.parent for folder in folders.values()}
    for copy in set((settings.lake / COPIES).iterdir()) - kept:
        shutil.rmtree(copy)


def missing_rows(settings: Settings, contract: Contract, loaded: LoadedTable) -> list[str]:
    """A note per source that declares the table and has no row in it; an error where it is core."""
    notes = []
    for source in settings.sources:
        if loaded.name in source.tables and source.id not in loaded.rows:
            lack = f"{loaded.loaded_from}: holds no row of the source {source.id!r}"
            if contract.table(loaded.name).core:
                raise TresseError(f"{lack}, and the table is core; nothing was changed.")
            notes.append(f"{lack}.")
    return notes


def _read(
    settings: Settings, contract: Contract, schema: str, tables: list[str]
) -> tuple[LoadedTable, ...]:
    draft = settings.lake / DRAFT
    copied = [table for table in tables if (draft / table / MARKER).exists()]
    if not copied:
        raise TresseError(
            f"{schema}, which raw_schema names, has none of the declared tables ({tables[0]}, ...),"
            f" or its copy is not in {draft}: Spark's driver and every executor must see that "
            "folder at the same path."
        )
    with duckdb.connect() as connection:
        return tuple(
            _table(connection, settings, contract, f"{schema}.{table}", draft / table)
            for table in copied
        )


def _table(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    contract: Contract,
    loaded_from: str,
    folder: Path,
) -> LoadedTable:
    """The copied table, once it is known to have the shape of the contract."""
    name = folder.name
    files = ", ".join(file_literal(path) for path in sorted(folder.glob("*.parquet")))
    if not files:
        return LoadedTable(name, loaded_from, {})
    rows = f"read_parquet([{files}], hive_partitioning = false)"
    _require_shape(connection, contract, name, loaded_from, rows)
    counts = connection.execute(
        f"select source_id, count(*), count(loaded_at) from {rows} group by source_id"
    ).fetchall()
    declared = {source.id for source in settings.sources if name in source.tables}
    for source_id, count, loaded_count in counts:
        if source_id not in declared:
            raise TresseError(
                f"{loaded_from}: {count} of its rows have the source_id {source_id!r}, and no such "
                f"source of dbt_project.yml delivers {name}; declare it under vars: sources:."
            )
        if loaded_count < count:
            raise TresseError(
                f"{loaded_from}: {count - loaded_count} of its rows have no loaded_at that is a "
                "timestamp; it says which version of a row is the newest."
            )
    return LoadedTable(name, loaded_from, {source: count for source, count, _ in counts})


def _require_shape(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    name: str,
    loaded_from: str,
    rows: str,
) -> None:
    described = connection.execute(f"describe select * from {rows}").fetchall()
    types = {str(column): str(kind) for column, kind, *_ in described}
    for column, stored_type in stored_columns(contract, contract.table(name)).items():
        if column not in types:
            raise TresseError(
                f"{loaded_from}: has no column {column}; raw_schema needs each column of the "
                "contract: give it a view that has it, as null where the loader knows none."
            )
        if stored_type == "string" and types[column] != "VARCHAR":
            raise TresseError(
                f"{loaded_from}: {column} is {types[column].lower()}, and raw tables hold text: "
                "cast it to string in a view."
            )
