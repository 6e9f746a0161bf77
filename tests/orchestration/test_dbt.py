"""dbt by itself, on landed data: its unit tests, a plain build and its documentation."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR
from tests.orchestration.conftest import AS_OF, Tresse


@pytest.fixture(scope="module")
def landed(demo: Tresse, tmp_path_factory: pytest.TempPathFactory) -> Tresse:
    """A shop that plain dbt may build."""
    copy = Tresse(tmp_path_factory.mktemp("plain_dbt") / "data")
    shutil.copytree(demo.data_dir, copy.data_dir, symlinks=True)
    return copy


def dbt(shop: Tresse, *arguments: str) -> str:
    """Run dbt as the README says and return what it printed."""
    target = ["--target-path", str(shop.data_dir / "target"), "--log-path", str(shop.data_dir)]
    done = subprocess.run(
        [str(Path(sys.executable).parent / "dbt"), *arguments, "--profiles-dir", ".", *target],
        cwd=PROJECT_DIR,
        env={**os.environ, "TRESSE_DATA": str(shop.data_dir), "TRESSE_AS_OF": AS_OF},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_a_plain_build_runs_every_model_unit_test_and_invariant(landed: Tresse) -> None:
    printed = dbt(landed, "build")
    assert " unit tests" in printed
    assert "WARN=0 ERROR=0 SKIP=0" in printed


def test_the_documentation_is_generated_without_a_warning(landed: Tresse) -> None:
    printed = dbt(landed, "docs", "generate")
    assert "warn" not in printed.lower()
    assert (landed.data_dir / "target" / "catalog.json").exists()
