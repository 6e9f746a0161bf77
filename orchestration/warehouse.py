"""The private warehouse file: one way to open it, and the words for one that is not to be had."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.errors import BusyError, TresseError
from orchestration.settings import Settings

# DuckDB: Could not set lock on file "...": Conflicting lock is held in /usr/bin/python3 (PID 42).
_HOLDER = re.compile(r"held in (?P<program>.*?) ?\(PID (?P<pid>\d+)\)", re.S)


@contextmanager
def open_warehouse(
    settings: Settings, read_only: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in UTC, closed on the way out; a BusyError when another process has the file."""
    if read_only:
        require_warehouse(settings)
    settings.warehouse.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(settings.warehouse, read_only)
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


def require_warehouse(settings: Settings) -> None:
    """Raise when there is no warehouse yet."""
    if not settings.warehouse.exists():
        raise TresseError(f"There is no warehouse at {settings.warehouse}: run `tresse run` first.")


def warehouse_busy(message: str, warehouse: Path) -> BusyError | None:
    """The BusyError for DuckDB's lock error, or None when the message tells something else."""
    if "Could not set lock on file" not in message:
        return None
    holder = _HOLDER.search(message)
    who = f"process {holder['pid']} ({Path(holder['program']).name})" if holder else "a process"
    return BusyError(
        f"The warehouse {warehouse} is held by {who}: close that program "
        "(BI tools open the serving file, never the warehouse) and run again."
    )


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": os.environ.get("TRESSE_MEMORY", "4GB"),
        "threads": os.environ.get("TRESSE_THREADS", "2"),
    }
    try:
        return duckdb.connect(path, read_only=read_only, config=config)
    except duckdb.Error as error:
        raise (
            warehouse_busy(str(error), path) or TresseError(f"{path}: {str(error).splitlines()[0]}")
        ) from None
