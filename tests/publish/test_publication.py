"""Readers during a publication, kills, full disks and other people's locks."""

import ctypes
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import BUSY, BusyError, TresseError
from orchestration.publish import publication
from orchestration.publish.exports import reveal_exports
from orchestration.publish.publication import PublicationReport, publish
from orchestration.settings import PROJECT_DIR, Settings
from tests.publish.fake_shop import AS_OF, build_shop

# Reads until the stop file appears, and once more: every table, one publication.
READER = """
import pathlib, sys, duckdb
path, stop = sys.argv[1], pathlib.Path(sys.argv[2])

def read():
    with duckdb.connect(path, read_only=True) as connection:
        tables = [table for (table,) in connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'activation'").fetchall()]
        snapshots = {row for table in tables for row in connection.execute(
            f"select distinct snapshot_id from activation.{table}").fetchall()}
    assert len(tables) == 10 and len(snapshots) == 1, (tables, snapshots)
    return snapshots

seen = read()
print("reading", flush=True)
while not stop.exists():
    seen |= read()
print(len(seen | read()))
"""

# Dies by SIGKILL at the moment the publication calls the function named second.
KILLED = """
import os, signal, sys, pathlib
from orchestration.publish import publication
from orchestration.publish.exports import reveal_exports
from tests.publish.fake_shop import AS_OF, settings_of
setattr(publication, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
publication.publish(settings_of(pathlib.Path(sys.argv[1])), AS_OF)
"""

HOLDER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print("held", flush=True)
sys.stdin.read()
"""


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=PROJECT_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def served(shop: Settings) -> str:
    with duckdb.connect(str(shop.serving), read_only=True) as connection:
        [(snapshot_id,)] = connection.execute(
            "select snapshot_id from activation.publication"
        ).fetchall()
        return str(snapshot_id)


def latest_is_whole(shop: Settings) -> bool:
    folder = shop.exports / "latest"
    files = json.loads((folder / "manifest.json").read_text())["files"]
    return all(
        hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest() == file["sha256"]
        for file in files
    )


def state_of(shop: Settings) -> tuple[int, int]:
    with duckdb.connect(str(shop.warehouse), read_only=True) as warehouse:
        [(identities, days)] = warehouse.execute(
            "select (select count(*) from published.customer_identities), "
            "(select count(*) from published.segment_daily)"
        ).fetchall()
    return identities, days


def drafts(shop: Settings) -> list[str]:
    return [path.name for path in shop.data_dir.rglob("*.tmp*")]


def test_a_looping_reader_sees_only_whole_publications(shop: Settings, tmp_path: Path) -> None:
    publish(shop, AS_OF)
    stop = tmp_path / "stop"
    with python(READER, shop.serving, stop) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        for _ in range(4):
            publish(shop, AS_OF)
        stop.touch()
        output, errors = reader.communicate()
    assert reader.returncode == 0, errors
    assert int(output) > 1


def test_an_open_reader_keeps_the_data_it_opened(shop: Settings) -> None:
    old = publish(shop, AS_OF).snapshot.snapshot_id
    query = "select distinct snapshot_id from activation.customers"
    with duckdb.connect(str(shop.serving), read_only=True) as reader:
        new = publish(shop, AS_OF).snapshot.snapshot_id
        assert reader.execute(query).fetchall() == [(old,)]
    assert served(shop) == new != old


@pytest.mark.parametrize(
    ("moment", "serving_is_new", "latest_is_new"),
    [
        ("audit_in_second_process", False, False),
        ("write_state", False, False),
        ("replace_serving", False, False),
        ("point_latest_at", True, False),
        ("remove_old_exports", True, True),
    ],
)
def test_a_kill_leaves_the_old_or_the_new_and_the_next_run_mends_the_rest(
    shop: Settings, moment: str, serving_is_new: bool, latest_is_new: bool
) -> None:
    old = publish(shop, AS_OF)
    with python(KILLED, shop.data_dir, moment) as killed:
        killed.communicate()
    assert killed.returncode == -9
    assert (served(shop) != old.snapshot.snapshot_id) is serving_is_new
    latest = (shop.exports / "latest").resolve().name
    assert (latest != old.snapshot.snapshot_id) is latest_is_new
    assert latest_is_whole(shop)

    new = publish(shop, AS_OF)
    assert served(shop) == new.snapshot.snapshot_id
    assert (shop.exports / "latest").resolve() == new.export_folder.resolve()
    assert latest_is_whole(shop)
    assert drafts(shop) == []
    assert state_of(shop) == (40, 4)


def test_a_draft_that_another_program_left_is_not_ours_to_sweep(shop: Settings) -> None:
    publish(shop, AS_OF)
    others = [shop.serving.parent / "report.tmp", shop.exports / "notes.tmp"]
    for path in others:
        path.touch()
    (shop.serving.parent / "serving.duckdb.tmp.wal").touch()
    publish(shop, AS_OF)
    assert sorted(drafts(shop)) == ["notes.tmp", "report.tmp"]


def test_a_reader_of_the_warehouse_is_named_and_nothing_is_published(shop: Settings) -> None:
    with python(HOLDER, shop.warehouse) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match=f"held by process {holder.pid}") as error:
            publish(shop, AS_OF)
        holder.communicate("")
    assert error.value.exit_code == BUSY
    assert not shop.serving.exists()


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        (None, "The last build did not end"),
        (
            '{"results": [{"unique_id": "test.tresse.grain.1", "status": "fail"}]}',
            "The last build failed at grain",
        ),
    ],
)
def test_an_unaudited_build_is_not_published(
    shop: Settings, results: str | None, sentence: str
) -> None:
    path = shop.data_dir / "dbt" / "target" / "run_results.json"
    path.unlink() if results is None else path.write_text(results)
    with pytest.raises(TresseError, match=sentence):
        publish(shop, AS_OF)
    assert not shop.serving.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", str(folder).encode(), b"tmpfs", 0, b"size=48m") != 0:
        pytest.skip("this process may not mount a small file system")
    try:
        yield folder
    finally:
        libc.umount(str(folder).encode())


def fill(disk: Path, room: int = 0) -> None:
    """Take all of a disk but some room."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    ballast.write_bytes(bytes(max(shutil.disk_usage(disk).free - room, 0)))


