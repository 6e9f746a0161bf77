"""A loader's tables take the place of files, and only in the shape of the contract."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import duckdb
import pytest

from orchestration.contract.contract import load_contract
from orchestration.contract.generate import stored_columns
from orchestration.dbt import NodeResult
from orchestration.engine.failures import spark_failure
from orchestration.errors import TresseError
from orchestration.landing import landing, loaded
from orchestration.settings import Settings
from tests.landing.shop import Shop, make_shop

CONTRACT = load_contract()
CORE = ("shop_customers", "shop_orders", "shop_order_lines")
Copy = Callable[..., None]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A shop with core files in its inbox, and a loader's schema that Spark sees."""
    monkeypatch.setenv("TRESSE_TARGET", "spark")
    shop = make_shop(tmp_path)
    variables = {**shop.settings.variables, "raw_schema": "lakehouse"}
    return Shop(replace(shop.settings, variables=variables))


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What Spark would copy: a query by table, which a test changes."""
    tables = {name: rows(name) for name in CORE}

    def copy(_settings: Settings, arguments: Sequence[str], _day: date, target: Path) -> Any:
        assert target.name == "copied"
        asked = json.loads(arguments[-1])
        for table in set(asked["tables"]) & tables.keys():
            folder = Path(asked["folder"]) / table
            folder.mkdir()
            duckdb.execute(f"copy ({tables[table]}) to '{folder}/part-0.parquet' (format parquet)")
            (folder / "_SUCCESS").touch()
        return tuple[NodeResult, ...]()

    monkeypatch.setattr(loaded, "run_dbt", copy)
    return tables


def rows(table: str, count: int = 1, **values: str) -> str:
    """A query of so many rows of the contract's shape; values are SQL."""
    values = {"source_id": "'shop'", "loaded_at": "timestamp '2026-10-31 01:00'", **values}
    columns = stored_columns(CONTRACT, CONTRACT.table(table))
    cells = [f"cast({values.get(c, 'null')} as {kind}) as {c}" for c, kind in columns.items()]
    return f"select {', '.join(cells)} from range({count})"


def copies(shop: Shop) -> list[Path]:
    return sorted((shop.settings.lake / "loaded").iterdir())


def test_the_loaders_rows_are_the_raw_table_and_its_files_are_not_read(
    shop: Shop, spark: dict[str, str]
) -> None:
    spark["shop_orders"] = rows("shop_orders", 3, order_id="'from the loader'")
    shop.put("shop_products.csv", "product_id,title\np1,Tasse\n")
    report = shop.land()
    assert shop.column("select order_id from raw.shop_orders") == ["from the loader"] * 3
    assert shop.column("select title from raw.shop_products") == ["Tasse"]
    assert [(file.table, file.rows) for file in report.files] == [("shop_products", 1)]
    assert {(table.name, table.row_count) for table in report.loaded} == {
        ("shop_customers", 1),
        ("shop_orders", 3),
        ("shop_order_lines", 1),
    }
    assert (
        "shop/shop_orders.csv: was not read, lakehouse.shop_orders takes its place." in report.notes
    )
    lacking = f"crm_companies: no file in {shop.settings.inbox / 'shop'} and no such table in "
    assert f"{lacking}lakehouse; what needs it stays unknown." in report.notes


def test_the_book_says_where_the_copy_is(shop: Shop, spark: dict[str, str]) -> None:
    spark["shop_products"] = rows("shop_products", 0)
    report = shop.land()
    book = shop.query("select source_table, loaded_from, row_count, folder from raw.loaded_tables")
    products = {table: rest for table, *rest in book}["shop_products"]
    assert products[:2] == ["lakehouse.shop_products", 0]
    assert (shop.settings.lake / products[2] / "part-0.parquet").exists()
    assert "lakehouse.shop_products: holds no row of the source 'shop'." in report.notes


def test_a_shop_whose_tables_are_all_loaded_needs_no_inbox(
    tmp_path: Path, shop: Shop, spark: dict[str, str]
) -> None:
    settings = replace(shop.settings, data_dir=tmp_path / "elsewhere")
    assert landing.land(settings).files == ()
    assert len(spark) == len(Shop(settings).query("from raw.loaded_tables"))


def test_a_second_copy_replaces_the_first(shop: Shop, spark: dict[str, str]) -> None:
    shop.land()
    (first,) = copies(shop)
    spark["shop_orders"] = rows("shop_orders", order_id="'changed'")
    shop.land()
    (second,) = copies(shop)
    assert second != first
    assert shop.column("select order_id from raw.shop_orders") == ["changed"]
    assert shop.column("select count(*) from raw.loaded_tables") == [len(CORE)]


