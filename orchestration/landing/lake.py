"""Landed rows in the lake: one Parquet file per landed file, and no other.

A file is written elsewhere, forced to disk and renamed into the folder of its table; then the
ledger commits. Killed before that, the file is in no ledger and no view, and the next landing
removes it; the ledger never names a file that is not there.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from orchestration.adapters.adapter import load_adapters
from orchestration.contract.contract import Contract
from orchestration.errors import TresseError
from orchestration.files import sync_to_disk
from orchestration.lake import file_mode, make_folder
from orchestration.landing.ledger import Content
from orchestration.settings import Settings


def rows_file(root: Path, content: Content) -> Path:
    """Where the rows of a landed file are: below the lake, or below the drafts of a landing."""
    # Spark looks away from a name that begins with _, as a source's id may.
    name = f"{content.sha256}_{content.source_id}.parquet"
    return root / "raw" / content.source_table / name


def sweep(settings: Settings, contract: Contract, contents: Sequence[Content]) -> None:
    """Remove what a landing that did not commit left; raise when a file that did is gone.

    Each table of the contract has its folder, because Spark laments one that is not there.
    """
    listed = {rows_file(settings.lake, content) for content in contents}
    for table in contract.tables:
        make_folder(settings, settings.lake / "raw" / table.name)
    vendors = [table.shape.name for adapter in load_adapters() for table in adapter.tables]
    for name in (*(table.name for table in contract.tables), *vendors):
        for path in set((settings.lake / "raw" / name).glob("*")) - listed:
            _remove(path)
    lost = sorted(path for path in listed if not path.is_file())
    if lost:
        raise TresseError(
            f"{lost[0]}: is gone, though its rows have landed ({len(lost)} such files); restore "
            f"{settings.lake} from a backup, or delete {settings.warehouse} and land again."
        )


def reveal(settings: Settings, drafts: Path) -> None:
    """Move the drafts of a landing to the folders of their tables, each whole or not at all."""
    for draft in sorted(drafts.glob("raw/*/*.parquet")):
        place = settings.lake / draft.relative_to(drafts)
        make_folder(settings, place.parent)
        draft.chmod(file_mode(settings))
        sync_to_disk(draft)
        draft.replace(place)
        sync_to_disk(place.parent)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