@pytest.mark.parametrize("room", [0, 3_000_000])
def test_on_a_disk_with_too_little_room_the_old_publication_stays(
    small_disk: Path, room: int
) -> None:
    shop = build_shop(small_disk / "data", customers=5_000)
    old = publish(shop, AS_OF)
    fill(small_disk, room)
    with pytest.raises(TresseError) as error:
        publish(shop, AS_OF)
    sentence = (
        rf"The disk of {shop.data_dir} is full: nothing was published and the last publication "
        r"stays; a publication needs up to [\d.]+ MB there and [\d.]+ MB are free\."
    )
    assert re.fullmatch(sentence, str(error.value))
    assert_untouched(shop, old)


@pytest.mark.parametrize("moment", ["write_serving", "write_exports", "write_state"])
def test_a_disk_that_fills_up_at_any_step_leaves_the_old_publication(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    shop = build_shop(small_disk / "data", customers=5_000)
    old = publish(shop, AS_OF)
    step = getattr(publication, moment)

    def full_then_step(*arguments: object) -> object:
        fill(small_disk)
        return step(*arguments)

    monkeypatch.setattr(publication, moment, full_then_step)
    with pytest.raises(TresseError, match="is full: nothing was published"):
        publish(shop, AS_OF)
    assert_untouched(shop, old)
    assert state_of(shop) == (5_000, 4)

    (small_disk / "ballast").unlink()
    monkeypatch.undo()
    assert publish(shop, AS_OF).snapshot.snapshot_id == served(shop)
    assert state_of(shop) == (5_000, 4)


def test_the_last_renames_need_no_room(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = build_shop(small_disk / "data", customers=5_000)
    old = publish(shop, AS_OF)

    def full_then_reveal(draft: Path) -> Path:
        fill(small_disk)
        return reveal_exports(draft)

    monkeypatch.setattr(publication, "reveal_exports", full_then_reveal)
    new = publish(shop, AS_OF)
    assert served(shop) == new.snapshot.snapshot_id != old.snapshot.snapshot_id


def assert_untouched(shop: Settings, old: PublicationReport) -> None:
    assert served(shop) == old.snapshot.snapshot_id
    assert (shop.exports / "latest").resolve() == old.export_folder.resolve()
    assert latest_is_whole(shop)
    assert drafts(shop) == []
