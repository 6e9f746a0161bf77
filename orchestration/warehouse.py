"""The private warehouse file: one way to open it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.errors import BusyError, TresseError
from orchestration.settings import Settings

HOLDER = re.compile(r"\(PID (\d+)\)")


@contextmanager
def open_warehouse(
    settings: Settings, read_only: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in UTC, closed on the way out; a BusyError when another process has the file."""
    if read_only and not settings.warehouse.exists():
        raise TresseError(f"There is no warehouse at {settings.warehouse}; run `tresse run` first.")
    settings.warehouse.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(settings.warehouse, read_only)
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": os.environ.get("TRESSE_MEMORY", "4GB"),
        "threads": os.environ.get("TRESSE_THREADS", "2"),
    }
    try:
        return duckdb.connect(path, read_only=read_only, config=config)
    except duckdb.IOException as error:
        if "lock" not in str(error):
            raise TresseError(f"{path}: {str(error).splitlines()[0]}") from None
        raise BusyError(_busy(path, str(error))) from None


def _busy(path: Path, message: str) -> str:
    holder = HOLDER.search(message)
    who = f"process {holder.group(1)}" if holder else "another process"
    return f"{path.name} is held by {who}; close it or wait until it ends, then try again."
