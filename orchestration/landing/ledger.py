"""Which files have landed? A content lands once per source and table, whatever its name."""

from datetime import datetime

import duckdb

from orchestration.landing.inbox import InboxFile
from orchestration.landing.report import LandedFile


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
