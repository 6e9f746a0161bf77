"""Vendors' rows become the contract's: one Parquet file per source, contract table and adapter.

What is made is made whole from all that landed, and only when a file or the query is new.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.adapters.adapter import Adapter, adapters_of, reads_rows
from orchestration.adapters.views import COUNTRY_NAMES, declare_views
from orchestration.contract.contract import Contract, Table
from orchestration.contract.generate import stored_columns
from orchestration.errors import TresseError
from orchestration.landing import ledger
from orchestration.landing.lake import rows_file
from orchestration.landing.ledger import Content
from orchestration.landing.load import count, write_parquet
from orchestration.settings import Settings, Source
from orchestration.sql import literal

NOTHING = "cast(null as varchar)"


def adapt(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    contract: Contract,
    contents: Sequence[Content],
    scratch: Path,
) -> tuple[Content, ...]:
    """Map what landed of vendors' tables; returns the contents that it made, drafts among them."""
    for source in settings.sources:
        for adapter in adapters_of(source.vendor):
            work = _Work(connection, contract, settings.lake, source, adapter)
            work.map_tables(contents, scratch)
    return ledger.adapted_contents(connection)


@dataclass(frozen=True)
class _Work:
    """One adapter at work on what one source delivered."""

    connection: duckdb.DuckDBPyConnection
    contract: Contract
    lake: Path
    source: Source
    adapter: Adapter

    def map_tables(self, contents: Sequence[Content], scratch: Path) -> None:
        """Map each contract table that the source declares and the adapter has rows for."""
        own: dict[str, list[Content]] = {table.shape.name: [] for table in self.adapter.readable}
        for content in contents:
            if content.source_id == self.source.id and content.source_table in own:
                own[content.source_table].append(content)
        is_declared = False
        for name, query in self.adapter.queries.items():
            drivers = [t for t in self.adapter.readable if reads_rows(query, t.name)]
            if name not in self.source.tables or not any(own[t.shape.name] for t in drivers):
                continue
            table = self.contract.table(name)
            target = Content(self.source.id, name, self._digest(table, query, own))
            if self._is_made(target):
                continue
            if not is_declared:
                files = {
                    stored: [rows_file(self.lake, content) for content in landed]
                    for stored, landed in own.items()
                }
                declare_views(self.connection, self.contract, self.adapter, files)
                is_declared = True
            self._map(table, query, rows_file(scratch, target), target.sha256)

    def _digest(self, table: Table, query: str, own: dict[str, list[Content]]) -> str:
        """Of all that the rows depend on, so that they are made anew when it changes."""
        made_from = (
            query,
            self.adapter.macros,
            COUNTRY_NAMES.read_text(encoding="utf-8"),
            *table.column_names,
            *(name for known in self.adapter.readable for name in known.shape.known_names),
            *sorted(content.sha256 for contents in own.values() for content in contents),
        )
        return hashlib.sha256("\n".join(made_from).encode()).hexdigest()

    def _is_made(self, target: Content) -> bool:
        query = """
            select count(*) from raw.adapted_files
            where source_id = ? and source_table = ? and digest = ?
        """
        values = [target.source_id, target.source_table, target.sha256]
        return bool(self.connection.execute(query, values).fetchall()[0][0])

    def _map(self, table: Table, query: str, draft: Path, digest: str) -> None:
        try:
            self.connection.execute(f"create or replace temp view mapped as {query}")
            described = self.connection.execute("describe mapped").fetchall()
            mapped = {str(row[0]) for row in described}
            rows = write_parquet(self.connection, self._rows(table, mapped), draft)
        except duckdb.Error as error:
            fault = str(error).splitlines()[0]
            raise TresseError(
                f"The adapter {self.adapter.name} cannot make {table.name} of what the source "
                f"{self.source.id!r} delivered ({fault}); nothing was changed."
            ) from None
        self._record(table, draft if rows else None, digest, "not_used" in mapped)

    def _rows(self, table: Table, mapped: set[str]) -> str:
        """The mapped rows as raw stores them: text, with NULL for what the vendor lacks."""
        from_file = (
            *(column.name for column in self.contract.file_envelope),
            *table.column_names,
        )
        cells = {
            name: f"nullif(cast({name} as varchar), '')" if name in mapped else NOTHING
            for name in from_file
        }
        cells |= {
            "source_system": literal(self.source.vendor),
            "source_id": literal(self.source.id),
            "row_hash": f"md5(json_array({', '.join(from_file)}))",
        }
        used = "where not_used is null" if "not_used" in mapped else ""
        texts = ", ".join(f"{cells[name]} as {name}" for name in from_file)
        place = "source_file, source_line, loaded_at"
        stored = ", ".join(
            f"cast({name if name in from_file else cells.get(name, name)} as {kind}) as {name}"
            for name, kind in stored_columns(self.contract, table).items()
        )
        return f"select {stored} from (select {place}, {texts} from mapped {used})"

    def _record(self, table: Table, draft: Path | None, digest: str, may_not_use: bool) -> None:
        """Write down what was made, instead of what was made before."""
        who = {
            "source_id": self.source.id,
            "source_table": table.name,
            "adapter": self.adapter.name,
        }
        for book in ("adapted_files", "unused_rows"):
            self.connection.execute(
                f"delete from raw.{book} where source_id = $source_id"
                " and source_table = $source_table and adapter = $adapter",
                who,
            )
        rows = "mapped" if draft is None else f"read_parquet({literal(draft)})"
        nothing = "where false" if draft is None else ""
        made = count(
            self.connection,
            f"""
            insert into raw.adapted_files by name
            select
                $source_id as source_id, $source_table as source_table, $adapter as adapter,
                source_file, count(*) as row_count, $digest as digest, loaded_at
            from {rows} {nothing}
            group by source_file, loaded_at
            """,
            {**who, "digest": digest},
        )
        if not made:
            self.connection.execute(
                """
                insert into raw.adapted_files by name
                select
                    $source_id as source_id, $source_table as source_table, $adapter as adapter,
                    '' as source_file, 0 as row_count, $digest as digest,
                    max(loaded_at) as loaded_at
                from raw.landed_files
                where source_id = $source_id
                """,
                {**who, "digest": digest},
            )
        if may_not_use:
            self.connection.execute(
                """
                insert into raw.unused_rows by name
                select
                    $source_id as source_id, $source_table as source_table, $adapter as adapter,
                    not_used as reason, count(*) as row_count
                from mapped
                where not_used is not null
                group by not_used
                """,
                who,
            )
