"""One run at a time: the run lock of the data folder."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from orchestration.errors import BusyError
from orchestration.settings import Settings


@contextmanager
def run_lock(settings: Settings, command: str) -> Iterator[None]:
    """Hold the run lock of the data folder, or raise BusyError naming who holds it.

    The kernel drops the lock with its process, so the file of a dead run never blocks.
    """
    with _held(settings.data_dir / "tresse.lock", command):
        yield


@contextmanager
def child_lock(settings: Settings, command: str) -> Iterator[int]:
    """Hold the lock of the child process to be started, or raise BusyError; yields a descriptor.

    A child that is given the descriptor holds the lock for as long as it lives, even where we are
    killed: a build goes on by itself then, and a second one must not meet it.
    """
    with _held(settings.data_dir / "dbt" / "child.lock", command) as descriptor:
        yield descriptor


@contextmanager
def _held(path: Path, command: str) -> Iterator[int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, path)
        write_holder(descriptor, command, os.getpid())
        try:
            yield descriptor
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError(_who_runs(path)) from None


def write_holder(descriptor: int, command: str, pid: int) -> None:
    """Say in a held lock file who holds it."""
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    holder = {"pid": pid, "command": command, "started_at": started_at}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def _who_runs(path: Path) -> str:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        who = f"`{holder['command']}`, process {holder['pid']}, since {holder['started_at']}"
    except (ValueError, KeyError, TypeError):
        who = "it is just starting or ending"
    return f"Another run holds {path} ({who}): wait for its end and run again."
