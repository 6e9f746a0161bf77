"""Folders of publications, one beside the other, and `latest`, a link to the newest.

A folder is written under a draft's name, its manifest last, and the link that will name it is laid
beside it: to show it then takes two renames, which need no disk space.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from orchestration.errors import TresseError
from orchestration.files import sync_to_disk
from orchestration.publish.snapshot import CONTRACT_VERSION, SNAPSHOT_ID, Snapshot

MANIFEST = "manifest.json"
_LATEST = "latest"
_LATEST_DRAFT = "latest.tmp"


def draft_in(root: Path, snapshot: Snapshot) -> Path:
    """Where the next folder is written, beside the one it becomes."""
    return root / f"{snapshot.snapshot_id}.tmp"


def require_pointer(root: Path) -> None:
    """Raise when `latest` is no link, as in a copy that followed it: a rename would fail late."""
    latest = root / _LATEST
    if latest.exists() and not latest.is_symlink():
        raise TresseError(
            f"{latest} is not the link that tresse made: move it away, and publish again."
        )


def finish_draft(draft: Path, snapshot: Snapshot, content: Mapping[str, object], mode: int) -> None:
    """Write a draft's manifest, last of its files, and lay the link that will name the folder."""
    heading = {
        "contract_version": CONTRACT_VERSION,
        "snapshot_id": snapshot.snapshot_id,
        "as_of": snapshot.as_of.isoformat(),
    }
    for path in draft.iterdir():
        if path.is_dir():
            sync_to_disk(path)
    manifest = draft / MANIFEST
    manifest.touch(mode=0o600)
    manifest.write_text(json.dumps({**heading, **content}, indent=2) + "\n", encoding="utf-8")
    manifest.chmod(mode)
    sync_to_disk(manifest)
    sync_to_disk(draft)
    draft.with_name(_LATEST_DRAFT).symlink_to(draft.stem)


def reveal(draft: Path) -> Path:
    """Give a finished draft its final name and return it; nobody is pointed at it yet."""
    folder = draft.rename(draft.with_suffix(""))
    sync_to_disk(folder.parent)
    return folder


def point_latest_at(folder: Path) -> None:
    """Make `latest`, beside a folder that was just revealed, name that folder."""
    folder.with_name(_LATEST_DRAFT).replace(folder.with_name(_LATEST))
    sync_to_disk(folder.parent)


def remove_old(root: Path, keep: int) -> tuple[Path, ...]:
    """Remove all but the newest folders and return those removed."""
    latest = (root / _LATEST).readlink().name
    names = sorted(path.name for path in root.iterdir() if SNAPSHOT_ID.fullmatch(path.name))
    old = tuple(root / name for name in names[:-keep] if name != latest)
    for folder in old:
        # Under a draft's name first, so that nobody reads a folder that is half gone.
        shutil.rmtree(folder.rename(folder.with_name(f"{folder.name}.tmp")))
    return old


def sweep(root: Path) -> None:
    """Remove the drafts that an interrupted publication left behind."""
    for path in root.glob("*.tmp"):
        if path.is_symlink():
            path.unlink()
        elif SNAPSHOT_ID.fullmatch(path.stem):
            shutil.rmtree(path)
