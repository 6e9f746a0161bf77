"""A cluster and the demo's shop, for the tests that build on Spark."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orchestration.demo.generate import generate
from orchestration.manifest import Manifest, load_manifest
from tests.orchestration.conftest import AS_OF, Tresse
from tests.spark.cluster import Cluster, running_cluster
from tests.spark.compare import Comparison, markdown

PEOPLE = int(os.environ.get("TRESSE_SPARK_PEOPLE", "300"))
DUCKDB = {"TRESSE_TARGET": "duckdb"}


@dataclass(frozen=True)
class Shop:
    """A data folder and the engine that builds it."""

    data_dir: Path
    environment: Mapping[str, str]

    @property
    def tresse(self) -> Tresse:
        """The command on this folder."""
        return Tresse(self.data_dir)

    @property
    def manifest(self) -> Manifest:
        """What dbt says of the last build."""
        return load_manifest(self.data_dir / "dbt" / "target" / "manifest.json")

    def run(self, as_of: str) -> None:
        """Land, build and publish one day."""
        done = self.tresse("run", as_of=as_of, **self.environment)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that all tests share; a test that kills a worker starts its own."""
    with running_cluster(tmp_path_factory.mktemp("spark")) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small demo."""
    folder = tmp_path_factory.mktemp("demo")
    generate(PEOPLE, 1, date.fromisoformat(AS_OF), folder / "inbox", folder / "truth")
    return folder / "inbox"


def open_shop(data_dir: Path, inbox: Path, environment: Mapping[str, str]) -> Shop:
    """A shop with a copy of the files; their times are part of what is landed."""
    shutil.copytree(inbox, data_dir / "inbox", copy_function=shutil.copy2)
    return Shop(data_dir, environment)


def assert_agree(comparisons: Sequence[Comparison]) -> None:
    """Fail with the whole table when any two differ."""
    assert all(found.agrees for found in comparisons), "\n" + markdown(comparisons)


def asked(cluster: Cluster, *statements: str) -> Sequence[tuple[Any, ...]]:
    """The rows of the last statement; those before it return none, and must not be fetched."""
    from pyhive import hive

    *before, last = statements
    with (
        closing(hive.connect(host=cluster.host, port=cluster.port)) as connection,
        closing(connection.cursor()) as cursor,
    ):
        for statement in before:
            cursor.execute(statement)
        cursor.execute(last)
        return list(cursor.fetchall())
