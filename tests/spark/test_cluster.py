"""The cluster that the tests use is a real one, and leaves nothing behind."""

import shutil
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR
from tests.spark import cluster as script
from tests.spark.cluster import Cluster, running_cluster
from tests.spark.conftest import asked
from tests.spark.daemon import ClusterError

pytestmark = pytest.mark.spark

ASK_AND_EXIT = """
import os, sys
print(os.environ["TRESSE_TARGET"], os.environ["TRESSE_SPARK_HOST"], os.environ["TRESSE_SPARK_PORT"])
sys.exit(3)
"""


def processes_of(folder: Path) -> list[str]:
    """The processes whose command names the folder: each JVM has its settings there."""
    ps = shutil.which("ps") or "ps"
    listed = subprocess.run([ps, "-eo", "args"], capture_output=True, text=True, check=True)
    return [line for line in listed.stdout.splitlines() if str(folder) in line]


def test_values_of_every_type_come_back_as_they_went(cluster: Cluster) -> None:
    rows = asked(
        cluster,
        """
        create table orders using parquet as select
            cast(19.9 as decimal(18, 4)) as amount,
            cast('2026-10-31 10:00:00.123456' as timestamp) as paid_at,
            date '2026-10-31' as day,
            true as paid,
            cast(null as string) as colour
        """,
        "select * from orders",
    )
    # PyHive knows no date: it comes as text.
    paid_at = datetime.fromisoformat("2026-10-31 10:00:00.123456")
    assert rows == [(Decimal("19.9000"), paid_at, "2026-10-31", True, None)]


def test_a_timestamp_has_no_zone(cluster: Cluster) -> None:
    types = asked(cluster, "select typeof(cast('2026-10-31' as timestamp)), current_timezone()")
    assert types == [("timestamp_ntz", "UTC")]


def test_a_command_runs_beside_a_cluster_that_ends_with_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.spark.cluster", str(tmp_path)),
            *("--", sys.executable, "-c", ASK_AND_EXIT),
        ],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "spark 127.0.0.1 " in done.stdout
    assert processes_of(tmp_path) == []


def test_a_cluster_that_cannot_start_says_why_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "DAEMON_MEMORY", "nonsense")
    with (
        pytest.raises(ClusterError, match=r"The master ended while starting:\n(?s:.*)-Xmxnonsense"),
        running_cluster(tmp_path),
    ):
        pass
    assert processes_of(tmp_path) == []


def test_a_cluster_that_is_slow_to_start_is_given_up(tmp_path: Path) -> None:
    with (
        pytest.raises(ClusterError, match="The master did not get ready in time"),
        running_cluster(tmp_path, start_seconds=0.01),
    ):
        pass
    assert processes_of(tmp_path) == []
