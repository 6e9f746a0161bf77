"""The demo's shop as if it used other tools: its files are rewritten in the shapes of vendors.

What a vendor's file holds is said by `<adapter>/demo/<file>.sql`, a query of the contract's tables
as the demo wrote them, all text: the adapter's own queries turned round. It is CSV unless the
query's name ends otherwise, as `events.jsonl.sql`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from orchestration.adapters.adapter import Adapter, load_adapters
from orchestration.contract.contract import nearest
from orchestration.errors import TresseError
from orchestration.settings import Settings
from orchestration.sql import file_literal, literal

DEMO = "demo"
READERS = {
    ".csv": "read_csv({file}, all_varchar = true, nullstr = '')",
    ".gz": "read_csv({file}, all_varchar = true, nullstr = '')",
    ".jsonl": "read_json({file})",
    ".parquet": "read_parquet({file})",
}
WRITERS = {".jsonl": "format json", ".parquet": "format parquet"}


def adapters_named(names: Iterable[str]) -> tuple[Adapter, ...]:
    """The adapter of each `vendor` or `vendor/shape`; of a vendor's shapes the usual one."""
    known = {adapter.name: adapter for adapter in load_adapters() if adapter.demo}
    usual = {adapter.vendor: adapter for adapter in known.values() if adapter.demo["is_usual"]}
    known |= usual
    found: dict[str, Adapter] = {}
    for name in names:
        if name not in known:
            raise TresseError(
                f"--vendors names {name!r}, which the demo cannot write{nearest(name, known)}; "
                f"known: {', '.join(sorted(known))}."
            )
        other = found.setdefault(known[name].demo["source"], known[name])
        if other != known[name]:
            raise TresseError(
                f"--vendors names {other.name} and {known[name].name}, and the demo has one "
                f"source {other.demo['source']!r}: choose one of them."
            )
    return tuple(found.values())


def with_vendors(settings: Settings, adapters: Sequence[Adapter]) -> Settings:
    """The settings whose sources are of those vendors, for this run."""
    if not adapters:
        return settings
    by_source = {adapter.demo["source"]: adapter for adapter in adapters}
    sources = [
        {**entry, **_declared(by_source[entry["id"]])} if entry["id"] in by_source else entry
        for entry in settings.variables["sources"]
    ]
    changed = {"sources": sources}
    return replace(
        settings,
        variables={**settings.variables, **changed},
        overrides={**settings.overrides, **changed},
    )


def rewrite(folder: Path, adapters: Sequence[Adapter]) -> None:
    """Replace, below the folder, the files of the tables that the adapters map by the vendors'."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    with duckdb.connect() as connection:
        for path in files:
            _read(connection, path)
        for adapter in adapters:
            source = folder / adapter.demo["source"]
            for path in files:
                if path.parent == source and path.name.partition(".")[0] in adapter.delivers:
                    path.unlink()
            for query in sorted((adapter.folder / DEMO).glob("*.sql")):
                has_format = Path(query.stem).suffix in WRITERS
                target = source / (query.stem if has_format else f"{query.stem}.csv")
                options = WRITERS.get(target.suffix, "header true")
                connection.execute(
                    f"copy ({query.read_text(encoding='utf-8')}) to {literal(target)} ({options})"
                )


def _declared(adapter: Adapter) -> dict[str, Any]:
    return {"vendor": adapter.vendor, **adapter.demo.get("settings", {})}


def _read(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """A table of the demo's file, every cell as text, in the order of its rows."""
    reader = READERS[path.suffix].format(file=file_literal(path))
    connection.execute(
        f"create table {path.name.partition('.')[0]} as "
        f"select cast(columns(*) as varchar) from {reader}"
    )
