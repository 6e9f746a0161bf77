"""Another process that has the warehouse open."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOLD = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "True")
print("held", flush=True)
input()
"""


@contextmanager
def held(warehouse: Path, read_only: bool = False) -> Iterator[int]:
    """The id of a process that holds the file until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(warehouse), str(read_only)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder.pid
        finally:
            holder.communicate("\n")
