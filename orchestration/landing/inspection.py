"""What would landing make of this file? It is landed for a trial, and nothing is kept."""

import json
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb

from orchestration.contract.contract import Contract, Table, load_contract
from orchestration.errors import TresseError
from orchestration.landing.decode import as_utf8, open_bytes
from orchestration.landing.formats import Landed, load_file
from orchestration.landing.header import plain_name, read_header
from orchestration.landing.inbox import Format, InboxFile, format_of, table_named
from orchestration.landing.landing import judge
from orchestration.landing.load import Load, file_literal
from orchestration.landing.tables import create_landing_tables
from orchestration.settings import Settings, Source

# So many line numbers of records that cannot be read are told.
MOST_LINES = 10


@dataclass(frozen=True)
class Inspection:
    """What landing would make of one file; trouble is the sentence that it would stop with."""

    file: str
    table: str | None = None
    known_by: str = ""
    found: tuple[str, ...] = ()
    landed: Landed | None = None
    rejected_lines: tuple[int, ...] = ()
    trouble: str = ""


def inspect_files(settings: Settings, path: Path) -> tuple[Inspection, ...]:
    """A trial of the file, or of each visible file below the folder, in the order of names."""
    if not path.exists():
        raise TresseError(f"{path}: there is no such file or folder; name one that is there.")
    files = [path] if path.is_file() else _visible(path)
    if not files:
        raise TresseError(f"{path}: holds no file; name the folder of an export.")
    root = path.parent if path.is_file() else path
    return tuple(_inspect(settings, file, file.relative_to(root).as_posix()) for file in files)


def table_of_columns(names: Sequence[str], contract: Contract) -> Table | None:
    """The table that a header is of: it has all that the table requires, and more than others."""
    plain = {plain_name(name) for name in names}
    fits = {
        table.name: len(plain & set(table.column_names)) / len(plain)
        for table in contract.tables
        if all(column.name in plain for column in table.columns if column.required)
    }
    best = max(fits.values(), default=0.0)
    named = [name for name, fit in fits.items() if fit == best]
    # Two that fit alike, or one by a single column of many, is no recognition.
    return contract.table(named[0]) if len(named) == 1 and best > 0.5 else None


def _visible(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _inspect(settings: Settings, path: Path, name: str) -> Inspection:
    contract = load_contract()
    with tempfile.TemporaryDirectory(prefix="tresse-") as scratch:
        try:
            file_format, compressed = format_of(path, name)
            nobody = _source("", settings)
            file = InboxFile(nobody, "", path, name, file_format, compressed)
            names = _names(file, contract, Path(scratch))
        except TresseError as error:
            return Inspection(name, trouble=str(error))
        tables = [table.name for table in contract.tables]
        # Its own name, or that of a folder that it is in.
        by_name = next(filter(None, (table_named(part, tables) for part in _parts(name))), None)
        table = contract.table(by_name) if by_name else table_of_columns(names, contract)
        if table is None:
            return Inspection(
                name,
                found=tuple(names),
                trouble=f"{name}: neither its name nor its columns are those of a table of the "
                "contract; rename file and columns as the contract has them.",
            )
        return _trial(settings, file, table, bool(by_name), Path(scratch))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(reversed(Path(name).parts))


def _trial(
    settings: Settings, file: InboxFile, table: Table, by_name: bool, scratch: Path
) -> Inspection:
    """Land the file in memory, by landing's own means."""
    contract, now = load_contract(), datetime.now(UTC).replace(tzinfo=None)
    trial = InboxFile(
        _source(table.name, settings),
        table.name,
        file.path,
        file.name,
        file.format,
        file.compressed,
    )
    known_by = "its name" if by_name else "its columns"
    with closing(duckdb.connect()) as connection:
        create_landing_tables(connection, contract)
        load = Load(connection, contract, table, trial, scratch / "rows.parquet", now, now)
        trouble, landed = "", None
        try:
            read = load_file(load, scratch)
            warnings = (*read.warnings, *judge(load, read, settings))
            landed = replace(read, warnings=warnings)
        except TresseError as error:
            trouble = str(error)
        query = "select source_line from raw.rejected_rows order by source_line limit ?"
        lines = connection.execute(query, [MOST_LINES]).fetchall()
    rejected = tuple(int(line) for (line,) in lines)
    return Inspection(
        file.name, table.name, known_by, landed=landed, rejected_lines=rejected, trouble=trouble
    )


def _source(table: str, settings: Settings) -> Source:
    """The declared source that delivers the table, else one that stands for any."""
    anybody = Source("inspected", "canonical", "UTC", ".", "inspected", (table,))
    return next((source for source in settings.sources if table in source.tables), anybody)


def _names(file: InboxFile, contract: Contract, scratch: Path) -> Sequence[str]:
    """The names of the file's columns, or of the keys of its first record."""
    if file.format is Format.PARQUET:
        query = f"describe select * from read_parquet({file_literal(file.path)})"
        try:
            with closing(duckdb.connect()) as connection:
                return [str(row[0]) for row in connection.execute(query).fetchall()]
        except duckdb.Error:
            raise TresseError(
                f"{file.name}: cannot be read as parquet; deliver it again."
            ) from None
    if file.format is Format.CSV:
        known = {name for table in contract.tables for name in table.column_names}
        header = read_header(as_utf8(file, scratch), file.name, tuple(known))
        return header.names if header else ()
    with open_bytes(file.path, file.compressed) as stream:
        first = b"".join(islice(stream, 1))
    try:
        record = json.loads(first or b"{}")
    except ValueError:
        record = None
    return list(record) if isinstance(record, dict) else ()
