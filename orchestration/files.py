"""What the packages ask of a file and of the disk that it is on."""

import errno
import hashlib
import os
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_MESSAGES = ("No space left on device", "Disk quota exceeded", "File too large")


def sha256(path: Path) -> str:
    """The checksum of the file's bytes as they are."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync_to_disk(path: Path) -> None:
    """Make a file's content, or a folder's list of names, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_full(error: BaseException) -> bool:
    """True when the error, of Python or of DuckDB, says that the disk is full."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return any(message in str(error) for message in _FULL_MESSAGES)
