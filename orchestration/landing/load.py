"""The rows of a file, all text, go into its raw table; what cannot be read is kept aside."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.contract.contract import Contract, Table
from orchestration.landing.inbox import InboxFile
from orchestration.sql import literal


@dataclass(frozen=True)
class Cells:
    """Where an insert finds its rows: a relation, its record number, an expression per column."""

    relation: str
    source_line: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Load:
    """One file on its way into one raw table."""

    connection: duckdb.DuckDBPyConnection
    contract: Contract
    table: Table
    file: InboxFile
    loaded_at: datetime
    landed_at: datetime

    def insert(self, cells: Cells) -> int:
        """Insert the rows; returns how many."""
        values = self._parameters("source_system", "source_id", "loaded_at", "source_file")
        return count(self.connection, self._insert_statement(cells), values)

    def keep_rejected(self, query: str) -> int:
        """Keep the records of a query of source_line, error and raw_line; returns how many."""
        statement = f"""
            insert into raw.rejected_rows by name
            select
                $source_id as source_id,
                $source_table as source_table,
                $source_file as source_file,
                cast($landed_at as timestamp) as landed_at,
                rejected.*
            from ({query}) as rejected
        """
        values = self._parameters("source_id", "source_table", "source_file", "landed_at")
        return count(self.connection, statement, values)

    def _insert_statement(self, cells: Cells) -> str:
        from_file = (
            *(column.name for column in self.contract.file_envelope),
            *self.table.column_names,
        )
        expressions = ",\n".join(
            f"nullif({cells.columns[column]}, '') as {column}"
            if column in cells.columns
            else f"cast(null as varchar) as {column}"
            for column in from_file
        )
        # A JSON list tells an empty cell from an absent one and where each cell ends.
        return f"""
            insert into raw.{self.table.name} by name
            with records as (
                select {cells.source_line} as source_line, {expressions} from {cells.relation}
            )
            select
                $source_system as source_system,
                $source_id as source_id,
                cast($loaded_at as timestamp) as loaded_at,
                $source_file as source_file,
                source_line,
                md5(json_array({", ".join(from_file)})) as row_hash,
                {", ".join(from_file)}
            from records
        """

    def _parameters(self, *names: str) -> dict[str, object]:
        values = {
            "source_system": self.file.source.vendor,
            "source_id": self.file.source.id,
            "source_table": self.table.name,
            "source_file": self.file.name,
            "loaded_at": self.loaded_at,
            "landed_at": self.landed_at,
        }
        return {name: values[name] for name in names}


def count(
    connection: duckdb.DuckDBPyConnection, statement: str, values: dict[str, object] | None = None
) -> int:
    """Run a statement; returns the number of rows it says it touched."""
    return int(connection.execute(statement, values).fetchall()[0][0])


def file_literal(path: Path) -> str:
    """The path as an SQL string in which no character is a pattern."""
    return literal(str(path).translate({ord(mark): f"[{mark}]" for mark in "[*?"}))
