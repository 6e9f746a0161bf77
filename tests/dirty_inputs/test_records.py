"""The dirt that only shows between records: one inbox, run once, a test per kind of it.

The numbers are those of the list of dirty inputs.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from orchestration.settings import load_settings
from tests.dirty_inputs.dirty_shop import AS_OF, NAMES, write_inbox
from tests.orchestration.conftest import Tresse


@dataclass(frozen=True)
class Warehouse:
    """What the run built, asked in SQL."""

    tresse: Tresse

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(self.tresse.warehouse, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def quarantined(self, table: str, key: str) -> list[tuple[Any, ...]]:
        """Key and reason of each row of a table in quarantine."""
        return self.rows(
            f"select {key}, reason_code from staging.quarantine_{table} order by {key}"
        )

    def order(self, order_id: str) -> dict[str, Any] | None:
        """The order, or None where there is none."""
        columns = ("customer_id", "gross_amount", "refunded_amount", "net_amount", "is_counted")
        found = self.rows(
            f"select {', '.join(columns)} from customer.orders where order_id = 'shop:{order_id}'"
        )
        assert len(found) <= 1
        return dict(zip(columns, found[0], strict=True)) if found else None

    def customers(self, *accounts: str) -> set[str]:
        """The customers of shop accounts."""
        records = ", ".join(f"'shop_customer:shop:{account}'" for account in accounts)
        found = self.rows(
            f"select customer_id from identity.customer_identities where record_id in ({records})"
        )
        assert len(found) == len(accounts)
        return {customer for (customer,) in found}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    tresse = Tresse(tmp_path_factory.mktemp("dirty"))
    write_inbox(tresse.data_dir / "inbox")
    sources = [
        {**source, "full_exports": ["shop_customers"]} if source["id"] == "shop" else source
        for source in load_settings().variables["sources"]
    ]
    # So small a shop has more dirt than the share that a run allows.
    variables = {"max_quarantine_share": 0.2, "sources": sources}
    done = tresse("--vars", json.dumps(variables), "run", as_of=AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    return Warehouse(tresse)


def test_case_23_of_two_addresses_in_one_cell_the_first_is_the_customer_s(shop: Warehouse) -> None:
    assert len(shop.customers("two_in_one_cell", "first_of_the_two")) == 1


def test_case_24_an_address_that_says_there_is_none_merges_nobody(shop: Warehouse) -> None:
    assert len(shop.customers("no_address_1", "no_address_2")) == 2


def test_case_28_a_number_that_nobody_has_merges_nobody(shop: Warehouse) -> None:
    assert len(shop.customers("no_phone_1", "no_phone_2", "no_phone_3")) == 3


def test_case_32_composed_and_decomposed_letters_are_the_same_and_an_emoji_is_kept(
    shop: Warehouse,
) -> None:
    assert len(shop.customers("composed", "decomposed")) == 1
    names = shop.rows(
        "select last_name from staging.stg_shop__customers where shop_customer_id = 'shop:composed'"
    )
    assert names == [("\U0001f600 Le\u0301a",)]


def test_case_26_an_address_on_twelve_names_merges_nobody(shop: Warehouse) -> None:
    accounts = [f"same_address_{name}" for name in NAMES]
    assert len(shop.customers(*accounts)) == len(NAMES)


def test_case_51_a_replayed_order_counts_once(shop: Warehouse) -> None:
    assert (shop.order("replayed") or {})["gross_amount"] == Decimal("10.0000")
    replays = shop.rows(
        "select sum(row_count) from staging.staging_row_counts"
        " where source_table = 'shop_orders' and row_status = 'replay'"
    )
    assert replays == [(1,)]


def test_case_52_the_newer_version_of_an_order_wins(shop: Warehouse) -> None:
    assert (shop.order("two_versions") or {})["gross_amount"] == Decimal("20.0000")


def test_case_53_two_truths_of_one_order_are_both_quarantined(shop: Warehouse) -> None:
    found = shop.quarantined("shop_orders", "order_id")
    assert [row for row in found if row[0] == "two_truths"] == [
        ("two_truths", "conflicting_key"),
        ("two_truths", "conflicting_key"),
    ]
    assert shop.order("two_truths") is None


def test_case_54_an_orphan_line_waits_in_quarantine_and_flows_in_once_its_order_is_there(
    shop: Warehouse,
) -> None:
    assert ("orphan", "unknown_order") in shop.quarantined("shop_order_lines", "order_line_id")
    assert ("of_no_order", "unknown_order") in shop.quarantined("shop_refunds", "refund_line_id")
    late = shop.rows(
        "select order_id from customer.order_lines where order_line_id = 'shop:early_child'"
    )
    assert late == [("shop:parent_late",)]


def test_case_54_an_order_of_a_customer_that_no_file_tells_of_is_kept(shop: Warehouse) -> None:
    found = shop.order("customer_unknown") or {}
    assert found["customer_id"] is not None
    assert found["is_counted"]


def test_case_55_amounts_below_zero_are_no_sale(shop: Warehouse) -> None:
    assert ("negative", "negative_amount") in shop.quarantined("shop_orders", "order_id")
    lines = shop.quarantined("shop_order_lines", "order_line_id")
    assert ("sold_below_zero", "negative_amount") in lines


def test_case_56_a_refund_larger_than_its_order_takes_all_of_it_and_no_more(
    shop: Warehouse,
) -> None:
    found = shop.order("over_refunded") or {}
    assert (found["refunded_amount"], found["net_amount"]) == (Decimal(10), Decimal(0))


def test_case_57_an_amount_in_another_currency_counts_at_its_rate_or_not_at_all(
    shop: Warehouse,
) -> None:
    assert (shop.order("with_rate") or {})["gross_amount"] == Decimal("9.0000")
    found = shop.quarantined("shop_orders", "order_id")
    assert ("without_rate", "missing_rate") in found
    assert ("two_currencies", "missing_value") in found


def test_case_58_an_article_given_away_is_a_line_of_zero(shop: Warehouse) -> None:
    query = "select line_amount from customer.order_lines where order_line_id = 'shop:given_away'"
    assert shop.rows(query) == [(Decimal("0.0000"),)]


def test_case_59_carriage_is_no_article(shop: Warehouse) -> None:
    query = "select count(*) from customer.order_lines where order_line_id = 'shop:carriage'"
    assert shop.rows(query) == [(0,)]
    kept = (
        "select count(*) from staging.stg_shop__order_lines where order_line_id = 'shop:carriage'"
    )
    assert shop.rows(kept) == [(1,)]


def test_case_60_a_test_order_is_there_and_counts_for_nothing(shop: Warehouse) -> None:
    found = shop.order("a_test") or {}
    assert (found["is_counted"], found["net_amount"]) == (False, Decimal(0))


def test_case_61_a_record_deleted_at_its_source_is_gone_and_counted(shop: Warehouse) -> None:
    query = "select count(*) from identity.customer_identities where record_id like '%deleted_at%'"
    assert shop.rows(query) == [(0,)]
    statuses = shop.rows(
        "select distinct row_status from staging.int_staging__rows_set_aside"
        " where record_key = 'shop:deleted_at_source'"
    )
    assert set(statuses) == {("deleted",), ("replay",)}


def test_case_62_a_customer_whom_two_whole_exports_in_a_row_lack_is_gone(shop: Warehouse) -> None:
    query = "select count(*) from identity.customer_identities where record_id like '%:vanished'"
    assert shop.rows(query) == [(0,)]
    statuses = shop.rows(
        "select row_status from staging.int_staging__rows_set_aside"
        " where record_key = 'shop:vanished'"
    )
    assert statuses == [("deleted",)]
    assert len(shop.customers("buyer", "new_in_the_evening")) == 2


def test_case_63_an_order_that_arrives_a_month_late_counts_on_its_own_day(shop: Warehouse) -> None:
    query = "select order_date from customer.orders where order_id = 'shop:parent_late'"
    assert [str(day) for (day,) in shop.rows(query)] == ["2026-10-20"]
    assert (shop.order("parent_late") or {})["is_counted"]


def test_case_66_a_bot_makes_no_visit(shop: Warehouse) -> None:
    sessions = {name for (name,) in shop.rows("select session_id from customer.web_sessions")}
    assert "web:human" in sessions
    assert "web:robot" not in sessions


def test_case_67_a_purchase_told_twice_by_the_web_site_is_one_order(shop: Warehouse) -> None:
    assert (shop.order("clean_0") or {})["net_amount"] == Decimal("10.0000")


def test_case_68_three_logins_on_one_device_stay_three_people(shop: Warehouse) -> None:
    assert len(shop.customers(*(f"same_device_{name}" for name in NAMES[:3]))) == 3


def test_case_69_the_customer_zero_of_guests_is_nobody(shop: Warehouse) -> None:
    first, second = shop.order("zero_guest_1") or {}, shop.order("zero_guest_2") or {}
    assert None not in (first["customer_id"], second["customer_id"])
    assert first["customer_id"] != second["customer_id"]


def test_case_70_a_name_alone_links_nobody(shop: Warehouse) -> None:
    assert len(shop.customers("name_twin_1", "name_twin_2")) == 2


def test_case_71_the_tool_that_says_no_is_believed(shop: Warehouse) -> None:
    (customer,) = shop.customers("contradicted")
    query = f"select state from customer.consents where customer_id = '{customer}'"
    states = {state for (state,) in shop.rows(query + " and channel = 'email'")}
    assert states == {"withdrawn"}


def test_case_72_an_address_on_two_lists_is_contacted_once(shop: Warehouse) -> None:
    query = """
        select count(*) from customer.contactable_addresses where address = 'lists@foyer-h.fr'
    """
    assert shop.rows(query) == [(1,)]
