"""The rows of a file, all text, go into a Parquet file; what cannot be read is kept aside."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.contract.contract import Contract, Table
from orchestration.contract.generate import stored_columns
from orchestration.landing.inbox import InboxFile
from orchestration.sql import file_literal, literal

# More of a free text serves nobody.
LONGEST_FREE_TEXT = 10_000


@dataclass(frozen=True)
class Cells:
    """Where the rows are found: a relation, its record number, an expression per column."""

    relation: str
    source_line: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Load:
    """One file on its way to the lake: its rows go into the draft of one Parquet file."""

    connection: duckdb.DuckDBPyConnection
    contract: Contract
    table: Table
    file: InboxFile
    draft: Path
    loaded_at: datetime
    landed_at: datetime

    def write(self, cells: Cells) -> int:
        """Write the rows to the draft, which is not there when there are none; returns how many."""
        values = self._parameters("source_system", "source_id", "loaded_at", "source_file")
        return write_parquet(self.connection, self._rows(cells), self.draft, values)

    def renumber(self, shifts: str) -> None:
        """Add to the record numbers after each `after_line` of a query the `shift` beside it."""
        numbers = "rows.source_line + coalesce(shifts.shift, 0) as source_line"
        shifted = f"""
            select rows.* replace ({numbers})
            from read_parquet({file_literal(self.draft)}, hive_partitioning = false) as rows
            asof left join ({shifts}) as shifts on rows.source_line > shifts.after_line
        """
        renumbered = self.draft.with_suffix(".renumbered")
        self.connection.execute(_copy(shifted, renumbered))
        renumbered.replace(self.draft)

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

    def _rows(self, cells: Cells) -> str:
        """The query of the rows: each column that raw stores, in its order and type."""
        from_file = (
            *(column.name for column in self.contract.file_envelope),
            *self.table.column_names,
        )
        expressions = ",\n".join(f"{self._cell(cells, column)} as {column}" for column in from_file)
        added = {name: f"${name}" for name in ("source_system", "source_id", "loaded_at")}
        added["source_file"] = "$source_file"
        # A JSON list tells an empty cell from an absent one and where each cell ends.
        added["row_hash"] = f"md5(json_array({', '.join(from_file)}))"
        stored = ",\n".join(
            f"cast({added.get(name, name)} as {stored_type}) as {name}"
            for name, stored_type in stored_columns(self.contract, self.table).items()
        )
        return f"""
            with records as (
                select {cells.source_line} as source_line, {expressions} from {cells.relation}
            )
            select {stored} from records
        """

    def cut_cells(self) -> int:
        """How many cells of free text were cut; none of a table without such a column."""
        if not self.free_text or not self.draft.exists():
            return 0
        cut = " + ".join(
            f"count(case when length({name}) = {LONGEST_FREE_TEXT} then 1 end)"
            for name in self.free_text
        )
        query = f"select {cut} from read_parquet({file_literal(self.draft)})"
        return int(self.connection.execute(query).fetchall()[0][0])

    @property
    def free_text(self) -> tuple[str, ...]:
        """The columns that people write as much into as they like."""
        return tuple(column.name for column in self.table.columns if column.pii == "P3")

    def _cell(self, cells: Cells, column: str) -> str:
        if column not in cells.columns:
            return "cast(null as string)"
        text = f"nullif({cells.columns[column]}, '')"
        return f"left({text}, {LONGEST_FREE_TEXT})" if column in self.free_text else text

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


def write_parquet(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    target: Path,
    values: dict[str, object] | None = None,
) -> int:
    """Write a query's rows to a file, which is not there when there are none; returns how many."""
    target.parent.mkdir(parents=True, exist_ok=True)
    rows = count(connection, _copy(query, target), values)
    if not rows:
        target.unlink()
    return rows


def count(
    connection: duckdb.DuckDBPyConnection, statement: str, values: dict[str, object] | None = None
) -> int:
    """Run a statement; returns the number of rows it says it touched."""
    return int(connection.execute(statement, values).fetchall()[0][0])


def _copy(query: str, target: Path) -> str:
    # Rows are numbered already: to keep their order, DuckDB would hold a quarter of its memory.
    options = "format parquet, compression zstd, preserve_order false"
    return f"copy ({query}) to {literal(target)} ({options})"
