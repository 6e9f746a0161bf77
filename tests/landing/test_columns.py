"""Columns are found by name; what is not there is said, and what is needed is demanded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contract.contract import load_contract
from orchestration.errors import TresseError
from orchestration.landing.columns import match_columns
from tests.landing.shop import Shop

CONTRACT = load_contract()
ORDERS = CONTRACT.table("shop_orders")
PRODUCTS = CONTRACT.table("shop_products")


def without(*columns: str) -> tuple[str, ...]:
    """The order columns but for some."""
    return tuple(column for column in ORDERS.column_names if column not in columns)


def test_a_full_header_matches_without_a_warning() -> None:
    assert match_columns("orders.csv", without(), ORDERS, CONTRACT).warnings == ()


@given(st.permutations(ORDERS.column_names))
def test_the_order_of_columns_does_not_matter(names: list[str]) -> None:
    match = match_columns("orders.csv", tuple(names), ORDERS, CONTRACT)
    assert {column: names[position] for column, position in match.positions.items()} == {
        column: column for column in ORDERS.column_names
    }


def test_case_and_spaces_of_names_do_not_matter() -> None:
    names = (" Order ID ", *without("order_id"))
    assert match_columns("orders.csv", names, ORDERS, CONTRACT).positions["order_id"] == 0


@pytest.mark.parametrize("column", ["order_id", "ordered_at", "total_amount"])
def test_a_missing_column_that_is_needed_is_refused(column: str) -> None:
    with pytest.raises(TresseError, match=f"^orders.csv: lacks the column '{column}'"):
        match_columns("orders.csv", without(column), ORDERS, CONTRACT)


def test_the_refusal_names_the_unknown_columns_and_the_nearest() -> None:
    names = (*without("total_amount"), "Amount Total", "colour")
    with pytest.raises(TresseError) as refusal:
        match_columns("orders.csv", names, ORDERS, CONTRACT)
    assert "the nearest is 'amount_total'" in str(refusal.value)
    assert "not in the contract: amount_total, colour" in str(refusal.value)


@pytest.mark.parametrize(
    ("column", "renamed"),
    [
        ("email", "e_mail"),
        ("email", "mail"),
        ("email", "customer email"),
        ("phone", "Phone-Number"),
        ("ship_postal_code", "ship_postcode"),
        ("prices_include_tax", "price_includes_tax"),
        ("is_test", "is_tests"),
    ],
)
def test_an_optional_column_that_looks_renamed_is_refused(column: str, renamed: str) -> None:
    with pytest.raises(TresseError, match=f"the column '{column}' looks renamed to"):
        match_columns("orders.csv", (*without(column), renamed), ORDERS, CONTRACT)


def test_an_empty_column_beside_the_lookalike_settles_that_it_is_another() -> None:
    match = match_columns("orders.csv", (*without(), "customer_email"), ORDERS, CONTRACT)
    assert match.warnings == ("orders.csv: not in the contract, not loaded: customer_email.",)


@pytest.mark.parametrize(("column", "other"), [("paid_at", "shipped_on"), ("email", "colour")])
def test_an_added_column_is_not_taken_for_a_missing_one(column: str, other: str) -> None:
    match = match_columns("orders.csv", (*without(column), other), ORDERS, CONTRACT)
    assert match.warnings == (
        f"orders.csv: not in the file, read as unknown: {column}.",
        f"orders.csv: not in the contract, not loaded: {other}.",
    )


def test_a_missing_column_with_a_default_is_no_news() -> None:
    match = match_columns("orders.csv", without("is_valid_sale", "is_test"), ORDERS, CONTRACT)
    assert match.warnings == ()


def test_of_a_column_that_is_there_twice_the_first_is_used() -> None:
    match = match_columns("orders.csv", (*without(), "Email"), ORDERS, CONTRACT)
    assert match.positions["email"] == ORDERS.column_names.index("email")
    assert match.warnings == ("orders.csv: there more than once, the first is used: email.",)


def test_columns_that_landing_itself_adds_are_not_taken_for_renamed_ones() -> None:
    names = (*(name for name in PRODUCTS.column_names if name != "sku"), "source_id", "row_hash")
    match = match_columns("products.csv", names, PRODUCTS, CONTRACT)
    assert match.warnings[1].endswith("not loaded: source_id, row_hash.")


def test_a_missing_column_reads_null_and_a_default_is_left_to_staging(shop: Shop) -> None:
    shop.land_one("shop_products.csv", "title,product_id\nTasse,p1\n")
    assert shop.query("select product_id, title, variant_id, sku from raw.shop_products") == [
        ("p1", "Tasse", None, None)
    ]
