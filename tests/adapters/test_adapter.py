"""An adapter is a folder: what it must hold, how its files are known, what it lacks."""

from pathlib import Path

import pytest

from orchestration.adapters.adapter import FOLDER, Adapter, load_adapters
from orchestration.adapters.recognise import lacking_columns as lacking_in_file
from orchestration.adapters.recognise import recognise
from orchestration.adapters.views import lacking_columns
from orchestration.contract.contract import load_contract
from orchestration.errors import TresseError

TABLES = """
about: a shop that nobody has heard of
tables:
  sale:
    key: [number]
    identified_by: [number, sum]
    columns: [day, buyer, note, till]
    aliases: {sum: [total]}
  sale_item:
    key: [number, position]
    identified_by: [number, position]
"""
ORDERS = """
select
    source_file,
    source_line,
    loaded_at,
    number as order_id,
    sum as total_amount,
    day as ordered_at

from sale_rows
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shape = tmp_path / "nobody" / "export"
    shape.mkdir(parents=True)
    (shape / "_tables.yml").write_text(TABLES, encoding="utf-8")
    (shape / "shop_orders.sql").write_text(ORDERS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def adapter(folder: Path) -> Adapter:
    (found,) = load_adapters(folder)
    return found


def test_one_folder_is_a_vendor_and_needs_no_other_file(adapter: Adapter) -> None:
    assert (adapter.vendor, adapter.name) == ("nobody", "nobody/export")
    assert [table.shape.name for table in adapter.tables] == [
        "nobody_export__sale",
        "nobody_export__sale_item",
    ]
    lacking = lacking_columns(load_contract(), adapter)
    assert "currency" in lacking["shop_orders"]
    assert "order_id" not in lacking["shop_orders"]


def test_a_table_that_makes_core_rows_is_core_itself(adapter: Adapter) -> None:
    assert [table.shape.core for table in adapter.tables] == [True, False]


def test_a_query_of_no_contract_table_is_told(folder: Path) -> None:
    (folder / "nobody" / "export" / "shop_order.sql").write_text(ORDERS, encoding="utf-8")
    with pytest.raises(TresseError, match=r"no table 'shop_order' \(the nearest is 'shop_orders'"):
        load_adapters(folder)


def test_a_missing_entry_is_told_with_its_file(folder: Path) -> None:
    tables = folder / "nobody" / "export" / "_tables.yml"
    tables.write_text(TABLES.replace("    key: [number]\n", ""), encoding="utf-8")
    with pytest.raises(TresseError, match=r"_tables\.yml: has a missing or unknown entry: 'key'"):
        load_adapters(folder)


@pytest.mark.parametrize(
    ("file", "header", "table"),
    [
        ("sale.csv", "Number,Sum", "sale"),
        ("sale.csv", "Number,Total", "sale"),
        ("my_sale_2026.csv.gz", "number,sum,day", "sale"),
        ("sale_item.csv", "number,position,sum", "sale_item"),
        ("export.csv", "number,sum,day,buyer,note", "sale"),
        # Fewer than nearly all its columns, and no name: it may be anything.
        ("export.csv", "number,sum,day,buyer", None),
        ("export.csv", "number,position", None),
        ("sale.csv", "number,day", None),
    ],
)
def test_a_file_is_known_by_its_header_and_by_its_name(
    adapter: Adapter, file: str, header: str, table: str | None
) -> None:
    found = recognise(file, header.split(","), [adapter])
    assert (found.name if found else None) == table


def test_only_a_file_of_exactly_that_name_is_held_to_its_columns(adapter: Adapter) -> None:
    assert lacking_in_file("shop_sale.csv", ["number", "day"], [adapter]) == ("sum",)
    assert lacking_in_file("sale_of_the_year.csv", ["number", "day"], [adapter]) == ()


def test_no_query_of_an_adapter_is_longer_than_a_hundred_lines() -> None:
    queries = list(FOLDER.rglob("*.sql"))
    assert len(queries) > 100
    assert [path for path in queries if path.read_text(encoding="utf-8").count("\n") > 100] == []


def test_every_query_of_every_adapter_can_be_asked_of_empty_tables() -> None:
    for adapter in load_adapters():
        assert set(lacking_columns(load_contract(), adapter)) == set(adapter.delivers)
