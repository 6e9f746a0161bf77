"""What would landing make of this file? It is landed for a trial, and nothing is kept."""

import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.adapters.adapter import load_adapters
from orchestration.adapters.recognise import recognise
from orchestration.contract.contract import Contract, Table, load_contract
from orchestration.errors import TresseError
from orchestration.landing.aliases import GENERIC, with_aliases
from orchestration.landing.declared import CANONICAL
from orchestration.landing.delivered import DeliveredFile, delivered_file
from orchestration.landing.formats import load_file
from orchestration.landing.header import plain_name
from orchestration.landing.inbox import InboxFile, table_named
from orchestration.landing.landing import judge
from orchestration.landing.load import Load
from orchestration.landing.outcome import Landed
from orchestration.landing.peek import column_names
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
    try:
        file = delivered_file(path, name)
        names = column_names(file)
    except TresseError as error:
        return Inspection(name, trouble=str(error))
    shape, known_by = _shape(settings, contract, name, names)
    if shape is None:
        return Inspection(
            name,
            found=tuple(names),
            trouble=f"{name}: neither its name nor its columns are those of a table of the "
            "contract or of a vendor; rename file and columns as the contract has them.",
        )
    with tempfile.TemporaryDirectory(prefix="tresse-") as scratch:
        return _trial(settings, file, shape, known_by, Path(scratch))


def _shape(
    settings: Settings, contract: Contract, name: str, names: Sequence[str]
) -> tuple[Table | None, str]:
    """The contract's table by name or columns, else a vendor's; and by what it is known."""
    tables = [table.name for table in contract.tables]
    # Its own name, or that of a folder that it is in.
    by_name = next(filter(None, (table_named(part, tables) for part in _parts(name))), None)
    if by_name:
        return _declared_shape(settings, contract.table(by_name)), "its name"
    by_columns = table_of_columns(names, contract)
    if by_columns:
        return by_columns, "its columns"
    vendor_table = recognise(Path(name).name, names, load_adapters())
    return (vendor_table.shape if vendor_table else None), "its columns"


def _declared_shape(settings: Settings, table: Table) -> Table:
    """The table with other people's words for its columns, where a generic source delivers it."""
    is_generic = _source(table.name, settings).vendor == GENERIC
    return with_aliases(table) if is_generic else table


def _parts(name: str) -> tuple[str, ...]:
    return tuple(reversed(Path(name).parts))


def _trial(
    settings: Settings, file: DeliveredFile, shape: Table, known_by: str, scratch: Path
) -> Inspection:
    """Land the file in memory, by landing's own means."""
    contract, now = load_contract(), datetime.now(UTC).replace(tzinfo=None)
    trial = InboxFile(**vars(file), source=_source(shape.name, settings), shape=shape)
    with closing(duckdb.connect()) as connection:
        create_landing_tables(connection, contract)
        load = Load(connection, contract, shape, trial, scratch / "rows.parquet", now, now)
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
        file.name, shape.name, known_by, landed=landed, rejected_lines=rejected, trouble=trouble
    )


def _source(table: str, settings: Settings) -> Source:
    """The declared source that delivers the table, else one that stands for any."""
    anybody = Source("inspected", CANONICAL, "UTC", ".", "inspected", (table,))
    return next((source for source in settings.sources if table in source.tables), anybody)
