"""What names a publication, and the few things done to files so that none is seen half written."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from orchestration.settings import PROJECT_DIR, Settings

CONTRACT_VERSION = "1.0.0"
SNAPSHOT_ID = re.compile(r"\d{8}T\d{9}Z_\d{8}")


@dataclass(frozen=True)
class Snapshot:
    """One publication: the day it shows and the instant (UTC, no zone) it was built."""

    as_of: date
    built_at: datetime

    @property
    def snapshot_id(self) -> str:
        """Instant of the publication and its day; sorts in the order of publication."""
        milliseconds = self.built_at.microsecond // 1000
        return f"{self.built_at:%Y%m%dT%H%M%S}{milliseconds:03d}Z_{self.as_of:%Y%m%d}"


def new_snapshot(as_of: date) -> Snapshot:
    """The snapshot of a publication that starts now."""
    return Snapshot(as_of, datetime.now(UTC).replace(tzinfo=None))


def git_sha() -> str | None:
    """The commit of the project, or None outside a git repository."""
    command = ["git", "-C", str(PROJECT_DIR), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def serving_draft(settings: Settings) -> Path:
    """Where the next serving file is written, beside the one it replaces."""
    return settings.serving.with_name(settings.serving.name + ".tmp")


def exports_draft(settings: Settings, snapshot: Snapshot) -> Path:
    """Where the next export folder is written, beside the one it becomes."""
    return settings.exports / f"{snapshot.snapshot_id}.tmp"


def sweep_drafts(settings: Settings) -> None:
    """Remove what an interrupted publication left behind."""
    for path in settings.serving.parent.glob(settings.serving.name + ".tmp*"):
        path.unlink()
    for path in settings.exports.glob("*.tmp"):
        if path.is_symlink():
            path.unlink()
        elif SNAPSHOT_ID.fullmatch(path.stem):
            shutil.rmtree(path)
