"""The demo, run once for all tests as a user runs it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR

AS_OF = "2026-10-31"
NEXT_DAY = "2026-11-01"
PEOPLE = "400"


@dataclass(frozen=True)
class Tresse:
    """The command on a data folder of its own."""

    data_dir: Path

    def __call__(
        self, *arguments: str, as_of: str = AS_OF, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "orchestration.cli", *arguments],
            cwd=PROJECT_DIR,
            env={
                **os.environ,
                "TRESSE_DATA": str(self.data_dir),
                "TRESSE_AS_OF": as_of,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def warehouse(self) -> Path:
        return self.data_dir / "warehouse.duckdb"

    @property
    def serving(self) -> Path:
        return self.data_dir / "serving" / "serving.duckdb"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Tresse:
    """The demo of 400 people, published. Tests that change it copy it first."""
    tresse = Tresse(tmp_path_factory.mktemp("demo"))
    done = tresse("demo", "--people", PEOPLE)
    assert done.returncode == 0, done.stdout + done.stderr
    (tresse.data_dir / "printed.txt").write_text(done.stdout)
    return tresse
