"""What a landing did, for people and for the run's log; never a cell of the data."""

from dataclasses import dataclass
from typing import Literal

from orchestration.landing.loaded import LoadedTable


@dataclass(frozen=True)
class LandedFile:
    """What became of one file."""

    source: str
    table: str
    file: str
    status: Literal["landed", "already_landed"]
    rows: int = 0
    rejected: int = 0
    encoding: str | None = None
    delimiter: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class AdaptedTable:
    """A contract table that an adapter made of a source's rows, and how many were none of it."""

    source: str
    adapter: str
    table: str
    rows: int
    unused: int


@dataclass(frozen=True)
class LandingReport:
    """What became of every file and of a loader's tables, and what is worth knowing beside."""

    files: tuple[LandedFile, ...]
    notes: tuple[str, ...]
    loaded: tuple[LoadedTable, ...] = ()
    adapted: tuple[AdaptedTable, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning, those of files first."""
        return (*(text for file in self.files for text in file.warnings), *self.notes)

    @property
    def rows(self) -> int:
        """Rows loaded by this landing."""
        return sum(file.rows for file in self.files)

    @property
    def rejected(self) -> int:
        """Records kept aside by this landing."""
        return sum(file.rejected for file in self.files)