def test_a_landing_that_does_not_commit_leaves_the_copy_before_it(
    shop: Shop, spark: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.land()
    before = copies(shop)
    spark["shop_orders"] = rows("shop_orders", order_id="'changed'")
    with monkeypatch.context() as killed:
        killed.setattr(landing, "create_raw_views", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            shop.land()
    assert shop.column("select order_id from raw.shop_orders") == [None]
    shop.land()
    assert shop.column("select order_id from raw.shop_orders") == ["changed"]
    assert len(copies(shop)) == 1
    assert before[0] not in copies(shop)


def test_without_the_loader_what_landed_from_files_is_there_again(
    shop: Shop, spark: dict[str, str]
) -> None:
    by_files = Shop(
        replace(shop.settings, variables={**shop.settings.variables, "raw_schema": None})
    )
    by_files.land()
    shop.land()
    assert shop.column("select order_id from raw.shop_orders") == [None]
    shop.remove("shop_orders.csv")
    by_files.land()
    assert shop.column("select order_id from raw.shop_orders") == ["o1"]
    assert shop.query("from raw.loaded_tables") == []
    assert [path.name for path in shop.settings.lake.iterdir()] == ["raw"]
    assert spark


@pytest.mark.parametrize(
    ("table", "query", "sentence"),
    [
        (
            "shop_orders",
            f"select * exclude (total_amount) from ({rows('shop_orders')})",
            "lakehouse.shop_orders: has no column total_amount; raw_schema needs each column of "
            "the contract: give it a view that has it, as null where the loader knows none.",
        ),
        (
            "shop_orders",
            f"select * replace (cast(1 as decimal(9, 2)) as total_amount) "
            f"from ({rows('shop_orders')})",
            "lakehouse.shop_orders: total_amount is decimal(9,2), and raw tables hold text: cast "
            "it to string in a view.",
        ),
        (
            "shop_orders",
            rows("shop_orders", 2, source_id="'shop_be'"),
            "lakehouse.shop_orders: 2 of its rows have the source_id 'shop_be', and no such source "
            "of dbt_project.yml delivers shop_orders; declare it under vars: sources:.",
        ),
        (
            "shop_products",
            rows("shop_products", source_id="null"),
            "lakehouse.shop_products: 1 of its rows have the source_id None, and no such source "
            "of dbt_project.yml delivers shop_products; declare it under vars: sources:.",
        ),
        (
            "shop_products",
            rows("shop_products", loaded_at="null"),
            "lakehouse.shop_products: 1 of its rows have no loaded_at that is a timestamp; it says "
            "which version of a row is the newest.",
        ),
        (
            "shop_orders",
            rows("shop_orders", 0),
            "lakehouse.shop_orders: holds no row of the source 'shop', and the table is core; "
            "nothing was changed.",
        ),
    ],
)
def test_a_table_that_is_not_of_the_contract_is_told_and_changes_nothing(
    shop: Shop, spark: dict[str, str], table: str, query: str, sentence: str
) -> None:
    shop.land()
    before = copies(shop)
    spark[table] = query
    with pytest.raises(TresseError) as error:
        shop.land()
    assert str(error.value) == sentence
    assert copies(shop) == before
    assert len(shop.query("from raw.shop_orders")) == 1

    spark[table] = rows(table)
    shop.land()
    assert not (shop.settings.lake / "loading").exists()


def test_a_core_table_that_neither_has_is_told(shop: Shop, spark: dict[str, str]) -> None:
    del spark["shop_orders"]
    shop.remove("shop_orders.csv")
    with pytest.raises(TresseError, match=r"shop_orders: no file in .* and no such table in lake"):
        shop.land()


def test_a_schema_without_any_of_the_tables_is_told(shop: Shop, spark: dict[str, str]) -> None:
    spark.clear()
    with pytest.raises(TresseError, match="lakehouse, which raw_schema names, has none of"):
        shop.land()


def test_a_schema_that_does_not_exist_is_told(shop: Shop) -> None:
    said = "[SCHEMA_NOT_FOUND] The schema `spark_catalog`.`lakehuose` cannot be found. Verify"
    assert str(spark_failure(shop.settings, said, "log")) == (
        "Spark's catalogue has no schema spark_catalog.lakehuose: check raw_schema in "
        "dbt_project.yml, and that the loader has run."
    )


@pytest.mark.parametrize("name", ["lake house", "x; drop table y", "", 3])
def test_a_raw_schema_that_is_no_name_is_told(shop: Shop, name: object) -> None:
    settings = replace(shop.settings, variables={**shop.settings.variables, "raw_schema": name})
    with pytest.raises(TresseError, match="write the name of a schema of Spark's catalogue"):
        landing.land(settings)


def test_on_duckdb_a_raw_schema_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRESSE_TARGET", "duckdb")
    with pytest.raises(TresseError) as error:
        shop.land()
    assert str(error.value) == (
        "dbt_project.yml: vars: raw_schema: names lakehouse, a schema of Spark's catalogue, and "
        "the target is duckdb: choose --target spark, or land files without it."
    )
