"""Landed rows are Parquet files that any engine reads, and the raw tables are views over them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.contract.contract import load_contract
from orchestration.contract.generate import stored_columns
from orchestration.errors import TresseError
from orchestration.settings import Settings
from tests.landing.shop import CORE_FILES, Shop, make_shop

CONTRACT = load_contract()
PRODUCTS = "product_id,title\np1,Tasse\np2,\n"

# A reader that has nothing but the folder, as Spark.
READER = """
import duckdb, sys
print(duckdb.execute("select product_id, title, source_line from read_parquet(?)", sys.argv[1:])
    .fetchall())
"""


def files(shop: Shop, table: str = "*") -> list[Path]:
    """What is in the folder of a table, or of all."""
    return sorted((shop.settings.lake / "raw").glob(f"{table}/*"))


def titles(shop: Shop) -> list[tuple[object, ...]]:
    return shop.query("select product_id, title from raw.shop_products order by all")


def rewrite(path: Path, query: str) -> None:
    """Replace a Parquet file by what a query makes of it."""
    duckdb.execute(f"copy ({query.format(path)}) to '{path}.new' (format parquet)")
    path.with_name(path.name + ".new").replace(path)


def test_a_landed_file_is_one_parquet_file_that_another_process_reads(shop: Shop) -> None:
    shop.land_one("shop_products.csv", PRODUCTS)
    (path,) = files(shop, "shop_products")
    read = subprocess.run(
        [sys.executable, "-c", READER, str(path.parent / "*")], capture_output=True, text=True
    )
    assert read.stdout == "[('p1', 'Tasse', 2), ('p2', None, 3)]\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("shop_products.csv", PRODUCTS),
        ("shop_products_with_a_broken_record.csv", PRODUCTS + "p3\np4,Pot\n"),
        ("shop_products.jsonl", '{"product_id": 1}\n'),
    ],
)
def test_the_file_holds_exactly_the_stored_columns_and_types(
    shop: Shop, name: str, content: str
) -> None:
    shop.land_one(name, content)
    (path,) = files(shop, "shop_products")
    physical = {"string": "UTF8", "timestamp": "TIMESTAMP_MICROS", "bigint": "INT_64"}
    described = duckdb.execute(
        "select name, converted_type, logical_type from parquet_schema(?) offset 1", [str(path)]
    ).fetchall()
    stored = stored_columns(CONTRACT, CONTRACT.table("shop_products"))
    assert [(column, converted) for column, converted, _ in described] == [
        (column, physical[stored_type]) for column, stored_type in stored.items()
    ]
    loaded_at = next(logical for column, _, logical in described if column == "loaded_at")
    assert "isAdjustedToUTC=0" in loaded_at
    codecs = "select distinct compression from parquet_metadata(?)"
    assert duckdb.execute(codecs, [str(path)]).fetchall() == [("ZSTD",)]


def test_rows_are_numbered_as_in_the_file_however_many_there_are(shop: Shop) -> None:
    count = 300_000
    lines = "\n".join(f"{number},t" for number in range(2, count + 2))
    shop.land_one("shop_products.csv", f"product_id,title\n{lines}\n")
    agreed = "select count(*) from raw.shop_products where product_id = cast(source_line as string)"
    assert shop.column(agreed) == [count]


def test_a_table_without_a_file_has_its_columns_and_types(shop: Shop) -> None:
    shop.land()
    folder = shop.settings.lake / "raw" / "web_events"
    assert folder.is_dir()
    assert list(folder.iterdir()) == []
    described = shop.query("describe raw.web_events")
    known_as = {"string": "VARCHAR", "timestamp": "TIMESTAMP", "bigint": "BIGINT"}
    assert [(row[0], row[1]) for row in described] == [
        (column, known_as[stored_type])
        for column, stored_type in stored_columns(CONTRACT, CONTRACT.table("web_events")).items()
    ]


def test_a_file_without_rows_makes_no_parquet_file(shop: Shop) -> None:
    for name in ("shop_products.csv", "shop_products_2.jsonl", "shop_products_3.csv"):
        shop.put(name, "product_id,title\n" if name.endswith("3.csv") else "")
    shop.land()
    assert files(shop, "shop_products") == []
    assert titles(shop) == []


def test_a_column_that_the_contract_gained_since_reads_null(shop: Shop) -> None:
    shop.land_one("shop_products.csv", PRODUCTS)
    (path,) = files(shop, "shop_products")
    rewrite(path, "select * exclude (title) from '{}'")
    shop.land()
    assert titles(shop) == [("p1", None), ("p2", None)]
    shop.land_one("shop_products_2.csv", "product_id,title\np3,Pot\n")
    assert titles(shop) == [("p1", None), ("p2", None), ("p3", "Pot")]


def test_a_column_that_the_contract_lost_since_is_not_seen(shop: Shop) -> None:
    shop.land_one("shop_products.csv", PRODUCTS)
    (path,) = files(shop, "shop_products")
    rewrite(path, "select 'x' as colour, * from '{}'")
    shop.land()
    described = shop.query("describe raw.shop_products")
    stored = stored_columns(CONTRACT, CONTRACT.table("shop_products"))
    assert [row[0] for row in described] == list(stored)


def test_the_same_content_is_one_file_for_each_source_and_table(tmp_path: Path) -> None:
    shop = make_shop(tmp_path)
    (declared,) = shop.settings.variables["sources"]
    both = [declared, {**declared, "id": "_till", "tables": ["shop_products"]}]
    variables = {**shop.settings.variables, "sources": both}
    shop = Shop(Settings(tmp_path, variables, {}))
    for name in (
        "shop/shop_products.csv",
        "shop/shop_products_copy.csv",
        "_till/shop_products.csv",
    ):
        path = shop.settings.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PRODUCTS)
    shop.land()
    shop.land()
    assert (
        shop.column("select source_id from raw.shop_products order by 1")
        == ["_till"] * 2 + ["shop"] * 2
    )
    # Spark does not see names that begin with _ or a dot.
    names = [path.name for path in files(shop, "shop_products")]
    assert [re.sub(r"^[0-9a-f]{64}_", "", name) for name in names] == [
        "_till.parquet",
        "shop.parquet",
    ]


def test_the_lake_is_for_its_owner_only(shop: Shop) -> None:
    shop.land()
    folders = [shop.settings.lake, *(p for p in shop.settings.lake.rglob("*") if p.is_dir())]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_a_stray_file_in_the_folder_of_a_table_is_swept(shop: Shop) -> None:
    shop.land()
    (landed,) = files(shop, "shop_orders")
    shutil.copy(landed, landed.with_name("stray.parquet"))
    (landed.parent / "_temporary" / "0").mkdir(parents=True)
    handed_over = shop.settings.lake / "raw" / "landed_files" / "part.parquet"
    handed_over.parent.mkdir()
    handed_over.touch()
    assert shop.column("select count(*) from raw.shop_orders") == [1]
    shop.land()
    assert files(shop, "shop_orders") == [landed]
    assert handed_over.exists()


def test_a_refused_landing_leaves_the_lake_as_it_was(shop: Shop) -> None:
    shop.land()
    before = files(shop)
    shop.put("shop_orders_2.csv", CORE_FILES["shop_orders.csv"].replace("o1", "o2"))
    shop.put("shop_products.csv", "product,title\np1,Tasse\n")
    with pytest.raises(TresseError, match="lacks the column 'product_id'"):
        shop.land()
    assert files(shop) == before
    assert [path.name for path in shop.settings.lake.iterdir()] == ["raw"]


def test_a_lost_file_is_named_and_deleting_the_warehouse_helps(shop: Shop) -> None:
    shop.land()
    (landed,) = files(shop, "shop_orders")
    landed.unlink()
    with pytest.raises(TresseError, match=rf"^{landed}: is gone, .* delete .*warehouse.duckdb"):
        shop.land()
    shop.settings.warehouse.unlink()
    shop.land()
    assert files(shop, "shop_orders") == [landed]
    assert shop.column("select order_id from raw.shop_orders") == ["o1"]


def test_a_warehouse_that_holds_the_rows_itself_is_refused(shop: Shop) -> None:
    with duckdb.connect(shop.settings.warehouse) as connection:
        connection.execute("create schema raw; create table raw.shop_orders (order_id string)")
    with pytest.raises(TresseError, match=r"holds the rows of raw.shop_orders itself.*delete it"):
        shop.land()


def test_a_data_folder_that_moved_is_whole_after_the_next_landing(tmp_path: Path) -> None:
    shop = make_shop(tmp_path / "here")
    shop.land()
    moved = Shop(Settings(tmp_path / "the d'or [1]* day=2", shop.settings.variables, {}))
    (tmp_path / "here").rename(moved.settings.data_dir)
    moved.land()
    assert moved.column("select order_id from raw.shop_orders") == ["o1"]
