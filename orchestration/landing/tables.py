"""Schema raw: landing's own tables, and a view over the lake for each table of the contract."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from orchestration.contract.contract import Contract, Table
from orchestration.contract.generate import stored_columns
from orchestration.errors import TresseError
from orchestration.landing.lake import rows_file
from orchestration.landing.ledger import Content
from orchestration.sql import file_literal


def create_landing_tables(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Make landing's own tables, and the columns that the contract gained since."""
    connection.execute("create schema if not exists raw")
    for table in contract.landing_tables:
        columns = stored_columns(contract, table).items()
        typed = ", ".join(f"{column} {stored_type}" for column, stored_type in columns)
        connection.execute(f"create table if not exists raw.{table.name} ({typed})")
        for column, stored_type in columns:
            connection.execute(
                f"alter table raw.{table.name} add column if not exists {column} {stored_type}"
            )


def refuse_own_rows(
    connection: duckdb.DuckDBPyConnection, contract: Contract, warehouse: Path
) -> None:
    """Raise when the warehouse is of the time when it kept the landed rows itself."""
    query = "select table_name from duckdb_tables() where schema_name = 'raw'"
    held = {str(name) for (name,) in connection.execute(query).fetchall()}
    for table in contract.tables:
        if table.name in held:
            raise TresseError(
                f"{warehouse}: holds the rows of raw.{table.name} itself, as an older tresse "
                f"wrote it, and they belong in the lake now; delete it and land again."
            )


def create_raw_views(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    lake: Path,
    contents: Sequence[Content],
    copies: Mapping[str, Path],
) -> None:
    """Make each table of the contract a view over its copy, else over what landed for it."""
    for table in contract.tables:
        if table.name in copies:
            files = sorted(copies[table.name].glob("*.parquet"))
        else:
            landed = [content for content in contents if content.source_table == table.name]
            files = [rows_file(lake, content) for content in landed]
        connection.execute(
            f"create or replace view raw.{table.name} as {rows_of(contract, table, files)}"
        )


def rows_of(contract: Contract, table: Table, files: Sequence[Path]) -> str:
    """A query of the files by column name; an empty select gives what they may lack."""
    stored = stored_columns(contract, table)
    typed = ", ".join(
        f"cast(null as {stored_type}) as {name}" for name, stored_type in stored.items()
    )
    rows = f"select {typed} where false"
    if files:
        paths = ", ".join(file_literal(path) for path in files)
        rows += f"""
            union all by name
            select * from read_parquet([{paths}], union_by_name = true, hive_partitioning = false)
        """
    return f"select {', '.join(stored)} from ({rows})"
