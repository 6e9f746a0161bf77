"""The views that an adapter's queries read, and which columns of the contract they give."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from orchestration.adapters.adapter import Adapter
from orchestration.contract.contract import Contract
from orchestration.landing.tables import rows_of
from orchestration.sql import file_literal

# ISO 3166-1 codes of the names that tools write: Europe, and where else its shops send to.
COUNTRY_NAMES = Path(__file__).with_name("country_names.csv")


def declare_views(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    adapter: Adapter,
    files: Mapping[str, Sequence[Path]],
) -> None:
    """Make the vendor's macros, and of each table a view of all its rows and one of the newest.

    `<table>_rows` are all that landed, `<table>_now` the newest per key. Files are Parquet by the
    name under which the table is stored; one without files has no row. `country_names` has the
    codes of countries by their names in small letters.
    """
    names = f"read_csv({file_literal(COUNTRY_NAMES)}, all_varchar = true, header = true)"
    connection.execute(
        f"create or replace temp view country_names as select country, country_code from {names}"
    )
    connection.execute(adapter.macros)
    for table in adapter.readable:
        rows = rows_of(contract, table.shape, files.get(table.shape.name, ()))
        connection.execute(f"create or replace temp view {table.name}_rows as {rows}")
        connection.execute(
            f"""
            create or replace temp view {table.name}_now as
            select *
            from {table.name}_rows
            qualify row_number() over (
                partition by {", ".join(table.shape.key)}
                order by loaded_at desc, source_file desc, source_line desc
            ) = 1
            """
        )


def lacking_columns(contract: Contract, adapter: Adapter) -> dict[str, tuple[str, ...]]:
    """The contract's columns that the vendor cannot fill in this shape, by contract table."""
    with duckdb.connect() as connection:
        declare_views(connection, contract, adapter, {})
        return {
            name: tuple(
                column
                for column in contract.table(name).column_names
                if column not in _columns(connection, query)
            )
            for name, query in adapter.delivers.items()
        }


def _columns(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    # `describe` takes no comment before its query.
    connection.execute(f"create or replace temp view mapped as {query}")
    return [str(row[0]) for row in connection.execute("describe mapped").fetchall()]
