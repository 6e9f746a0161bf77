"""`tresse identity train` adds a version of the weights, and changes none that is there."""

import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import TresseError
from orchestration.identity.train import train
from orchestration.settings import PROJECT_DIR, Settings

VARIABLES = {"identity_weights_version": "1"}
LEVELS = "'same', 'same', 'missing', '{email}', 'missing', 'missing'"
NAMES = (
    "first_name_level, last_name_level, birth_date_level, email_level, phone_level, address_level"
)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return Path(shutil.copy(PROJECT_DIR / "seeds" / "identity_weights.csv", tmp_path))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Pairs of one e-mail are one person, pairs of two are two."""
    with duckdb.connect(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("create schema identity")
        rows = ", ".join(
            f"('a{n}', 'b{n}', 'weights', {LEVELS.format(email='same' if n < 40 else 'different')})"
            for n in range(80)
        )
        connection.execute(
            f"create table identity.identity_links as select * from (values {rows}) "
            f"as t (left_record_id, right_record_id, rule, {NAMES})"
        )
    return Settings(tmp_path, VARIABLES, {})


def labels(tmp_path: Path, numbers: range, header: str = "is_one_person") -> Path:
    file = tmp_path / "labels.csv"
    # Whoever judges may turn the two round.
    lines = [f"b{n},a{n},{'true' if n < 40 else 'false'}" for n in numbers]
    file.write_text("\n".join([f"left_record_id,right_record_id,{header}", *lines]) + "\n")
    return file


def weight(seed: Path, version: str, level: str) -> float:
    lines = seed.read_text().splitlines()
    return next(float(x.split(",")[3]) for x in lines if x.startswith(f"{version},email,{level},"))


def test_a_new_version_is_added_and_the_old_one_stays(
    settings: Settings, seed: Path, tmp_path: Path
) -> None:
    before = seed.read_text()
    done = train(settings, "shop", labels(tmp_path, range(80)), seed)
    assert (done.same, done.different) == (40, 40)
    assert seed.read_text().startswith(before)
    assert seed.read_text().count("\nshop,") == before.count("\n1,")
    assert weight(seed, "shop", "different") < weight(seed, "1", "different")


def test_labels_of_one_kind_only_are_refused(
    settings: Settings, seed: Path, tmp_path: Path
) -> None:
    with pytest.raises(TresseError, match="5 compared pairs that are one person and 0"):
        train(settings, "shop", labels(tmp_path, range(5)), seed)


def test_a_version_that_is_there_is_refused(settings: Settings, seed: Path, tmp_path: Path) -> None:
    with pytest.raises(TresseError, match="has a version 1 already"):
        train(settings, "1", labels(tmp_path, range(80)), seed)


def test_a_file_without_verdicts_is_refused(settings: Settings, seed: Path, tmp_path: Path) -> None:
    with pytest.raises(TresseError, match="lacks a column"):
        train(settings, "shop", labels(tmp_path, range(80), header="verdict"), seed)


def test_without_labels_and_without_a_truth_it_says_what_to_give(
    settings: Settings, seed: Path
) -> None:
    with pytest.raises(TresseError, match="give --labels FILE"):
        train(settings, "shop", None, seed)
