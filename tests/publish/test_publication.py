"""Readers during a publication, kills, full disks and other people's locks."""

import ctypes
import hashlib
import json
import os
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
from orchestration.publish.folders import reveal
from orchestration.publish.publication import PublicationReport, publish
from orchestration.publish.serving import needed_bytes, published_models
from orchestration.settings import PROJECT_DIR, Settings
from tests.publish.fake_shop import AS_OF, build_shop, load_fake_manifest

# Reads until the stop file appears, and once more: every table, one publication.
READER = """
import json, pathlib, sys, duckdb
path, tables, stop = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])

def read_copies():
    folder = (tables / "latest").resolve()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert len(manifest["tables"]) == 10
    snapshots = {row for entry in manifest["tables"] for row in duckdb.execute(
        f"select distinct snapshot_id from '{folder / entry['file']}'").fetchall()}
    assert snapshots == {(manifest["snapshot_id"],)}, (snapshots, folder)
    return snapshots

def read_served():
    with duckdb.connect(path, read_only=True) as connection:
        tables = [table for (table,) in connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'activation'").fetchall()]
        snapshots = {row for table in tables for row in connection.execute(
            f"select distinct snapshot_id from activation.{table}").fetchall()}
    assert len(tables) == 10 and len(snapshots) == 1, (tables, snapshots)
    return snapshots

served, copied = read_served(), read_copies()
print("reading", flush=True)
while not stop.exists():
    served |= read_served()
    copied |= read_copies()
served |= read_served()
copied |= read_copies()
print(len(served), len(copied))
"""

