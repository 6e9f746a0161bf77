"""Puts the demo's files into the inbox, and never touches a file that a user put there."""

import json
from collections.abc import Mapping
from pathlib import Path

from orchestration.errors import TresseError
from orchestration.files import sha256

MARKER = ".demo"


def clear_inbox(inbox: Path) -> None:
    """Remove the files of an earlier demo; refuse when the inbox holds anything else."""
    # Hidden files are the file manager's, or our marker: nobody's data.
    files = [path for path in _files(inbox) if not path.name.startswith(".")]
    own = _own_files(inbox)
    for path in files:
        name = path.relative_to(inbox).as_posix()
        if own.get(name) != sha256(path):
            raise TresseError(
                f"{inbox} holds {name}, which the demo did not write: move your files away, or "
                f"give the demo its own data folder with TRESSE_DATA."
            )
    for path in files:
        path.unlink()


def deliver(folder: Path, inbox: Path, origin: Mapping[str, str | int]) -> None:
    """Move the finished files into the inbox, whose marker then says that they are the demo's."""
    names = {path: path.relative_to(folder).as_posix() for path in _files(folder)}
    marker = {**origin, "files": {name: sha256(path) for path, name in names.items()}}
    (inbox / MARKER).write_text(json.dumps(marker, indent=2) + "\n", encoding="utf-8")
    for path, name in names.items():
        target = inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _own_files(inbox: Path) -> dict[str, str]:
    marker = inbox / MARKER
    if not marker.exists():
        return {}
    try:
        files: dict[str, str] = json.loads(marker.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError):
        # Half written: what it listed is nobody's to remove.
        return {}
    return files
