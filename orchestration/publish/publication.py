"""Publication, whole: everything that can fail happens to drafts; then a few renames.

Killed before the renames, nothing has changed for readers. Killed between the state and the last
rename, readers keep the old publication or see the new one, and the next publication completes it:
the state of a day is replaced whenever that day is published.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from orchestration.dbt import NodeResult, built_dir, read_results
from orchestration.errors import TresseError
from orchestration.files import is_full
from orchestration.manifest import load_manifest
from orchestration.publish.checks import CHECKS, audit_in_second_process
from orchestration.publish.exports import ExportFile, write_exports
from orchestration.publish.folders import (
    draft_in,
    point_latest_at,
    remove_old,
    require_pointer,
    reveal,
    sweep,
)
from orchestration.publish.serving import (
    needed_bytes,
    published_models,
    replace_serving,
    require_day,
    serving_draft,
    sweep_serving,
    write_serving,
)
from orchestration.publish.snapshot import Snapshot, new_snapshot
from orchestration.publish.state import last_published, refuse_backfill, write_state
from orchestration.publish.tables import write_tables
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse, require_warehouse

KEPT = 7


@dataclass(frozen=True)
class PublicationReport:
    """What was published, and where it is."""

    snapshot: Snapshot
    serving: Path
    tables_folder: Path
    export_folder: Path
    row_counts: Mapping[str, int]
    files: tuple[ExportFile, ...]
    checks_passed: int
    removed: tuple[Path, ...]


def publish(
    settings: Settings, as_of: date, allow_backfill: bool = False, keep: int = KEPT
) -> PublicationReport:
    """Publish the audited build of a day; call it under the run lock.

    Until it returns, or after it raises, readers have the last publication whole.
    """
    require_warehouse(settings)
    target = built_dir(settings)
    checks_passed = _tests_passed(read_results(target)) + len(CHECKS)
    manifest = load_manifest(target / "manifest.json")
    models = published_models(manifest)
    snapshot = new_snapshot(as_of)
    _sweep_drafts(settings)
    for root in _roots(settings):
        require_pointer(root)
    try:
        # Held for writing from the start: a reader that would block the state is named before
        # anything is published, and nobody rebuilds meanwhile.
        with open_warehouse(settings) as connection:
            last = last_published(connection)
            if not allow_backfill:
                refuse_backfill(last, as_of)
            require_day(connection, models, as_of)
            with _full_disk_told(settings, needed_bytes(connection, models)):
                draft = serving_draft(settings)
                row_counts = write_serving(connection, draft, models, snapshot, checks_passed)
                tables_draft = write_tables(connection, settings, snapshot, row_counts)
                audit_in_second_process(draft, tables_draft, row_counts)
                files = write_exports(connection, manifest, snapshot, settings.exports)
                write_state(connection, manifest, as_of, last is not None and as_of < last)
            tables_folder, export_folder = _reveal(settings, snapshot)
    finally:
        _sweep_drafts(settings)
    removed = tuple(old for root in _roots(settings) for old in remove_old(root, keep))
    return PublicationReport(
        snapshot,
        settings.serving,
        tables_folder,
        export_folder,
        row_counts,
        files,
        checks_passed,
        removed,
    )


def _roots(settings: Settings) -> tuple[Path, Path]:
    """The folders in which publications stand one beside the other."""
    return settings.tables, settings.exports


def _reveal(settings: Settings, snapshot: Snapshot) -> tuple[Path, Path]:
    """Put the drafts in place: each step is one rename, and none needs disk space."""
    tables_folder = reveal(draft_in(settings.tables, snapshot))
    export_folder = reveal(draft_in(settings.exports, snapshot))
    replace_serving(serving_draft(settings), settings.serving)
    point_latest_at(tables_folder)
    point_latest_at(export_folder)
    return tables_folder, export_folder


def _sweep_drafts(settings: Settings) -> None:
    sweep_serving(settings)
    for root in _roots(settings):
        sweep(root)


def _tests_passed(results: Sequence[NodeResult] | None) -> int:
    if results is None:
        raise TresseError(
            "The last build did not end, so nothing was published and the last publication stays: "
            "run `tresse run` again."
        )
    failed = [result.name for result in results if result.has_failed]
    if failed:
        raise TresseError(
            f"The last build failed at {failed[0]} ({len(failed)} failures in all), so nothing was "
            "published and the last publication stays: mend it and run `tresse run` again."
        )
    return sum(result.status == "pass" for result in results)


@contextmanager
def _full_disk_told(settings: Settings, needed: int) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if not is_full(error):
            raise
        _sweep_drafts(settings)
        free = shutil.disk_usage(settings.data_dir).free
        raise TresseError(
            f"The disk of {settings.data_dir} is full: nothing was published and the last "
            f"publication stays; a publication needs up to {_megabytes(needed)} there and "
            f"{_megabytes(free)} are free."
        ) from None


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