# Dies by SIGKILL when the module named second calls its function named third for the nth time.
KILLED = """
import importlib, os, signal, sys, pathlib
from orchestration.publish import publication
from tests.publish.fake_shop import AS_OF, settings_of
module = importlib.import_module(f"orchestration.publish.{sys.argv[2]}")
calls_left, step = int(sys.argv[4]), getattr(module, sys.argv[3])

def step_or_die(*arguments):
    global calls_left
    calls_left -= 1
    return step(*arguments) if calls_left else os.kill(os.getpid(), signal.SIGKILL)

setattr(module, sys.argv[3], step_or_die)
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


def latest(root: Path) -> str:
    return (root / "latest").readlink().name


def latest_is_whole(shop: Settings) -> bool:
    return is_whole(shop.exports, "files", "path") and is_whole(shop.tables, "tables", "file")


def is_whole(root: Path, entries: str, path: str) -> bool:
    """The folder that `latest` names holds all that its manifest lists."""
    manifest = json.loads((root / "latest" / "manifest.json").read_text())
    return manifest["snapshot_id"] == latest(root) and all(
        hashlib.sha256((root / "latest" / file[path]).read_bytes()).hexdigest() == file["sha256"]
        for file in manifest[entries]
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
    with python(READER, shop.serving, shop.tables, stop) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        for _ in range(4):
            publish(shop, AS_OF)
        stop.touch()
        output, errors = reader.communicate()
    assert reader.returncode == 0, errors
    assert all(int(seen) > 1 for seen in output.split())


def test_an_open_reader_keeps_the_data_it_opened(shop: Settings) -> None:
    old = publish(shop, AS_OF).snapshot.snapshot_id
    query = "select distinct snapshot_id from activation.customers"
    with duckdb.connect(str(shop.serving), read_only=True) as reader:
        new = publish(shop, AS_OF).snapshot.snapshot_id
        assert reader.execute(query).fetchall() == [(old,)]
    assert served(shop) == new != old


@pytest.mark.parametrize(
    ("module", "function", "call", "shown"),
    [
        ("publication", "write_tables", 1, set()),
        ("tables", "sha256", 3, set()),
        ("tables", "finish_draft", 1, set()),
        ("publication", "audit_in_second_process", 1, set()),
        ("exports", "sha256", 3, set()),
        ("publication", "write_state", 1, set()),
        ("publication", "reveal", 1, set()),
        ("publication", "reveal", 2, set()),
        ("publication", "replace_serving", 1, set()),
        ("publication", "point_latest_at", 1, {"serving"}),
        ("publication", "point_latest_at", 2, {"serving", "tables"}),
        ("publication", "remove_old", 1, {"serving", "tables", "exports"}),
    ],
)
def test_a_kill_leaves_the_old_or_the_new_and_the_next_run_mends_the_rest(
    shop: Settings, module: str, function: str, call: int, shown: set[str]
) -> None:
    old = publish(shop, AS_OF)
    with python(KILLED, shop.data_dir, module, function, call) as killed:
        killed.communicate()
    assert killed.returncode == -9
    found = {
        "serving": served(shop),
        "tables": latest(shop.tables),
        "exports": latest(shop.exports),
    }
    assert {name for name, seen in found.items() if seen != old.snapshot.snapshot_id} == shown
    assert latest_is_whole(shop)

    new = publish(shop, AS_OF)
    assert_shown(shop, new)
    assert state_of(shop) == (40, 4)


def test_a_draft_that_another_program_left_is_not_ours_to_sweep(shop: Settings) -> None:
    publish(shop, AS_OF)
    others = [root / "notes.tmp" for root in (shop.serving.parent, shop.tables, shop.exports)]
    for path in others:
        path.touch()
    (shop.serving.parent / "serving.duckdb.tmp.wal").touch()
    publish(shop, AS_OF)
    assert drafts(shop) == ["notes.tmp"] * 3


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
    if libc.mount(b"tmpfs", str(folder).encode(), b"tmpfs", 0, b"size=48m,nr_inodes=2k") != 0:
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


def use_up_names(disk: Path) -> None:
    """Leave no room for one more file, folder or link."""
    for number in range(os.statvfs(disk).f_ffree):
        (disk / f"ballast_{number}").touch()
    with pytest.raises(OSError, match="No space left"):
        (disk / "one_more").touch()


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
    assert_shown(shop, old)


@pytest.mark.parametrize(
    "moment", ["write_serving", "write_tables", "write_exports", "write_state"]
)
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
    assert_shown(shop, old)
    assert state_of(shop) == (5_000, 4)

    (small_disk / "ballast").unlink()
    monkeypatch.undo()
    assert publish(shop, AS_OF).snapshot.snapshot_id == served(shop)
    assert state_of(shop) == (5_000, 4)


def test_the_last_renames_need_no_room(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = build_shop(small_disk / "data", customers=5_000)
    old = publish(shop, AS_OF)

    def full_then_reveal(draft: Path) -> Path:
        if draft.parent == shop.tables:
            fill(small_disk)
            use_up_names(small_disk)
        return reveal(draft)

    monkeypatch.setattr(publication, "reveal", full_then_reveal)
    # Held by a reader, the file that is replaced gives no room back.
    with shop.serving.open("rb"):
        new = publish(shop, AS_OF)
    assert_shown(shop, new)
    assert new.snapshot.snapshot_id != old.snapshot.snapshot_id


def test_a_publication_takes_no_more_room_than_is_told(tmp_path: Path) -> None:
    shop = build_shop(tmp_path / "data", customers=20_000)
    models = published_models(load_fake_manifest())
    [features] = [model for model in models if model.name == "customer_features"]
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        # Numbers that no compression makes smaller.
        for column in features.columns:
            if column.data_type in ("bigint", "decimal(18,4)"):
                warehouse.execute(f"update {features.relation} set {column.name} = random() * 1e13")
        told = needed_bytes(warehouse, models)
    publish(shop, AS_OF)
    folders = (shop.serving.parent, shop.exports)
    taken = sum(path.stat().st_size for folder in folders for path in folder.rglob("*.*"))
    assert taken < told


def assert_shown(shop: Settings, report: PublicationReport) -> None:
    """All that readers see is that publication, whole, and no draft is beside it."""
    assert served(shop) == report.snapshot.snapshot_id
    assert (shop.tables / "latest").resolve() == report.tables_folder.resolve()
    assert (shop.exports / "latest").resolve() == report.export_folder.resolve()
    assert latest_is_whole(shop)
    assert drafts(shop) == []
