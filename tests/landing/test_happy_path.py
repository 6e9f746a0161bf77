"""Files of every format become rows of raw, with where they came from."""

import gzip
import hashlib
import os
from pathlib import Path

import duckdb

from tests.landing.shop import Shop

PRODUCTS = "product_id,title,price\np1,Tasse,12.50\np2,Bol,\n"


def products(shop: Shop) -> list[tuple[object, ...]]:
    """The products that landed, in the order of the file."""
    return shop.query("select product_id, title, price from raw.shop_products order by source_line")


def test_a_csv_file_lands_as_text(shop: Shop) -> None:
    landed = shop.land_one("shop_products.csv", PRODUCTS)
    assert products(shop) == [("p1", "Tasse", "12.50"), ("p2", "Bol", None)]
    assert (landed.status, landed.table, landed.rows, landed.rejected) == (
        "landed",
        "shop_products",
        2,
        0,
    )
    assert (landed.encoding, landed.delimiter) == ("utf-8", ",")


def test_a_gzipped_csv_file_with_a_date_in_its_name_lands(shop: Shop) -> None:
    shop.land_one("shop_products_2026-10-31.csv.gz", gzip.compress(PRODUCTS.encode()))
    assert products(shop) == [("p1", "Tasse", "12.50"), ("p2", "Bol", None)]


def test_a_parquet_file_in_a_folder_lands_as_text(shop: Shop) -> None:
    part = shop.put("shop_products/part-1.parquet", "")
    duckdb.execute(
        f"""
        copy (
            select
                7 as "Product ID",
                'Tasse' as title,
                12.5::decimal(18, 4) as price,
                timestamp '2026-01-02 03:04:05' as created_at
        ) to '{part}'
        """
    )
    shop.land()
    assert products(shop) == [("7", "Tasse", "12.5000")]
    assert shop.query("select created_at, source_line from raw.shop_products") == [
        ("2026-01-02 03:04:05", 1)
    ]


def test_an_id_that_pandas_made_a_float_lands_as_the_whole_number_it_was(shop: Shop) -> None:
    part = shop.put("shop_products/part-1.parquet", "")
    query = "select 7.0::double as product_id, 1.5::float as title, 12.0::double as price"
    duckdb.execute(f"copy ({query}) to '{part}'")
    shop.land()
    assert products(shop) == [("7", "1.5", "12.0")]


def test_nested_cells_of_parquet_land_as_the_json_that_json_lines_hold(shop: Shop) -> None:
    part = shop.put("shop_products/part-1.parquet", "")
    query = """
        select 1 as n, 'p1' as product_id, {'fr': 'L''été', 'en': null} as title, [1.5, 2] as price
        union all
        select 2, 'p2', null, []
    """
    duckdb.execute(f"copy (select * exclude (n) from ({query}) order by n) to '{part}'")
    line = '{"product_id": "p3", "title": {"fr":"L\'été","en":null}, "price": [1.5,2.0]}\n'
    shop.put("shop_products/part-2.jsonl", line)
    shop.land()
    first, empty, as_line = sorted(products(shop))
    assert first == ("p1", '{"fr":"L\'été","en":null}', "[1.5,2.0]")
    assert empty == ("p2", None, "[]")
    assert as_line[1:] == first[1:]


def test_json_lines_land_with_absent_keys_unknown(shop: Shop) -> None:
    lines = '{"product_id": 1, "title": "Bol \\"bleu\\""}\n\n{"price": 12.5, "product_id": "p2"}\n'
    shop.land_one("shop_products.jsonl", lines)
    assert products(shop) == [("1", 'Bol "bleu"', None), ("p2", None, "12.5")]


def test_gzipped_json_lines_keep_every_digit_of_an_id(shop: Shop) -> None:
    line = b'\xef\xbb\xbf{"product_id": 1234567890123456789012}\n'
    shop.land_one("shop_products.ndjson.gz", gzip.compress(line))
    assert products(shop) == [("1234567890123456789012", None, None)]


def test_a_line_that_is_no_json_object_is_kept_aside(shop: Shop) -> None:
    landed = shop.land_one("shop_products.jsonl", '{"product_id": 1}\n{"product_id"\n[2]\n')
    assert (landed.rows, landed.rejected) == (1, 2)
    assert shop.query("select source_line, error, raw_line from raw.rejected_rows order by 1") == [
        (2, "NOT A JSON OBJECT", '{"product_id"'),
        (3, "NOT A JSON OBJECT", "[2]"),
    ]


def test_every_row_says_where_it_came_from(shop: Shop) -> None:
    path = shop.put("shop_products.csv", PRODUCTS)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    shop.land()
    assert shop.query(
        """
        select source_system, source_id, cast(loaded_at as varchar), source_file, source_line
        from raw.shop_products order by source_line
        """
    ) == [
        ("canonical", "shop", "2023-11-14 22:13:20", "shop/shop_products.csv", line)
        for line in (2, 3)
    ]


def test_the_version_and_deletion_of_a_row_are_read_from_the_file(shop: Shop) -> None:
    shop.land_one(
        "shop_products.csv", "product_id,source_updated_at,Is Deleted\np1,2026-01-01,true\n"
    )
    assert shop.query("select source_updated_at, is_deleted from raw.shop_products") == [
        ("2026-01-01", "true")
    ]


def test_the_row_hash_is_equal_only_for_equal_cells(shop: Shop) -> None:
    shop.put("shop_products_1.csv", "product_id,sku,title\np1,ab,c\np1,a,bc\np1,,abc\np1,abc,\n")
    shop.put("shop_products_2.csv", "title;product_id;sku\nc;p1;ab\n")
    shop.put("shop_products_3.csv", "product_id,sku,title,is_deleted\np1,ab,c,true\n")
    shop.land()
    hashes = shop.column("select row_hash from raw.shop_products order by source_file, source_line")
    assert hashes[4] == hashes[0]
    assert len(set(hashes)) == 5


def test_the_ledger_says_what_landed_and_how(shop: Shop) -> None:
    shop.land_one("shop_products.csv", PRODUCTS)
    assert shop.query(
        """
        select source_id, source_file, sha256, byte_count, row_count, rejected_count, encoding
        from raw.landed_files where source_table = 'shop_products'
        """
    ) == [
        (
            "shop",
            "shop/shop_products.csv",
            hashlib.sha256(PRODUCTS.encode()).hexdigest(),
            len(PRODUCTS),
            2,
            0,
            "utf-8",
        )
    ]


def test_every_contract_table_exists_after_a_landing(shop: Shop) -> None:
    shop.land()
    assert shop.column("select count(*) from raw.web_events") == [0]
    assert shop.column("select count(*) from raw.rejected_rows") == [0]


def test_a_column_that_the_ledger_gained_is_added_to_it(shop: Shop) -> None:
    with duckdb.connect(shop.settings.warehouse) as connection:
        connection.execute("create schema raw; create table raw.landed_files (source_id string)")
    shop.land()
    assert shop.column("select distinct encoding from raw.landed_files") == ["utf-8"]


def test_nothing_is_left_of_transcoded_copies(shop: Shop) -> None:
    shop.land_one("shop_products.csv", "product_id,title\np1,Thé\n".encode("cp1252"))
    left = {path.name for path in Path(shop.settings.data_dir).iterdir()}
    assert left == {"inbox", "lake", "warehouse.duckdb"}
    assert [path.name for path in shop.settings.lake.iterdir()] == ["raw"]
