"""Each trap of Online Retail: invoice lines as published become a shop's tables."""

from pathlib import Path

import pytest

from tests.landing.shop import Shop, make_shop

HEADER = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"
SALE = "489434,85048, GLASS BALL ,12,2009-12-01 07:45:00,6.95,13085,United Kingdom\n"
TWIN = "489435,22041,RECORD FRAME,2,2009-12-02 07:46:00,2.10,13085,United Kingdom\n"
LATER = "489436,85048,GLASS BALL,1,2009-12-03 09:06:00,6.95,13085,EIRE\n"
CREDIT = "C489449,85048,GLASS BALL,-1,2009-12-04 10:33:00,6.95,13085,United Kingdom\n"
TABLES = ["shop_customers", "shop_orders", "shop_order_lines", "shop_refunds", "shop_products"]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shop = make_shop(tmp_path, vendor="online_retail", tables=TABLES)
    for name in ("shop_customers.csv", "shop_orders.csv", "shop_order_lines.csv"):
        shop.remove(name)
    return shop


def landed(shop: Shop, *lines: str) -> Shop:
    shop.put("online_retail.csv", HEADER + "".join(lines))
    shop.land()
    return shop


def test_an_invoice_is_an_order_of_the_sum_of_its_lines(shop: Shop) -> None:
    landed(shop, SALE, SALE.replace("12,2009", "1,2009"), TWIN)
    query = "select order_id, customer_id, ordered_at, total_amount from raw.shop_orders"
    assert shop.query(f"{query} order by 1") == [
        ("489434", "13085", "2009-12-01 07:45:00", "90.3500"),
        ("489435", "13085", "2009-12-02 07:46:00", "4.2000"),
    ]


def test_two_equal_lines_of_an_invoice_are_two_lines(shop: Shop) -> None:
    landed(shop, TWIN, TWIN)
    lines = shop.column("select order_line_id from raw.shop_order_lines order by 1")
    assert lines == ["489435-1", "489435-2"]
    assert shop.column("select total_amount from raw.shop_orders") == ["8.4000"]


def test_an_invoice_that_two_extracts_hold_has_the_same_lines_in_both(shop: Shop) -> None:
    landed(shop, SALE, TWIN, TWIN)
    shop.put("online_retail_next_year.csv", HEADER + TWIN + TWIN + LATER)
    shop.land()
    query = """
        select order_line_id, count(*), count(distinct row_hash)
        from raw.shop_order_lines where order_id = '489435' group by 1 order by 1
    """
    assert shop.query(query) == [("489435-1", 2, 1), ("489435-2", 2, 1)]


def test_a_credit_note_is_a_refund_of_the_latest_earlier_invoice_with_the_article(
    shop: Shop,
) -> None:
    too_late = LATER.replace("489436", "489500").replace("2009-12-03", "2009-12-09")
    landed(shop, SALE, LATER, CREDIT, too_late)
    query = "select refund_id, order_id, quantity, amount, kind from raw.shop_refunds"
    assert shop.query(query) == [("C489449", "489436", "1", "6.9500", "return")]
    orders = shop.column("select order_id from raw.shop_orders order by 1")
    assert orders == ["489434", "489436", "489500"]


@pytest.mark.parametrize(
    "sale",
    [SALE.replace("85048", "85049"), SALE.replace("13085", "13086"), SALE.replace("13085", "")],
)
def test_a_credit_note_of_no_known_invoice_keeps_its_own_number(shop: Shop, sale: str) -> None:
    landed(shop, sale, CREDIT)
    assert shop.column("select order_id from raw.shop_refunds") == ["C489449"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("POST", "shipping"),
        ("BANK CHARGES", "fee"),
        ("M", "adjustment"),
        ("m", "adjustment"),
        ("gift_0001_20", "gift_card"),
        ("GIFT_0001_20", "gift_card"),
        ("TEST001", "service"),
        ("85048", "product"),
        ("M85048", "product"),
    ],
)
def test_service_codes_are_lines_and_no_products(shop: Shop, code: str, kind: str) -> None:
    landed(shop, SALE.replace("85048", code))
    assert shop.column("select line_type from raw.shop_order_lines") == [kind]
    products = [code.upper()] if kind == "product" else []
    assert shop.column("select product_id from raw.shop_products") == products


def test_a_product_is_as_it_was_last_sold(shop: Shop) -> None:
    found_again = LATER.replace("GLASS BALL", "found again").replace("6.95", "0.00")
    landed(shop, LATER.replace("6.95", "7.50"), SALE, found_again.replace("2009", "2010"))
    query = "select product_id, title, price from raw.shop_products"
    assert shop.query(query) == [("85048", "GLASS BALL", "7.50")]


def test_a_country_is_that_of_the_customer_s_first_line(shop: Shop) -> None:
    landed(shop, SALE.replace("United Kingdom", "Unspecified"), LATER, TWIN)
    assert shop.query("select customer_id, country_code from raw.shop_customers") == [
        ("13085", "IE")
    ]


def test_a_line_that_cannot_be_read_leaves_its_order_without_a_total(shop: Shop) -> None:
    landed(shop, SALE, SALE.replace("12,2009", "many,2009"))
    assert shop.column("select total_amount from raw.shop_orders") == [None]


def test_the_first_data_set_s_header_is_read_too(shop: Shop) -> None:
    header = HEADER.replace("Invoice,", "InvoiceNo,").replace("Price", "UnitPrice")
    shop.put("data.csv", header.replace("Customer ID", "CustomerID") + SALE)
    shop.land()
    assert shop.column("select total_amount from raw.shop_orders") == ["83.4000"]
