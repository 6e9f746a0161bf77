import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.errors import BUSY, BusyError
from orchestration.lock import run_lock
from orchestration.settings import PROJECT_DIR
from tests.publish.fake_shop import settings_of

SECOND_RUN = """
import pathlib, sys
from orchestration.errors import TresseError
from orchestration.lock import run_lock
from tests.publish.fake_shop import settings_of
try:
    with run_lock(settings_of(pathlib.Path(sys.argv[1])), "tresse publish"):
        print("held", flush=True)
        sys.stdin.read()
except TresseError as error:
    print(error)
    sys.exit(error.exit_code)
"""


def second_run(data_dir: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND_RUN, str(data_dir)],
        cwd=PROJECT_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_run_ends_with_code_75_and_names_the_first(tmp_path: Path) -> None:
    with run_lock(settings_of(tmp_path), "tresse run"), second_run(tmp_path) as second:
        output, _ = second.communicate("")
    assert second.returncode == BUSY == 75
    assert output.startswith(f"Another run holds {tmp_path / 'tresse.lock'} (`tresse run`, process")
    assert output.count("\n") == 1


def test_the_lock_is_free_once_its_block_ends(tmp_path: Path) -> None:
    for _ in range(2):
        with run_lock(settings_of(tmp_path), "tresse run"):
            pass
    assert (tmp_path / "tresse.lock").read_text() == ""


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    with second_run(tmp_path) as dead:
        assert dead.stdout is not None
        assert dead.stdout.readline() == "held\n"
        with (
            pytest.raises(BusyError, match=f"`tresse publish`, process {dead.pid}, since"),
            run_lock(settings_of(tmp_path), "tresse run"),
        ):
            pass
        dead.kill()
        dead.wait()
    with run_lock(settings_of(tmp_path), "tresse run"):
        assert '"command": "tresse run"' in (tmp_path / "tresse.lock").read_text()


def test_a_failing_run_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="bad"), run_lock(settings_of(tmp_path), "tresse run"):
        raise ValueError("bad")
    with run_lock(settings_of(tmp_path), "tresse run"):
        pass
