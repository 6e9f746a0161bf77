"""Killed or out of disk at any moment, a landing leaves the last one; the next one is whole."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from orchestration.errors import TresseError
from orchestration.landing import landing
from orchestration.landing.tables import create_raw_views
from orchestration.settings import PROJECT_DIR
from tests.landing.shop import Shop

# Dies by SIGKILL when a function is called for the n-th time.
KILLED = """
import importlib, os, pathlib, signal, sys
from tests.landing.shop import make_shop
folder, module, name, number = sys.argv[1:]
module = importlib.import_module(module)
function, calls = getattr(module, name), []

def die_at_last(*arguments, **options):
    calls.append(arguments)
    if len(calls) == int(number):
        os.kill(os.getpid(), signal.SIGKILL)
    return function(*arguments, **options)

shop = make_shop(pathlib.Path(folder))
setattr(module, name, die_at_last)
shop.land()
"""

MOMENTS = {
    "while it reads": ("orchestration.landing.landing", "load_file", 2),
    "before the first rename": ("orchestration.landing.landing", "reveal", 1),
    "between two renames": ("orchestration.landing.lake", "sync_to_disk", 3),
    "before the commit": ("orchestration.landing.landing", "create_raw_views", 1),
    "after the commit": ("orchestration.landing.landing", "LandingReport", 1),
}


def in_lake(shop: Shop) -> set[str]:
    return {path.stem for path in (shop.settings.lake / "raw").rglob("*.parquet")}


def in_ledger(shop: Shop) -> set[str]:
    return set(shop.column("select sha256 || '_' || source_id from raw.landed_files"))


def products(shop: Shop) -> list[str]:
    return shop.column("select product_id from raw.shop_products order by 1")


def deliver_two(shop: Shop) -> None:
    for number in (2, 3):
        shop.put(f"shop_products_{number}.csv", f"product_id,title\np{number},Tasse\n")


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_the_last_landing_stays_and_the_next_is_whole(
    shop: Shop, moment: str
) -> None:
    shop.land_one("shop_products.csv", "product_id,title\np1,Tasse\n")
    before = in_lake(shop)
    deliver_two(shop)
    arguments = [str(shop.settings.data_dir), *map(str, MOMENTS[moment])]
    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], cwd=PROJECT_DIR)
    assert killed.returncode == -9

    landed = moment == "after the commit"
    revealed = {"between two renames": 1, "before the commit": 2, "after the commit": 2}
    assert len(in_lake(shop) - before) == revealed.get(moment, 0)
    assert products(shop) == (["p1", "p2", "p3"] if landed else ["p1"])

    shop.remove("shop_products_3.csv")
    shop.land()
    assert products(shop) == (["p1", "p2", "p3"] if landed else ["p1", "p2"])
    assert in_lake(shop) == in_ledger(shop)
    assert [path.name for path in shop.settings.lake.iterdir()] == ["raw"]


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file grows beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def large_file(encoding: str) -> bytes:
    """Products that do not compress, with an accent."""
    random = Random(1)
    lines = [f"p{number},é{random.randbytes(40).hex()}" for number in range(30_000)]
    return "\n".join(["product_id,title", *lines]).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_disk_that_is_full_while_rows_are_written_is_told_and_changes_nothing(
    shop: Shop, encoding: str
) -> None:
    shop.land()
    before = in_lake(shop)
    inbox = shop.put("shop_products.csv", large_file(encoding))
    with full_disk(1_000_000), pytest.raises(TresseError) as error:
        shop.land()
    assert str(error.value) == (
        f"The disk of {shop.settings.data_dir} is full: nothing was landed and what landed before "
        "stays; free some space and run again."
    )
    assert in_lake(shop) == before == in_ledger(shop)
    assert inbox.read_bytes() == large_file(encoding)
    shop.land()
    assert len(products(shop)) == 30_000


def test_a_disk_that_is_full_at_the_commit_changes_nothing(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.land_one("shop_products.csv", "product_id,title\np1,Tasse\n")
    deliver_two(shop)

    def views_then_full(*arguments: object) -> None:
        create_raw_views(*arguments)  # type: ignore[arg-type]
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    monkeypatch.setattr(landing, "create_raw_views", views_then_full)
    with full_disk(soft), pytest.raises(TresseError, match="is full: nothing was landed"):
        shop.land()
    monkeypatch.undo()
    assert products(shop) == ["p1"]
    shop.land()
    assert products(shop) == ["p1", "p2", "p3"]
    assert in_lake(shop) == in_ledger(shop)
