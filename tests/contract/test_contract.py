"""The contract is read whole, and its faults are named."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.contract.contract import CONTRACT_FILE, load_contract
from orchestration.errors import TresseError


def broken(tmp_path: Path, change: Any) -> Path:
    """A copy of the contract after a change to its entries."""
    entries = yaml.safe_load(CONTRACT_FILE.read_text(encoding="utf-8"))
    change(entries)
    path = tmp_path / "source_contract.yml"
    path.write_text(yaml.safe_dump(entries), encoding="utf-8")
    return path


def test_the_core_tables_are_customers_orders_and_lines() -> None:
    names = {table.name for table in load_contract().core_tables}
    assert names == {"shop_customers", "shop_orders", "shop_order_lines"}


def test_a_key_is_told_without_its_source() -> None:
    assert load_contract().table("shop_products").key == ("product_id", "variant_id")


def test_defaults_and_accepted_values_are_given_by_column() -> None:
    subscribers = load_contract().table("msg_subscribers")
    assert subscribers.defaults == {"channel": "email"}
    assert subscribers.column("channel").accepted == ("email", "sms", "whatsapp", "push")


def test_a_column_with_a_default_is_not_required() -> None:
    products = load_contract().table("shop_products")
    assert products.column("product_id").required
    assert not products.column("variant_id").required


def test_only_two_envelope_columns_come_from_the_file() -> None:
    names = [column.name for column in load_contract().file_envelope]
    assert names == ["source_updated_at", "is_deleted"]


def test_an_unknown_table_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(TresseError, match=r"'shop_order'.*'shop_orders'"):
        load_contract().table("shop_order")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda c: c["tables"].append(c["tables"][0]), "'crm_contacts' is there twice"),
        (lambda c: c["tables"][0]["columns"][0].update(type="text"), "contact_id: unknown type"),
        (lambda c: c["tables"][0]["columns"][0].update(pii="P9"), "unknown pii class 'P9'"),
        (lambda c: c["tables"][0]["columns"][0].update(nullable=True), "may not be nullable"),
        (lambda c: c["tables"][0]["columns"][0].pop("meaning"), "contact_id: has no meaning"),
        (lambda c: c["tables"][0]["columns"][0].update(kind="x"), "unknown entry: .*'kind'"),
        (lambda c: c["tables"][0]["columns"][0].update(name="row_hash"), "'row_hash' is there twi"),
        (lambda c: c["tables"][0]["columns"][0].update(accepted=[True]), "put them in quotes"),
        (lambda c: c["tables"][0].update(primary_key=["source_id", "id"]), "names 'id', which is"),
        (lambda c: c["tables"][0].update(primary_key=["contact_id"]), "must begin with source_id"),
        (lambda c: c["tables"][0].pop("grain"), "unknown entry: .*'grain'"),
        (lambda c: c.pop("tables"), "unknown entry: 'tables'"),
        (
            lambda c: c["tables"][0]["columns"][1].update(default="z", accepted=["a"]),
            "default 'z' is not an accepted value",
        ),
    ],
)
def test_a_fault_in_the_contract_is_named(tmp_path: Path, change: Any, fault: str) -> None:
    with pytest.raises(TresseError, match=f"^source_contract.yml: .*{fault}"):
        load_contract(broken(tmp_path, change))


def test_a_contract_that_is_not_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "source_contract.yml"
    path.write_text("tables: [", encoding="utf-8")
    with pytest.raises(TresseError, match=r"source_contract.yml: cannot be read"):
        load_contract(path)
