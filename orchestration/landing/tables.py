"""The raw tables: always all there, with every column that the contract has today."""

import duckdb

from orchestration.contract.contract import Contract
from orchestration.contract.generate import raw_ddl, stored_columns


def create_raw_tables(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Make the raw tables that are absent, and the columns that the contract gained since."""
    connection.execute("create schema if not exists raw")
    for table in contract.raw_tables:
        connection.execute(raw_ddl(contract, table))
    present = _columns(connection)
    for table in contract.raw_tables:
        for column, stored_type in stored_columns(contract, table).items():
            if (table.name, column) not in present:
                connection.execute(
                    f"alter table raw.{table.name} add column {column} {stored_type}"
                )


def _columns(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    query = "select table_name, column_name from duckdb_columns() where schema_name = 'raw'"
    return {(str(row[0]), str(row[1])) for row in connection.execute(query).fetchall()}
