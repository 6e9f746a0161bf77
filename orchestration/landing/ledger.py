"""Which files have landed? A content lands once per source and table, whatever its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.landing.inbox import InboxFile
from orchestration.landing.loaded import LoadedTable
from orchestration.landing.report import AdaptedTable, LandedFile


@dataclass(frozen=True)
class Content:
    """One content that landed: of which source, for which table."""

    source_id: str
    source_table: str
    sha256: str


def has_landed(connection: duckdb.DuckDBPyConnection, content: Content) -> bool:
    """True when this content has landed for the same source and table."""
    query = """
        select count(*) from raw.landed_files
        where source_id = ? and source_table = ? and sha256 = ?
    """
    values = [content.source_id, content.source_table, content.sha256]
    return bool(connection.execute(query, values).fetchall()[0][0])


def has_rows(connection: duckdb.DuckDBPyConnection, source: str, table: str) -> bool:
    """True when the source has landed a row of the table before, as such or as a vendor's."""
    query = """
        select count(*)
        from (
            select source_id, source_table, row_count from raw.landed_files
            union all
            select source_id, source_table, row_count from raw.adapted_files
        )
        where source_id = ? and source_table = ? and row_count > 0
    """
    return bool(connection.execute(query, [source, table]).fetchall()[0][0])


def contents_with_rows(connection: duckdb.DuckDBPyConnection) -> tuple[Content, ...]:
    """What landed and held a row, oldest first."""
    rows = connection.execute(
        """
        select source_id, source_table, sha256
        from raw.landed_files
        where row_count > 0
        order by landed_at, source_id, source_table, sha256
        """
    ).fetchall()
    return tuple(Content(*row) for row in rows)


def adapted_contents(connection: duckdb.DuckDBPyConnection) -> tuple[Content, ...]:
    """What was made for the contract of vendors' rows, and holds a row."""
    rows = connection.execute(
        """
        select distinct source_id, source_table, digest
        from raw.adapted_files
        where row_count > 0
        order by all
        """
    ).fetchall()
    return tuple(Content(*row) for row in rows)


def adapted_tables(connection: duckdb.DuckDBPyConnection) -> tuple[AdaptedTable, ...]:
    """What became of vendors' rows, by source, adapter and contract table."""
    rows = connection.execute(
        """
        with unused as (
            select source_id, adapter, source_table, sum(row_count) as row_count
            from raw.unused_rows
            group by all
        )
        select
            made.source_id, made.adapter, made.source_table,
            cast(sum(made.row_count) as bigint),
            cast(coalesce(any_value(unused.row_count), 0) as bigint)
        from raw.adapted_files as made
        left join unused using (source_id, adapter, source_table)
        group by made.source_id, made.adapter, made.source_table
        order by all
        """
    ).fetchall()
    return tuple(AdaptedTable(*row) for row in rows)


def record_loaded(
    connection: duckdb.DuckDBPyConnection,
    loaded: Iterable[LoadedTable],
    folders: Mapping[str, Path],
    lake: Path,
) -> None:
    """Write down the tables of a loader that were copied, instead of those of the last time."""
    connection.execute("delete from raw.loaded_tables")
    for table in loaded:
        folder = folders[table.name].relative_to(lake).as_posix()
        copied_at = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(
            "insert into raw.loaded_tables values (?, ?, ?, ?, ?)",
            [table.name, table.loaded_from, table.row_count, folder, copied_at],
        )


def record(
    connection: duckdb.DuckDBPyConnection,
    file: InboxFile,
    landed: LandedFile,
    checksum: str,
    loaded_at: datetime,
    landed_at: datetime,
) -> None:
    """Write the file into the ledger."""
    row = {
        "source_id": file.source.id,
        "source_table": file.table,
        "source_file": file.name,
        "sha256": checksum,
        "byte_count": file.path.stat().st_size,
        "row_count": landed.rows,
        "rejected_count": landed.rejected,
        "encoding": landed.encoding,
        "delimiter": landed.delimiter,
        "loaded_at": loaded_at,
        "landed_at": landed_at,
    }
    cells = ", ".join(f"${column} as {column}" for column in row)
    connection.execute(f"insert into raw.landed_files by name select {cells}", row)
