"""The published tables as Parquet, for readers that do not open DuckDB files."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from stat import S_IMODE

import duckdb

from orchestration.files import sha256, sync_to_disk
from orchestration.publish.folders import draft_in, finish_draft
from orchestration.publish.serving import serving_draft
from orchestration.publish.snapshot import Snapshot
from orchestration.settings import Settings
from orchestration.sql import literal


@dataclass(frozen=True)
class TableColumn:
    """A column, as the manifest lists it."""

    name: str
    type: str


@dataclass(frozen=True)
class TableFile:
    """One table of a publication, as the manifest lists it."""

    table: str
    file: str
    rows: int
    bytes: int
    sha256: str
    columns: tuple[TableColumn, ...]


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    snapshot: Snapshot,
    tables: Iterable[str],
) -> Path:
    """Copy the draft of the serving file, table by table, to a new folder and return that."""
    draft = draft_in(settings.tables, snapshot)
    mode = _readers_mode(settings)
    for folder in (settings.tables, draft):
        _make_folder(folder, mode)
    connection.execute(f"attach {literal(serving_draft(settings))} as served (read_only)")
    try:
        files = [asdict(_write_file(connection, table, draft, mode)) for table in tables]
    finally:
        with suppress(duckdb.Error):
            connection.execute("detach served")
    finish_draft(draft, snapshot, {"tables": files}, mode)
    return draft


def column_types(connection: duckdb.DuckDBPyConnection, relation: str) -> tuple[TableColumn, ...]:
    """The columns of a table or file, in order."""
    described = connection.execute(f"describe from {relation}").fetchall()
    return tuple(TableColumn(name, data_type) for name, data_type, *_ in described)


def _readers_mode(settings: Settings) -> int:
    """The mode of the serving file: who may open that may open the Parquet files, nobody else."""
    path = settings.serving if settings.serving.exists() else serving_draft(settings)
    return S_IMODE(path.stat().st_mode)


def _make_folder(folder: Path, mode: int) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700)
        # Who may read the files may enter their folder.
        folder.chmod(mode | 0o700 | (mode & 0o444) >> 2)
        sync_to_disk(folder.parent)


def _write_file(
    connection: duckdb.DuckDBPyConnection, table: str, draft: Path, mode: int
) -> TableFile:
    path = draft / f"{table}.parquet"
    [(rows,)] = connection.execute(
        f'copy served.activation."{table}" to {literal(path)} (format parquet, compression zstd)'
    ).fetchall()
    path.chmod(mode)
    sync_to_disk(path)
    return TableFile(
        table=table,
        file=path.name,
        rows=rows,
        bytes=path.stat().st_size,
        sha256=sha256(path),
        columns=column_types(connection, literal(path)),
    )
