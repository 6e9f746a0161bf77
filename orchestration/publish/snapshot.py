"""What names a publication."""

import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime

from orchestration.settings import PROJECT_DIR

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
