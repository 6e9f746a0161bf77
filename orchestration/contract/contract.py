"""Reads the source contract: its tables, columns, types, keys and rules."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CONTRACT_FILE = Path(__file__).with_name("source_contract.yml")


@dataclass(frozen=True)
class Column:
    """One column: its type is what staging makes of it, raw keeps it as text."""

    name: str
    type: str
    nullable: bool
    default: str | None
    accepted: tuple[str, ...]

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
    primary_key: tuple[str, ...]
    core: bool
    freshness_hours: Freshness
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify a record within its source."""
        return self.primary_key[1:]


@dataclass(frozen=True)
class Contract:
    """The envelope that landing adds and the tables that sources deliver."""

    envelope: tuple[Column, ...]
    tables: tuple[Table, ...]

    @property
    def file_envelope(self) -> tuple[Column, ...]:
        """The envelope's columns that come from the file when it has them."""
        return tuple(c for c in self.envelope if c.name in ("source_updated_at", "is_deleted"))


def load_contract(path: Path = CONTRACT_FILE) -> Contract:
    """The contract of that file."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Contract(
        envelope=tuple(_column(entry) for entry in raw["envelope"]),
        tables=tuple(_table(entry) for entry in raw["tables"]),
    )


def _table(entry: dict[str, Any]) -> Table:
    return Table(
        name=entry["name"],
        primary_key=tuple(entry["primary_key"]),
        core=entry["core"],
        freshness_hours=Freshness(**entry["freshness_hours"]),
        columns=tuple(_column(column) for column in entry["columns"]),
    )


def _column(entry: dict[str, Any]) -> Column:
    return Column(
        name=entry["name"],
        type=entry["type"],
        nullable=entry["nullable"],
        default=entry.get("default"),
        accepted=tuple(entry.get("accepted", ())),
    )
