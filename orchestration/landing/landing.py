"""The whole landing: every new file of the inbox, or nothing at all."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.adapters.adapter import adapters_of
from orchestration.contract.contract import Contract, load_contract
from orchestration.errors import TresseError
from orchestration.files import is_full, sha256
from orchestration.lake import make_folder
from orchestration.landing import ledger
from orchestration.landing.adapted import adapt
from orchestration.landing.declared import check_sources
from orchestration.landing.formats import load_file
from orchestration.landing.inbox import Delivery, InboxFile, read_folder, undeclared_folders
from orchestration.landing.lake import reveal, rows_file, sweep
from orchestration.landing.load import Load
from orchestration.landing.loaded import (
    LoadedTable,
    adopt,
    copy_loaded,
    missing_rows,
    sweep_copies,
)
from orchestration.landing.outcome import Landed
from orchestration.landing.report import LandedFile, LandingReport
from orchestration.landing.tables import (
    create_landing_tables,
    create_raw_views,
    refuse_own_rows,
)
from orchestration.settings import Settings, Source
from orchestration.warehouse import open_warehouse


def land(settings: Settings) -> LandingReport:
    """Load what is new in the inbox; any error leaves the warehouse as it was."""
    contract = load_contract()
    check_sources(settings.sources, contract)
    delivered = _delivered(settings, contract)
    with _full_disk_told(settings):
        loaded = {table.name: table for table in copy_loaded(settings, contract)}
    files = [file for file in delivered.files if file.table not in loaded]
    notes = _unread(settings, delivered, loaded)
    notes += [note for table in loaded.values() for note in missing_rows(settings, contract, table)]
    with (
        _full_disk_told(settings),
        open_warehouse(settings) as connection,
        _scratch(settings) as scratch,
    ):
        connection.execute("begin")
        refuse_own_rows(connection, contract, settings.warehouse)
        create_landing_tables(connection, contract)
        stored = (*ledger.contents_with_rows(connection), *ledger.adapted_contents(connection))
        sweep(settings, contract, stored)
        adapted = [source for source in settings.sources if adapters_of(source.vendor)]
        plain = [source for source in settings.sources if source not in adapted]
        notes += _missing_tables(connection, settings, contract, plain, files, loaded)
        landed = tuple(_land_file(connection, contract, settings, file, scratch) for file in files)
        reveal(settings, scratch)
        contents = ledger.contents_with_rows(connection)
        contents = (*contents, *adapt(connection, settings, contract, contents, scratch))
        notes += _missing_tables(connection, settings, contract, adapted, files, loaded)
        reveal(settings, scratch)
        copies = adopt(settings, loaded.values())
        ledger.record_loaded(connection, loaded.values(), copies, settings.lake)
        create_raw_views(connection, contract, settings.lake, contents, copies)
        made = ledger.adapted_tables(connection)
        connection.execute("commit")
    sweep_copies(settings, copies)
    return LandingReport(landed, tuple(notes), tuple(loaded.values()), made)


def _delivered(settings: Settings, contract: Contract) -> Delivery:
    """The files of the declared sources; what a loader delivers needs no folder."""
    sources = settings.sources
    if settings.raw_schema:
        sources = tuple(source for source in sources if (settings.inbox / source.id).is_dir())
    folders = [read_folder(settings.inbox, source, contract) for source in sources]
    return Delivery(
        tuple(file for folder in folders for file in folder.files),
        tuple(note for folder in folders for note in folder.notes),
    )


def _unread(
    settings: Settings, delivered: Delivery, loaded: Mapping[str, LoadedTable]
) -> list[str]:
    """A note per folder and per file of the inbox that is not read."""
    strangers = undeclared_folders(settings.inbox, settings.sources)
    return [
        *(
            f"{settings.inbox / name}: belongs to no source of vars: sources: in dbt_project.yml; "
            f"its files were not read."
            for name in strangers
        ),
        *(
            f"{file.name}: was not read, {loaded[file.table].loaded_from} takes its place."
            for file in delivered.files
            if file.table in loaded
        ),
        *delivered.notes,
    ]


@contextmanager
def _scratch(settings: Settings) -> Iterator[Path]:
    """A folder for drafts and transcoded copies, gone afterwards, even after a killed run.

    In the lake, because a draft takes its place by a rename and the lake may be a disk of its own.
    """
    folder = settings.lake / "landing"
    make_folder(settings, settings.lake)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _full_disk_told(settings: Settings) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if not is_full(error):
            raise
        raise TresseError(
            f"The disk of {settings.data_dir} is full: nothing was landed and what landed before "
            f"stays; free some space and run again."
        ) from None


def _missing_tables(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    contract: Contract,
    sources: Sequence[Source],
    files: list[InboxFile],
    loaded: Mapping[str, LoadedTable],
) -> list[str]:
    """A note per optional table without a file; a core one that never had a row is an error."""
    delivered = {(file.source.id, file.table) for file in files}
    notes = []
    nowhere = f" and no such table in {settings.raw_schema}" if loaded else ""
    for source in sources:
        for table in (table for table in source.tables if table not in loaded):
            if (source.id, table) in delivered or ledger.has_rows(connection, source.id, table):
                continue
            lack = f"{table}: no file in {settings.inbox / source.id}{nowhere}"
            if contract.table(table).core:
                raise TresseError(f"{lack}, and the table is core; put {table}.csv there.")
            notes.append(f"{lack}; what needs it stays unknown.")
    return notes


def _land_file(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    settings: Settings,
    file: InboxFile,
    scratch: Path,
) -> LandedFile:
    before = file.path.stat()
    checksum = sha256(file.path)
    content = ledger.Content(file.source.id, file.table, checksum)
    if ledger.has_landed(connection, content):
        return LandedFile(file.source.id, file.table, file.name, "already_landed")
    loaded_at = datetime.fromtimestamp(before.st_mtime, UTC).replace(tzinfo=None)
    landed_at = datetime.now(UTC).replace(tzinfo=None)
    draft = rows_file(scratch, content)
    load = Load(connection, contract, file.shape, file, draft, loaded_at, landed_at)
    read = load_file(load, scratch)
    after = file.path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise TresseError(f"{file.name}: changed while it was read; run again when it is whole.")
    warnings = (*read.warnings, *judge(load, read, settings))
    landed = LandedFile(
        file.source.id,
        file.table,
        file.name,
        "landed",
        read.rows,
        read.rejected,
        read.encoding,
        read.delimiter,
        warnings,
    )
    ledger.record(connection, file, landed, checksum, loaded_at, landed_at)
    return landed


def judge(load: Load, read: Landed, settings: Settings) -> tuple[str, ...]:
    """Warnings on how much was read; too little of a core table is an error."""
    file, core = load.file, load.table.core
    records = read.rows + read.rejected
    if not records:
        if core:
            raise TresseError(
                f"{file.name}: holds no record, and {file.table} is core; nothing was changed, "
                f"export it again."
            )
        return (f"{file.name}: holds no record.",)
    most = settings.share("max_quarantine_share")
    if core and read.rejected > most * records:
        raise TresseError(
            f"{file.name}: {read.rejected} of its {records} records cannot be read, more than the "
            f"share {most} that max_quarantine_share allows; nothing was changed, export it again."
        )
    return ()
