"""Which table is this file? Its name, or the folder it is in, says so; a vendor's header too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration.adapters.adapter import adapters_of
from orchestration.adapters.recognise import lacking_columns, recognise
from orchestration.contract.contract import Contract, Table, nearest
from orchestration.errors import TresseError
from orchestration.landing.aliases import GENERIC, with_aliases
from orchestration.landing.delivered import DeliveredFile, delivered_file
from orchestration.landing.peek import column_names
from orchestration.settings import Source

SEPARATORS = "_-. ("


@dataclass(frozen=True)
class InboxFile(DeliveredFile):
    """A file, the source that delivered it and the table it holds: the contract's or a vendor's."""

    source: Source
    shape: Table

    @property
    def table(self) -> str:
        """The name under which its rows are stored."""
        return self.shape.name


@dataclass(frozen=True)
class Delivery:
    """What one source's folder holds, in the order of names; notes are on files not read."""

    files: tuple[InboxFile, ...]
    notes: tuple[str, ...] = ()


def read_folder(inbox: Path, source: Source, contract: Contract) -> Delivery:
    """The source's files and their tables; hidden files are not looked at."""
    folder = inbox / source.id
    if not folder.is_dir():
        raise TresseError(
            f"The source {source.id!r} is declared but has no folder {folder}; put its files "
            f"there, or remove it from vars: sources: in dbt_project.yml."
        )
    files, notes = [], []
    for path in sorted(_visible_files(folder)):
        name = path.relative_to(inbox).as_posix()
        first_part = path.relative_to(folder).parts[0]
        shape = _contract_table(first_part, source, contract)
        if shape is None and adapters_of(source.vendor):
            # A loader's folder holds tables and documents that nobody asked for.
            shape = _vendor_table(path, name, first_part, source)
            if shape is None:
                notes.append(f"{name}: is no table of {source.vendor} that is read; it was not.")
                continue
        if shape is None:
            raise _unknown(first_part, name, source, contract)
        files.append(InboxFile(**vars(delivered_file(path, name)), source=source, shape=shape))
    return Delivery(tuple(files), tuple(notes))


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


def table_named(stem: str, tables: Iterable[str]) -> str | None:
    """The table that a file's name begins with, the longest where several do."""
    named = [table for table in tables if _begins_with(stem.casefold(), table)]
    return max(named, key=len, default=None)


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _contract_table(first_part: str, source: Source, contract: Contract) -> Table | None:
    name = table_named(first_part, (table.name for table in contract.tables))
    if name is None or name not in source.tables:
        return None
    table = contract.table(name)
    return with_aliases(table) if source.vendor == GENERIC else table


def _vendor_table(path: Path, name: str, first_part: str, source: Source) -> Table | None:
    try:
        names = column_names(delivered_file(path, name))
    except TresseError:
        return None
    found = recognise(first_part, names, adapters_of(source.vendor))
    if found is not None:
        return found.shape
    lacking = lacking_columns(first_part, names, adapters_of(source.vendor))
    if lacking:
        raise TresseError(
            f"{name}: is named as a table of {source.vendor}, and lacks {', '.join(lacking)}; add "
            f"{'it' if len(lacking) == 1 else 'them'} to the export, or name the file otherwise."
        )
    return None


def _unknown(first_part: str, name: str, source: Source, contract: Contract) -> TresseError:
    table = table_named(first_part, (table.name for table in contract.tables))
    word = table or first_part.casefold().split(".")[0]
    return TresseError(
        f"{name}: names no table of the source {source.id!r}{nearest(word, source.tables)}; begin "
        f"the file's name with one of {', '.join(source.tables)}, or declare its table under "
        f"vars: sources: in dbt_project.yml."
    )


def _begins_with(stem: str, table: str) -> bool:
    rest = stem.removeprefix(table)
    return rest != stem and (not rest or rest[0] in SEPARATORS)
