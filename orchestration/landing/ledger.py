"""Which files have landed? A content lands once per source and table, whatever its name."""

import hashlib
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.landing.inbox import InboxFile
from orchestration.landing.report import LandedFile


def sha256(path: Path) -> str:
    """The checksum of the file as delivered."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def has_landed(connection: duckdb.DuckDBPyConnection, file: InboxFile, checksum: str) -> bool:
    """True when this content has landed for the same source and table."""
    query = """
        select count(*) from raw.landed_files
        where source_id = ? and source_table = ? and sha256 = ?
    """
    values = [file.source.id, file.table, checksum]
    return bool(connection.execute(query, values).fetchall()[0][0])


def has_rows(connection: duckdb.DuckDBPyConnection, source: str, table: str) -> bool:
    """True when the source has landed a row of the table before."""
    query = """
        select count(*) from raw.landed_files
        where source_id = ? and source_table = ? and row_count > 0
    """
    return bool(connection.execute(query, [source, table]).fetchall()[0][0])


def record(
    connection: duckdb.DuckDBPyConnection,
    file: InboxFile,
    landed: LandedFile,
    checksum: str,
    loaded_at: datetime,
    landed_at: datetime,
) -> None:
    """Write the file into the ledger."""
    connection.execute(
        """
        insert into raw.landed_files by name
        select
            $source_id as source_id,
            $source_table as source_table,
            $source_file as source_file,
            $sha256 as sha256,
            $byte_count as byte_count,
            $row_count as row_count,
            $rejected_count as rejected_count,
            $encoding as encoding,
            $delimiter as delimiter,
            $loaded_at as loaded_at,
            $landed_at as landed_at
        """,
        {
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
        },
    )
