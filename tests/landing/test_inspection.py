"""What `tresse inspect` says is what landing does, and nothing is left behind."""

import gzip
import json
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contract.contract import load_contract
from orchestration.errors import TresseError
from orchestration.landing.inspection import Inspection, inspect_files, table_of_columns
from orchestration.settings import PROJECT_DIR
from orchestration.summary import inspection_summary
from tests.landing.shop import Shop

TABLES = [table.name for table in load_contract().tables]
SAMPLES = PROJECT_DIR.parent / "shared" / "data" / "vendor_samples"
PRODUCTS = "product_id,variant_id,title\nvase,1,Vase\n"
FILES: dict[str, tuple[str, str | bytes]] = {
    "good": ("shop_products.csv", PRODUCTS),
    "with a stray comma": ("shop_products.csv", PRODUCTS + "lamp,1,Lamp,too many\n"),
    "in another encoding": ("shop_products.csv", "product_id;title\n1;Th\xe9\n".encode("cp1252")),
    "without its key": ("shop_products.csv", "variant_id,title\n1,Vase\n"),
    "with a renamed column": ("shop_products.csv", "product_id,titel\n1,Vase\n"),
    "of one column": ("shop_products.csv", "product_id\n1\n"),
    "empty": ("shop_products.csv", ""),
    "a core table without a record": ("shop_orders.csv", "order_id,ordered_at\n"),
    "of json lines": ("shop_products.jsonl", json.dumps({"product_id": "1"}) + "\n"),
    "gzipped": ("shop_products.csv.gz", gzip.compress(PRODUCTS.encode())),
    "of no known format": ("shop_products.xlsx", b"PK"),
}


def inspect(shop: Shop, path: Path) -> Inspection:
    (inspection,) = inspect_files(shop.settings, path)
    return inspection


@pytest.mark.parametrize("kind", FILES)
def test_it_says_what_landing_does(shop: Shop, tmp_path: Path, kind: str) -> None:
    name, content = FILES[kind]
    outside = tmp_path / "outside" / "shop" / name
    outside.parent.mkdir(parents=True)
    outside.write_bytes(content.encode() if isinstance(content, str) else content)
    (inspection,) = inspect_files(shop.settings, tmp_path / "outside")
    if inspection.trouble:
        with pytest.raises(TresseError) as stopped:
            shop.land_one(name, content)
        assert inspection.trouble == str(stopped.value)
        return
    landed = shop.land_one(name, content)
    assert inspection.landed is not None
    assert (inspection.landed.rows, inspection.landed.rejected) == (landed.rows, landed.rejected)
    assert inspection.landed.warnings == landed.warnings
    assert inspection.table == landed.table


@pytest.mark.parametrize("name", TABLES)
@given(chance=st.randoms())
def test_a_table_is_known_by_its_columns_in_any_order(name: str, chance: object) -> None:
    columns = [column.upper() for column in load_contract().table(name).column_names]
    chance.shuffle(columns)  # type: ignore[attr-defined]
    found = table_of_columns(columns, load_contract())
    assert found is not None
    assert found.name == name


def test_columns_of_nothing_known_are_told(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Record ID,First Name\n1,Zoe\n")
    inspection = inspect(shop, path)
    assert inspection.found == ("Record ID", "First Name")
    assert "neither its name nor its columns" in inspection.trouble


def test_records_that_cannot_be_read_are_told_by_their_lines_and_never_shown(
    shop: Shop, tmp_path: Path
) -> None:
    path = tmp_path / "shop_products.csv"
    path.write_text(PRODUCTS + "lamp,1,Lamp,secret\nbowl,1,Bowl\n")
    inspection = inspect(shop, path)
    assert inspection.rejected_lines == (3,)
    text = inspection_summary([inspection])
    assert "first lines: 3" in text
    assert "secret" not in text


def test_nothing_is_left_behind(shop: Shop, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    inspect(shop, shop.settings.inbox / "shop" / "shop_orders.csv")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_path_that_is_not_there_and_an_empty_folder_are_told(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(TresseError, match="there is no such file or folder"):
        inspect_files(shop.settings, tmp_path / "nowhere")
    (tmp_path / "nothing").mkdir()
    with pytest.raises(TresseError, match="holds no file"):
        inspect_files(shop.settings, tmp_path / "nothing")


def test_a_broken_parquet_file_is_one_sentence(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "shop_products.parquet"
    path.write_bytes(b"PAR1 and no more")
    assert inspect(shop, path).trouble == (
        "shop_products.parquet: cannot be read as parquet; deliver it again."
    )


def test_a_parquet_file_is_known_by_its_columns(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    duckdb.execute(f"copy (select '1' as product_id, '2' as variant_id) to '{path}'")
    assert (inspect(shop, path).table, inspect(shop, path).known_by) == (
        "shop_products",
        "its columns",
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no real data in {SAMPLES}")
def test_a_vendor_s_files_are_known_or_told_to_be_none_of_ours_and_never_break(shop: Shop) -> None:
    found = {inspection.file: inspection for inspection in inspect_files(shop.settings, SAMPLES)}
    assert len(found) > 100
    orders = found["shopify/shopify_order_data.csv"]
    assert (orders.table, orders.known_by) == ("shopify_rest__order", "its columns")
    assert orders.landed is not None
    assert orders.landed.rows == 8
    assert found["shopify/shopify_gql_order_data.csv"].table == "shopify_graphql__order"
    assert found["shopify/shopify_metafield_data.csv"].trouble
    assert all(bool(each.trouble) != bool(each.table) for each in found.values())
