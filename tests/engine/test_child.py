"""The child process that builds: it is told what it needs, stops with us, and is never doubled."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orchestration import dbt
from orchestration.cli import INTERRUPTED
from orchestration.errors import BUSY, BusyError
from orchestration.settings import PROJECT_DIR, Settings
from tests.engine.fake_build import AS_OF

# A dbt that starts a process of its own, as pyspark does, says so and then takes its time.
# Like Java's, that process goes when the pipe from its parent closes.
SLOW = """
import subprocess, sys, time
grandchild = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"],
                              stdin=subprocess.PIPE)
print(f"10:00:00  1 of 2 START {grandchild.pid} ... [RUN]", flush=True)
time.sleep(600)
"""

# In the foreground, whatever the tests run in: a background job is deaf to Ctrl-C.
RUNNER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from orchestration import cli, dbt
from orchestration.landing import landing
from tests.engine.fake_build import AS_OF
SLOW = sys.argv[1]
dbt._command = lambda *_: [sys.executable, "-c", SLOW]
landing.land = lambda settings: dbt.run_dbt(
    settings, ["build"], AS_OF, lambda line: print(line, flush=True)
)
sys.argv = [sys.argv[0], "land"]
cli.main()
"""


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs /proc to see a process end"
)


def start(shop: Settings) -> tuple[subprocess.Popen[str], int]:
    """A run whose build is under way, and the process id of what its dbt started."""
    runner = subprocess.Popen(
        [sys.executable, "-c", RUNNER, SLOW],
        cwd=PROJECT_DIR,
        env={**os.environ, "TRESSE_DATA": str(shop.data_dir)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert runner.stdout is not None
    return runner, int(runner.stdout.readline().split()[4])


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


def holder_of(shop: Settings) -> int:
    return int(json.loads((shop.data_dir / "dbt" / "child.lock").read_text())["pid"])


@needs_proc
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_takes_its_children_with_it(
    shop: Settings, told: signal.Signals
) -> None:
    runner, grandchild = start(shop)
    child = holder_of(shop)
    runner.send_signal(told)
    _, errors = runner.communicate(timeout=30)
    assert runner.returncode == INTERRUPTED
    assert "stopped by you" in errors
    assert not is_alive(child)
    assert not is_alive(grandchild)


@needs_proc
def test_a_build_that_outlives_a_killed_run_is_never_doubled(shop: Settings) -> None:
    runner, grandchild = start(shop)
    child = holder_of(shop)
    runner.kill()
    runner.communicate()
    try:
        with pytest.raises(BusyError, match=f"`dbt build`, process {child}") as error:
            dbt.run_dbt(shop, ["build"], AS_OF)
        assert error.value.exit_code == BUSY
    finally:
        os.kill(child, signal.SIGKILL)
    assert ends(child)
    assert ends(grandchild)


def test_the_child_is_told_the_target_and_an_absolute_data_folder(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = dbt.environment(shop, AS_OF)
    assert told["TRESSE_TARGET"] == "spark_session"
    assert Path(told["TRESSE_DATA"]).is_absolute()
    assert told["SPARK_LOCAL_IP"] == "127.0.0.1"
    monkeypatch.setenv("SPARK_LOCAL_IP", "10.0.0.1")
    assert dbt.environment(shop, AS_OF)["SPARK_LOCAL_IP"] == "10.0.0.1"


def test_each_engine_leaves_its_results_apart_from_those_that_are_published(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    spark = dbt.target_dir(shop)
    monkeypatch.setenv("TRESSE_TARGET", "duckdb")
    assert dbt.target_dir(shop) != spark
    dbt.target_dir(shop).mkdir(parents=True)
    (dbt.target_dir(shop) / "manifest.json").write_text("{}")
    assert dbt.built_dir(shop) == dbt.target_dir(shop)
    monkeypatch.setenv("TRESSE_TARGET", "spark")
    assert dbt.built_dir(shop) != dbt.target_dir(shop)
