"""The source contract, read from YAML into values that the rest of the code can trust."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from orchestration.contract.secrets import is_secret
from orchestration.errors import TresseError

CONTRACT_FILE = Path(__file__).with_name("source_contract.yml")

TYPE = re.compile(r"string|integer|bigint|boolean|date|timestamp|decimal\(\d+,\d+\)")


@dataclass(frozen=True)
class Column:
    """One column: its type is what staging makes of it, raw keeps it as text."""

    name: str
    type: str
    pii: str = "P0"
    nullable: bool = True
    default: str | None = None
    accepted: tuple[str, ...] = ()
    meaning: str = ""
    maps: str = ""
    from_file: bool = False
    # Other names under which a file may have it, as landing writes names: `e_mail`.
    aliases: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """True when a file without this column cannot be used."""
        return not self.nullable and self.default is None


@dataclass(frozen=True)
class Freshness:
    """Age in hours at which a table is worth a warning and at which it stops a run."""

    warn: int
    error: int


@dataclass(frozen=True)
class Table:
    """One source table in its canonical shape."""

    name: str
    area: str
    grain: str
    primary_key: tuple[str, ...]
    core: bool
    pii_class: str
    freshness_hours: Freshness
    columns: tuple[Column, ...]
    # A vendor's own table: its files have columns beside those that are read.
    is_vendors: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify a record within its source."""
        return self.primary_key[1:]

    @property
    def column_names(self) -> tuple[str, ...]:
        """The business columns' names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def known_names(self) -> tuple[str, ...]:
        """Every name under which a file may have one of its columns."""
        return tuple(name for column in self.columns for name in (column.name, *column.aliases))

    @property
    def defaults(self) -> dict[str, str]:
        """What staging puts where a cell is empty, by column."""
        return {
            column.name: column.default for column in self.columns if column.default is not None
        }

    def column(self, name: str) -> Column:
        """The business column of that name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class LandingTable:
    """A table that landing keeps beside the contract's own, in the types it is stored in."""

    name: str
    grain: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Contract:
    """Every source table that tresse reads, and what landing adds."""

    version: int
    rules: tuple[str, ...]
    pii_classes: Mapping[str, str]
    vendors: Mapping[str, str]
    envelope: tuple[Column, ...]
    tables: tuple[Table, ...]
    landing_tables: tuple[LandingTable, ...]

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.name: table for table in self.tables}

    @property
    def core_tables(self) -> tuple[Table, ...]:
        """The tables without which nothing can be built."""
        return tuple(table for table in self.tables if table.core)

    @property
    def raw_tables(self) -> tuple[Table | LandingTable, ...]:
        """Every table of schema raw."""
        return (*self.tables, *self.landing_tables)

    @property
    def file_envelope(self) -> tuple[Column, ...]:
        """The envelope's columns that come from the file when it has them."""
        return tuple(column for column in self.envelope if column.from_file)

    def table(self, name: str) -> Table:
        """The table of that name."""
        if name not in self._tables:
            raise TresseError(f"The contract has no table {name!r}{nearest(name, self._tables)}.")
        return self._tables[name]


def refuse_secrets(place: str, table: Table) -> None:
    """Raise when a column of a table that is read bears the name of a secret."""
    for name in table.known_names:
        if is_secret(name):
            raise TresseError(f"{place}: {name!r} is the name of a secret; it may not be read.")


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The nearest candidate as a parenthesis for a message; empty when none is close."""
    match = difflib.get_close_matches(name, list(candidates), n=1)
    return f" (the nearest is {match[0]!r})" if match else ""


@cache
def load_contract(path: Path = CONTRACT_FILE) -> Contract:
    """The contract of that file; a fault in it is a TresseError that names the place."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        contract = _contract(entries)
    except (OSError, yaml.YAMLError) as error:
        raise TresseError(f"{path.name}: cannot be read: {error}") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise TresseError(f"{path.name}: has a missing or unknown entry: {error}.") from None
    for fault in _faults(contract):
        raise TresseError(f"{path.name}: {fault}.")
    return contract


def _contract(entries: dict[str, Any]) -> Contract:
    return Contract(
        **{
            **entries,
            "rules": tuple(entries["rules"]),
            "envelope": _columns(entries["envelope"]),
            "tables": tuple(_table(entry) for entry in entries["tables"]),
            "landing_tables": tuple(
                LandingTable(**{**entry, "columns": _columns(entry["columns"])})
                for entry in entries["landing_tables"]
            ),
        }
    )


def _table(entry: dict[str, Any]) -> Table:
    parsed = {
        "primary_key": tuple(entry["primary_key"]),
        "freshness_hours": Freshness(**entry["freshness_hours"]),
        "columns": _columns(entry["columns"]),
    }
    return Table(**{**entry, **parsed})


def _columns(entries: list[dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(
        Column(**{**entry, "accepted": tuple(entry.get("accepted", ()))}) for entry in entries
    )


def _faults(contract: Contract) -> Iterator[str]:
    yield from (f"the table {name!r} is there twice" for name in _repeated(contract.tables))
    for table in contract.tables:
        yield from (f"{table.name}: {fault}" for fault in _table_faults(table, contract))
    for columns in (contract.envelope, *(table.columns for table in contract.landing_tables)):
        for column in columns:
            yield from (f"{column.name}: {fault}" for fault in _column_faults(column, contract))


def _table_faults(table: Table, contract: Contract) -> Iterator[str]:
    columns = (*contract.envelope, *table.columns)
    yield from (f"the column {name!r} is there twice" for name in _repeated(columns))
    if table.primary_key[:1] != ("source_id",):
        yield "its primary_key must begin with source_id"
    for name in table.key:
        if name not in table.column_names:
            yield f"its primary_key names {name!r}, which is not a column of it"
        elif table.column(name).nullable:
            yield f"the key column {name!r} may not be nullable"
    if table.pii_class not in contract.pii_classes:
        yield f"unknown pii_class {table.pii_class!r}"
    for column in table.columns:
        yield from (f"{column.name}: {fault}" for fault in _column_faults(column, contract))


def _column_faults(column: Column, contract: Contract) -> Iterator[str]:
    if is_secret(column.name):
        yield "is the name of a secret, which may not be read"
    if not TYPE.fullmatch(column.type):
        yield f"unknown type {column.type!r}"
    if column.pii not in contract.pii_classes:
        yield f"unknown pii class {column.pii!r}"
    if not column.meaning:
        yield "has no meaning: say what it holds"
    if not all(isinstance(value, str) for value in (*column.accepted, column.default or "")):
        yield "its accepted values and default must be text: put them in quotes"
    elif column.accepted and column.default is not None and column.default not in column.accepted:
        yield f"its default {column.default!r} is not an accepted value"


def _repeated(named: tuple[Table, ...] | tuple[Column, ...]) -> list[str]:
    return [name for name, count in Counter(item.name for item in named).items() if count > 1]
