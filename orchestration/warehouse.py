"""Connections to the private warehouse file."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from orchestration.lock import warehouse_busy
from orchestration.settings import Settings


@contextmanager
def open_warehouse(
    settings: Settings, read_only: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the warehouse whose session is in UTC; closed at the end of the block."""
    try:
        connection = duckdb.connect(str(settings.warehouse), read_only=read_only)
    except duckdb.IOException as error:
        raise warehouse_busy(str(error), settings.warehouse) or error from None
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()
