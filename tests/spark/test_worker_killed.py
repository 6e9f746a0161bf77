"""A worker dies in the middle of a build: what is published is the old or the new, always whole."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from orchestration.files import sha256
from orchestration.settings import PROJECT_DIR
from tests.orchestration.conftest import AS_OF, NEXT_DAY
from tests.spark.cluster import Cluster, running_cluster
from tests.spark.compare import compare, published_tables
from tests.spark.conftest import DUCKDB, Shop, assert_agree, open_shop

pytestmark = pytest.mark.spark

IN_THE_MIDDLE = "models and tests"


@contextmanager
def watched(file: Path) -> Iterator[set[str]]:
    """Every checksum that the file has until the block ends; `gone` for a file that is not."""
    seen: set[str] = set()
    ended = Event()

    def watch() -> None:
        while not ended.wait(0.1):
            try:
                seen.add(sha256(file))
            except FileNotFoundError:
                seen.add("gone")

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def run_and_kill_a_worker(shop: Shop, as_of: str, cluster: Cluster) -> tuple[int, str]:
    """The exit code and the output of a run that loses a worker while it builds."""
    output = ""
    with subprocess.Popen(
        [sys.executable, "-m", "orchestration.cli", "run"],
        cwd=PROJECT_DIR,
        env={
            **os.environ,
            **shop.environment,
            "TRESSE_DATA": str(shop.data_dir),
            "TRESSE_AS_OF": as_of,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            if IN_THE_MIDDLE in line and IN_THE_MIDDLE not in output:
                cluster.kill_worker()
            output += line
    assert IN_THE_MIDDLE in output, output
    return run.returncode, output


def test_a_worker_killed_during_a_build_harms_no_publication(inbox: Path, tmp_path: Path) -> None:
    with running_cluster(tmp_path) as cluster:
        shop = open_shop(tmp_path / "shop", inbox, cluster.environment())
        # A shop that has outgrown one machine: its first day is built by DuckDB.
        Shop(shop.data_dir, DUCKDB).run(AS_OF)
        serving = shop.tresse.serving
        old = sha256(serving)
        with watched(serving) as seen:
            code, output = run_and_kill_a_worker(shop, NEXT_DAY, cluster)
            assert "Traceback" not in output
            if code != 0:
                assert seen == {old}
                shop.run(NEXT_DAY)
        assert seen <= {old, sha256(serving)}
    twin = open_shop(tmp_path / "twin", inbox, DUCKDB)
    twin.run(AS_OF)
    twin.run(NEXT_DAY)
    assert_agree(compare(twin.tresse.serving, serving, published_tables(twin.manifest)))
