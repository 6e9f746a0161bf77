"""Which table is this file? Its name, or the folder it is in, says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from orchestration.contract.contract import Contract, nearest
from orchestration.errors import TresseError
from orchestration.settings import Source

SEPARATORS = "_-. ("


class Format(Enum):
    """How a file holds its records."""

    CSV = "csv"
    JSON_LINES = "json lines"
    PARQUET = "parquet"


FORMATS = {
    ".csv": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".parquet": Format.PARQUET,
}


@dataclass(frozen=True)
class InboxFile:
    """A file, the source that delivered it and the contract table it holds."""

    source: Source
    table: str
    path: Path
    name: str
    format: Format
    compressed: bool


def inbox_files(inbox: Path, source: Source, contract: Contract) -> tuple[InboxFile, ...]:
    """The source's files in the order of their names; hidden files are not looked at."""
    folder = inbox / source.id
    if not folder.is_dir():
        raise TresseError(
            f"The source {source.id!r} is declared but has no folder {folder}; put its files "
            f"there, or remove it from vars: sources: in dbt_project.yml."
        )
    return tuple(
        _inbox_file(path, inbox, source, contract) for path in sorted(_visible_files(folder))
    )


def undeclared_folders(inbox: Path, sources: tuple[Source, ...]) -> tuple[str, ...]:
    """Folders of the inbox that belong to no declared source."""
    declared = {source.id for source in sources}
    if not inbox.is_dir():
        return ()
    return tuple(
        sorted(
            path.name
            for path in inbox.iterdir()
            if path.is_dir() and not path.name.startswith(".") and path.name not in declared
        )
    )


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _inbox_file(path: Path, inbox: Path, source: Source, contract: Contract) -> InboxFile:
    name = path.relative_to(inbox).as_posix()
    table = _table(path.relative_to(inbox / source.id).parts[0], name, source, contract)
    file_format, compressed = format_of(path, name)
    return InboxFile(source, table, path, name, file_format, compressed)


def format_of(path: Path, name: str) -> tuple[Format, bool]:
    """How the file holds its records by its ending, and whether it is gzipped."""
    compressed = path.suffix.casefold() == ".gz"
    extension = Path(path.stem).suffix if compressed else path.suffix
    file_format = FORMATS.get(extension.casefold())
    if file_format is None or (compressed and file_format is Format.PARQUET):
        raise TresseError(
            f"{name}: cannot be read; export it as .csv, .jsonl or .ndjson (each may be gzipped: "
            f".gz) or .parquet."
        )
    return file_format, compressed


def table_named(stem: str, tables: Iterable[str]) -> str | None:
    """The table that a file's name begins with, the longest where several do."""
    named = [table for table in tables if _begins_with(stem.casefold(), table)]
    return max(named, key=len, default=None)


def _table(first_part: str, name: str, source: Source, contract: Contract) -> str:
    table = table_named(first_part, (table.name for table in contract.tables))
    if table in source.tables:
        return str(table)
    word = table or first_part.casefold().split(".")[0]
    raise TresseError(
        f"{name}: names no table of the source {source.id!r}{nearest(word, source.tables)}; begin "
        f"the file's name with one of {', '.join(source.tables)}, or declare its table under "
        f"vars: sources: in dbt_project.yml."
    )


def _begins_with(stem: str, table: str) -> bool:
    rest = stem.removeprefix(table)
    return rest != stem and (not rest or rest[0] in SEPARATORS)
