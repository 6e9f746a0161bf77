"""A landing loads every new file once, or changes nothing and says why."""

from pathlib import Path
from typing import Any

import pytest

from orchestration.errors import TresseError
from tests.landing.shop import CORE_FILES, Shop, make_shop


def test_the_same_content_lands_once_whatever_its_name(shop: Shop) -> None:
    shop.land()
    again = shop.land_one("shop_orders_copy.csv", CORE_FILES["shop_orders.csv"])
    assert again.status == "already_landed"
    assert shop.column("select count(*) from raw.shop_orders") == [1]


def test_a_second_landing_of_an_unchanged_inbox_loads_nothing(shop: Shop) -> None:
    shop.land()
    report = shop.land()
    assert {file.status for file in report.files} == {"already_landed"}
    assert (report.rows, shop.column("select count(*) from raw.landed_files")) == (0, [3])


def test_a_file_of_the_same_name_with_new_content_lands_beside_the_old(shop: Shop) -> None:
    shop.land()
    content = CORE_FILES["shop_orders.csv"].replace("12.50", "13.50")
    assert shop.land_one("shop_orders.csv", content).status == "landed"
    assert shop.column("select total_amount from raw.shop_orders order by 1") == ["12.50", "13.50"]


@pytest.mark.parametrize("content", ["", "\n", "order_id,ordered_at,currency,total_amount\n"])
def test_an_empty_core_file_is_refused_and_replaces_nothing(shop: Shop, content: str) -> None:
    shop.land()
    shop.put("shop_orders.csv", content)
    shop.put("shop_products.csv", "product_id,title\np1,Tasse\n")
    with pytest.raises(TresseError, match=r"shop/shop_orders.csv: holds no record"):
        shop.land()
    assert shop.column("select order_id from raw.shop_orders") == ["o1"]
    assert shop.column("select count(*) from raw.shop_products") == [0]


@pytest.mark.parametrize("name", ["shop_products.csv", "shop_products.jsonl"])
def test_an_empty_optional_file_is_a_warning_and_its_table_is_connected(
    shop: Shop, name: str
) -> None:
    landed = shop.land_one(name, "")
    assert landed.warnings == (f"shop/{name}: holds no record.",)
    connected = "select row_count from raw.landed_files where source_table = 'shop_products'"
    assert shop.column(connected) == [0]


def test_a_first_landing_that_fails_leaves_no_table(shop: Shop) -> None:
    shop.put("shop_products.csv", "product,title\np1,Tasse\n")
    with pytest.raises(TresseError, match="lacks the column 'product_id'"):
        shop.land()
    assert shop.column("select count(*) from duckdb_tables()") == [0]


def test_a_core_table_without_a_file_is_refused(shop: Shop) -> None:
    shop.remove("shop_orders.csv")
    with pytest.raises(TresseError, match=r"^shop_orders: no file in .*; put shop_orders.csv"):
        shop.land()


def test_a_core_table_that_landed_earlier_needs_no_new_file(shop: Shop) -> None:
    shop.land()
    shop.remove("shop_orders.csv")
    assert not any("shop_orders" in note for note in shop.land().notes)


def test_an_optional_table_without_a_file_is_a_note(shop: Shop) -> None:
    notes = shop.land().notes
    assert [note.split(":")[0] for note in notes] == ["shop_products", "crm_companies"]


def test_a_declared_source_without_a_folder_is_refused(tmp_path: Path) -> None:
    shop = make_shop(tmp_path, id="boutique", shop="boutique")
    with pytest.raises(TresseError, match="source 'boutique' is declared but has no folder"):
        shop.land()


def test_a_folder_that_no_source_declares_is_a_note(shop: Shop) -> None:
    (shop.settings.inbox / "forgotten").mkdir()
    assert any("forgotten: belongs to no source" in note for note in shop.land().notes)


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        ({"vendor": "magento"}, "'shop' has the unknown vendor 'magento'"),
        ({"tables": ["shop_customers", "shop_orders"]}, "core table shop_order_lines"),
        ({"shop": "shpo"}, "names the shop 'shpo', which is no source .*'shop'"),
        ({"tables": ["shop_oders"]}, "'shop' names the table 'shop_oders'.*'shop_orders'"),
    ],
)
def test_a_wrong_declaration_is_refused(
    tmp_path: Path, declared: dict[str, Any], fault: str
) -> None:
    with pytest.raises(TresseError, match=fault):
        make_shop(tmp_path, **declared).land()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("shop_oders.csv", "nearest is 'shop_orders'"),
        ("web_events.csv", "or declare its table"),
        ("misc/shop_orders.csv", "names no table of the source 'shop'"),
        ("shop_ordersx.csv", "names no table"),
    ],
)
def test_a_file_that_names_no_table_of_its_source_is_refused(
    shop: Shop, name: str, hint: str
) -> None:
    shop.put(name, "a,b\n1,2\n")
    with pytest.raises(TresseError, match=f"^shop/{name}: .*{hint}"):
        shop.land()


@pytest.mark.parametrize("name", ["shop_orders.xlsx", "shop_orders.csv.part", "shop_orders.json"])
def test_a_file_of_an_unknown_format_is_refused(shop: Shop, name: str) -> None:
    shop.put(name, "x")
    with pytest.raises(TresseError, match=f"^shop/{name}: cannot be read; export it as .csv"):
        shop.land()


@pytest.mark.parametrize(
    "name", ["SHOP_ORDERS.CSV", "shop_orders (1).csv", "shop_orders/2026/part[1]*.csv"]
)
def test_the_name_up_to_a_separator_tells_the_table(shop: Shop, name: str) -> None:
    content = CORE_FILES["shop_orders.csv"].replace("o1", "o2")
    assert shop.land_one(name, content).table == "shop_orders"


def test_hidden_files_are_not_looked_at(shop: Shop) -> None:
    shop.put(".DS_Store", "x")
    shop.put(".tmp/shop_orders.csv", "x")
    assert len(shop.land().files) == 3
