"""What the packages ask of a file."""

import hashlib
from pathlib import Path


def sha256(path: Path) -> str:
    """The checksum of the file's bytes as they are."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
