"""The book-keeping tables reach Spark as private Parquet, typed as its sources are declared."""

from pathlib import Path
from stat import S_IMODE

import duckdb
import pytest

from orchestration.engine.hand_over import FILE, hand_over, write_tables
from orchestration.manifest import Manifest
from orchestration.settings import Settings
from tests.engine.fake_build import source, write_manifest

LEDGER = source("raw", "landed_files", {"source_id": "string", "landed_at": "timestamp"})
ORDERS = source("raw", "shop_orders", {"order_id": "string"})
CHANGES = source("published", "segment_changes", {"as_of": "date", "revenue": "decimal(18,4)"})


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return write_manifest(tmp_path / "manifest.json", LEDGER, ORDERS, CHANGES)


def run(shop: Settings, *statements: str) -> None:
    with duckdb.connect(shop.warehouse) as connection:
        for statement in ["set TimeZone = 'UTC'", "create schema if not exists raw", *statements]:
            connection.execute(statement)


def handed(shop: Settings, table: str) -> duckdb.DuckDBPyRelation:
    return duckdb.read_parquet(str(shop.lake / table / "*.parquet"))


def test_tables_are_handed_over_and_views_are_not(shop: Settings, manifest: Manifest) -> None:
    run(
        shop,
        "create table raw.landed_files as select 'shop' as source_id, timestamp '2026-10-31 01:00' "
        "as landed_at",
        "create view raw.shop_orders as select 'o1' as order_id",
    )
    assert write_tables(shop, manifest) == ("raw.landed_files", "published.segment_changes")
    assert [row[0] for row in handed(shop, "raw/landed_files").fetchall()] == ["shop"]
    assert not (shop.lake / "raw" / "shop_orders").exists()


def test_a_moment_is_written_without_a_zone(shop: Settings, manifest: Manifest) -> None:
    run(
        shop,
        "create table raw.landed_files as select 'shop' as source_id, "
        "timestamptz '2026-10-31 01:00:00+02' as landed_at",
    )
    write_tables(shop, manifest)
    found = handed(shop, "raw/landed_files")
    assert [str(kind) for kind in found.types] == ["VARCHAR", "TIMESTAMP"]
    assert str(found.fetchall()[0][1]) == "2026-10-30 23:00:00"


def test_an_empty_table_has_its_columns_all_the_same(shop: Settings, manifest: Manifest) -> None:
    assert write_tables(shop, manifest) == ("published.segment_changes",)
    found = handed(shop, "published/segment_changes")
    assert [str(kind) for kind in found.types] == ["DATE", "DECIMAL(18,4)"]
    assert found.fetchall() == []


def test_what_is_handed_over_again_replaces_what_was(shop: Settings, manifest: Manifest) -> None:
    write_tables(shop, manifest)
    run(shop, "insert into published.segment_changes values (date '2026-10-30', 1.5)")
    write_tables(shop, manifest)
    assert len(handed(shop, "published/segment_changes").fetchall()) == 1
    assert [path.name for path in (shop.lake / "published/segment_changes").iterdir()] == [FILE]


def test_a_table_that_became_a_view_is_not_read_twice(shop: Settings, manifest: Manifest) -> None:
    run(shop, "create table raw.shop_orders as select 'o1' as order_id")
    write_tables(shop, manifest)
    run(shop, "drop table raw.shop_orders", "create view raw.shop_orders as select 'o1' order_id")
    write_tables(shop, manifest)
    assert list((shop.lake / "raw" / "shop_orders").iterdir()) == []


def test_the_lake_is_its_owners_alone_until_they_open_it(
    shop: Settings, manifest: Manifest
) -> None:
    write_tables(shop, manifest)
    paths = [shop.lake, *shop.lake.rglob("*")]
    assert {S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {0o700}
    assert {S_IMODE(path.stat().st_mode) for path in paths if path.is_file()} == {0o600}

    shop.lake.chmod(0o770)
    run(shop, "create table raw.landed_files (source_id varchar, landed_at timestamp)")
    write_tables(shop, manifest)
    assert S_IMODE((shop.lake / "raw" / "landed_files").stat().st_mode) == 0o770
    assert S_IMODE((shop.lake / "raw" / "landed_files" / FILE).stat().st_mode) == 0o660


def test_where_duckdb_builds_nothing_is_handed_over(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRESSE_TARGET", "duckdb")
    assert hand_over(shop) == ()
    assert not shop.lake.exists()
