"""Compares the tables of two DuckDB files, row by row: names and counts, never a value.

By hand: `python -m tests.spark.compare LEFT RIGHT MANIFEST`, which exits 1 on any difference.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import duckdb
from rich import box
from rich.console import Console
from rich.table import Table

from orchestration.manifest import Manifest, load_manifest
from orchestration.publish.serving import published_models
from orchestration.sql import literal

# The type of each column, in order.
Columns = Mapping[str, str]
LEFT, RIGHT = "lhs", "rhs"
# They name the publication itself.
SNAPSHOT = ("snapshot_id", "built_at", "git_sha")


@dataclass(frozen=True)
class Compared:
    """A table to compare: its place in both files, and what its YAML says of it."""

    schema: str
    name: str
    grain: tuple[str, ...]
    declared: Columns = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def of(self, side: str) -> str:
        """The quoted relation of one side."""
        return f"{side}.{_quoted([self.schema])}.{_quoted([self.name])}"


@dataclass(frozen=True)
class Side:
    """What one file holds of a table; no columns mean that there is no table."""

    columns: Columns
    rows: int = 0
    # Rows that the other side lacks; of a row held twice here and once there, one.
    only_here: int = 0


@dataclass(frozen=True)
class Comparison:
    """What two files hold of one table."""

    name: str
    declared: Columns
    left: Side
    right: Side
    # Rows that share their grain but not the value of a column, by column.
    differing: Mapping[str, int]

    @property
    def agrees(self) -> bool:
        """Both files hold the same rows in the same columns, as declared."""
        return self.differences == "none"

    @property
    def differences(self) -> str:
        """What differs, in words; `none` when nothing does."""
        return "; ".join([*self._columns(), *self._rows()]) or "none"

    def _columns(self) -> Iterator[str]:
        sides = {"left": self.left.columns, "right": self.right.columns}
        missing = [side for side, columns in sides.items() if not columns]
        yield from (f"there is none on the {side}" for side in missing)
        if missing:
            return
        for side, columns in sides.items():
            if self.declared and list(columns) != list(self.declared):
                yield f"the columns on the {side} are not the declared ones"
        if list(self.left.columns) != list(self.right.columns):
            names = zip_longest(self.left.columns, self.right.columns)
            place, (left, right) = next((i, n) for i, n in enumerate(names, 1) if n[0] != n[1])
            yield f"column {place} is {left} on the left, {right} on the right"
        for name in {**self.left.columns, **self.right.columns}:
            declared, *found = [types.get(name) for types in (self.declared, *sides.values())]
            if len({declared, *found} - {None}) > 1:
                left, right = found
                yield f"{name} is declared {declared}, {left} on the left, {right} on the right"

    def _rows(self) -> Iterator[str]:
        if self.left.only_here or self.right.only_here:
            yield f"rows only left {self.left.only_here}, only right {self.right.only_here}"
        yield from (f"{name} differs in {rows} rows" for name, rows in self.differing.items())


def public_tables(manifest: Manifest) -> tuple[Compared, ...]:
    """The public models that Python reads: a view is seen in its own engine only."""
    return tuple(
        Compared(
            node.schema,
            node.name,
            node.grain,
            {column.name: column.data_type for column in node.columns if column.data_type},
        )
        for node in manifest.of_type("model")
        if node.access == "public" and node.is_read_after_a_build
    )


def published_tables(manifest: Manifest) -> tuple[Compared, ...]:
    """The tables of the serving files."""
    tables = (
        Compared("activation", model.name, model.grain, {}, SNAPSHOT)
        for model in published_models(manifest)
    )
    return (*tables, Compared("activation", "publication", ("as_of",), {}, SNAPSHOT))


def compare(left: Path, right: Path, tables: Sequence[Compared]) -> tuple[Comparison, ...]:
    """What the two files hold of each table."""
    with duckdb.connect() as connection:
        for side, path in ((LEFT, left), (RIGHT, right)):
            connection.execute(f"attach {literal(path)} as {side} (read_only)")
        return tuple(_compared(connection, table) for table in tables)


def markdown(comparisons: Sequence[Comparison]) -> str:
    """The comparisons as a table in Markdown."""
    table = Table("table", box=box.MARKDOWN)
    table.add_column("rows", justify="right")
    table.add_column("columns", justify="right")
    table.add_column("differences")
    for found in comparisons:
        left, right = found.left, found.right
        rows = f"{left.rows:,}" if left.rows == right.rows else f"{left.rows:,} / {right.rows:,}"
        table.add_row(found.name, rows, str(len(left.columns)), found.differences)
    # A cell of Markdown is one line.
    console = Console(width=10_000, color_system=None)
    with console.capture() as captured:
        console.print(table)
    return captured.get().strip()


def _compared(connection: duckdb.DuckDBPyConnection, table: Compared) -> Comparison:
    left, right = (_columns(connection, table, side) for side in (LEFT, RIGHT))
    # Columns of two types are a difference already; their values are not compared.
    common = [name for name, type in left.items() if right.get(name) == type]
    return Comparison(
        table.name,
        _declared(connection, table),
        _side(connection, table, LEFT, RIGHT, left, common),
        _side(connection, table, RIGHT, LEFT, right, common),
        _differing(connection, table, common),
    )


def _columns(connection: duckdb.DuckDBPyConnection, table: Compared, side: str) -> Columns:
    try:
        rows = connection.execute(f"describe {table.of(side)}").fetchall()
    except duckdb.CatalogException:
        return {}
    return {name: type for name, type, *_ in rows if name not in table.ignored}


def _declared(connection: duckdb.DuckDBPyConnection, table: Compared) -> Columns:
    # DuckDB's own names of the types: `string` is VARCHAR.
    nulls = [f"null::{type}" for type in table.declared.values()]
    if not nulls:
        return {}
    rows = connection.execute(f"describe select {', '.join(nulls)}").fetchall()
    return {name: type for name, (_, type, *_) in zip(table.declared, rows, strict=True)}


def _side(
    connection: duckdb.DuckDBPyConnection,
    table: Compared,
    here: str,
    there: str,
    columns: Columns,
    common: Sequence[str],
) -> Side:
    if not columns:
        return Side({})
    rows = _count(connection, f"from {table.of(here)}")
    if not common:
        return Side(columns, rows, rows)
    rows_here, rows_there = (
        f"select {_quoted(common)} from {table.of(side)}" for side in (here, there)
    )
    return Side(columns, rows, _count(connection, f"from ({rows_here} except all {rows_there})"))


def _differing(
    connection: duckdb.DuckDBPyConnection, table: Compared, common: Sequence[str]
) -> Mapping[str, int]:
    values = [name for name in common if name not in table.grain]
    if not values or not table.grain or not set(table.grain) <= set(common):
        return {}
    names = [_quoted([name]) for name in values]
    counts = ", ".join(
        f"count(case when {LEFT}_row.{name} is distinct from {RIGHT}_row.{name} then 1 end)"
        for name in names
    )
    same_grain = " and ".join(
        f"{LEFT}_row.{name} is not distinct from {RIGHT}_row.{name}"
        for name in (_quoted([column]) for column in table.grain)
    )
    (found,) = connection.execute(
        f"select {counts} from {table.of(LEFT)} as {LEFT}_row "
        f"join {table.of(RIGHT)} as {RIGHT}_row on {same_grain}"
    ).fetchall()
    return {name: rows for name, rows in zip(values, found, strict=True) if rows}


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    ((count,),) = connection.execute(f"select count(*) {source}").fetchall()
    return int(count)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def main(arguments: Sequence[str]) -> int:
    """Print the comparison of the public tables; return 1 when any differs."""
    if len(arguments) != 3:
        print("usage: python -m tests.spark.compare LEFT RIGHT MANIFEST", file=sys.stderr)
        return 2
    left, right, manifest = map(Path, arguments)
    comparisons = compare(left, right, public_tables(load_manifest(manifest)))
    print(markdown(comparisons))
    return 0 if all(found.agrees for found in comparisons) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
