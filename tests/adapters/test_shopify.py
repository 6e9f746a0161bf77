"""Shopify's three shapes, and what is odd about each."""

import os
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import TresseError
from tests.adapters.vendor_files import VendorShop, vendor_shop

CUSTOMERS = (
    "\ufeffCustomer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,"
    "Default Address City,Default Address Country Code,Default Address Zip,Default Address Phone,"
    "Phone,Total Spent,Total Orders,Tags\n"
    "'7011,Zoé,Petit,zoe@example.com,yes,3 rue Basse,Nîmes,FR,'01000,,'+33612345678,24.00,2,"
    '"vip, newsletter"\n'
)
OLD_CUSTOMERS = (
    "First Name,Last Name,Email,Accepts Marketing,Address1,City,Country Code,Zip,Phone,"
    "Total Spent,Total Orders,Tags\n"
    "Zoé,Petit,Zoe@example.com ,no,3 rue Basse,Nîmes,FR,'01000,,24.00,2,\n"
)
ORDERS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem sku,Billing Name,Shipping Name,Shipping Zip,Shipping Country,Payment Method,"
    "Refunded Amount,Id,Source,Lineitem discount\n"
    "#1001,zoe@example.com,partially_refunded,2026-05-01 10:00:00 +0200,fulfilled,EUR,22.00,2.00,"
    "4.00,24.00,MAI,1.00,2026-05-01 09:59:00 +0200,2,Vase,10.00,V-1,Zoé Petit,Zoé Petit,'01000,FR,"
    "Shopify Payments,5.00,'5001,web,1.00\n"
    "#1001,zoe@example.com,,,,,,,,,,,,1,Bol,3.00,B-1,,,,,,,,,0.00\n"
    "#1002,zoe@example.com,paid,,,EUR,9.00,0.00,0.00,9.00,,,2026-05-02 09:59:00 +0200,1,Bol,9.00,"
    "B-1,,,,,,0.00,'5002,pos,0.00\n"
)


@pytest.fixture
def shop(tmp_path: Path) -> VendorShop:
    return vendor_shop(tmp_path, "shopify")


def test_an_order_of_two_lines_is_one_order_whose_cells_stand_on_its_first_line(
    shop: VendorShop,
) -> None:
    shop.deliver({"customers_export.csv": CUSTOMERS, "orders_export.csv": ORDERS})
    assert shop.rows(
        "shop_orders", "order_id", "total_amount", "payment_method", "source_line"
    ) == [
        ("'5001", "24.00", "card", 2),
        ("'5002", "9.00", None, 4),
    ]
    assert shop.rows("shop_order_lines", "order_line_id", "order_id", "sku", "line_amount") == [
        ("'5001-1", "'5001", "V-1", "19.0000"),
        ("'5001-2", "'5001", "B-1", "3.0000"),
        ("'5002-1", "'5002", "B-1", "9.0000"),
    ]
    assert shop.unused("shop_orders") == {
        "a further line of an order, which shop_order_lines has": 1
    }


def test_a_refunded_amount_without_a_date_counts_on_the_day_of_the_order(shop: VendorShop) -> None:
    shop.deliver({"customers_export.csv": CUSTOMERS, "orders_export.csv": ORDERS})
    assert shop.rows("shop_refunds", "order_id", "amount", "refunded_at") == [
        ("'5001", "5.00", "2026-05-01 09:59:00 +0200")
    ]


def test_a_line_that_was_edited_away_goes_with_the_newer_export(shop: VendorShop) -> None:
    shop.deliver({"customers_export.csv": CUSTOMERS, "orders_export.csv": ORDERS})
    edited = "".join(
        row
        for row in ORDERS.splitlines(keepends=True)
        if not row.startswith("#1001,zoe@example.com,,")
    )
    newer = shop.settings.inbox / "vendor" / "orders_export_2.csv"
    newer.write_text(edited)
    os.utime(newer, (newer.stat().st_mtime + 60,) * 2)
    shop.deliver({})
    assert shop.rows("shop_order_lines", "order_line_id") == [("'5001-1",), ("'5002-1",)]
    assert shop.unused("shop_order_lines") == {"a newer export has the lines of the order": 3}
    # Both versions of the orders stay: staging keeps the newest of each.
    assert len(shop.rows("shop_orders", "order_id")) == 4


def test_a_customer_of_the_admin_s_export_has_no_date_and_keeps_its_apostrophes_for_staging(
    shop: VendorShop,
) -> None:
    shop.deliver({"customers_export.csv": CUSTOMERS, "orders_export.csv": ORDERS})
    columns = ("customer_id", "email_optin", "postal_code", "phone", "created_at", "tags")
    assert shop.rows("shop_customers", *columns) == [
        ("'7011", "yes", "'01000", "'+33612345678", None, "vip|newsletter")
    ]


def test_an_older_export_without_ids_has_the_address_as_its_key(shop: VendorShop) -> None:
    shop.deliver({"customers_export.csv": OLD_CUSTOMERS, "orders_export.csv": ORDERS})
    [(customer_id, optin, city)] = shop.rows("shop_customers", "customer_id", "email_optin", "city")
    assert (customer_id[:6], optin, city) == ("email:", "no", "Nîmes")
    assert "@" not in customer_id


REST = {
    "customer.csv": (
        "id,email,state,orders_count,accepts_marketing,created_at,updated_at,_fivetran_deleted\n"
        "1,a@example.com,disabled,1,TRUE,2026-05-01 08:00:00.000 ,2026-05-02 08:00:00,false\n"
        "2,b@example.com,enabled,0,FALSE,2026-05-01 08:00:00,2026-05-02 08:00:00,true\n"
    ),
    "order.csv": (
        "id,name,email,customer_id,financial_status,fulfillment_status,total_price,taxes_included,"
        "currency,processed_at,created_at,updated_at,checkout_token,source_name,test\n"
        "10,#1,a@example.com,1,expired,,12.00,TRUE,EUR,2026-05-01 09:00:00,2026-05-01 09:00:01,"
        "2026-05-01 09:00:02,tok,iphone,FALSE\n"
        "11,#2,a@example.com,1,paid,restocked,12.00,TRUE,EUR,,2026-05-03 09:00:01,"
        "2026-05-03 09:00:02,tok,web,FALSE\n"
    ),
    "order_line.csv": (
        "order_id,id,product_id,variant_id,title,price,quantity,sku,fulfillable_quantity,gift_card,"
        "total_discount\n"
        "10,100,7,70,Vase,4.00,3,V,0,FALSE,0.50\n"
        "10,101,8,80,Bon,5.00,1,B,0,TRUE,0\n"
    ),
    "order_shipping_line.csv": (
        "id,order_id,carrier_identifier,price,discounted_price\n1,10,,5.00,2.50\n2,10,,1.00,\n"
    ),
    "transaction.csv": (
        "id,order_id,kind,status,gateway,processed_at,created_at,amount\n"
        "1,10,authorization,success,paypal,2026-05-01 09:01:00,2026-05-01 09:01:00,12\n"
        "2,10,capture,success,paypal,2026-05-01 09:05:00,2026-05-01 09:05:00,12\n"
        "3,11,sale,failure,shopify_payments,2026-05-03 09:05:00,2026-05-03 09:05:00,12\n"
    ),
    "refund.csv": "id,created_at,processed_at,restock,order_id\n5,2026-05-09,2026-05-10,FALSE,10\n",
    "order_line_refund.csv": (
        "id,refund_id,restock_type,quantity,order_line_id,subtotal,total_tax\n"
        "50,5,return,1,100,3.00,0.60\n51,6,cancel,1,100,douze,0.60\n"
    ),
    "order_adjustment.csv": (
        "id,order_id,refund_id,amount,tax_amount,kind\n60,10,5,-2.00,-0.40,shipping_refund\n"
    ),
    "abandoned_checkout.csv": (
        "id,abandoned_checkout_url,completed_at,created_at,currency,customer_locale,email,token,"
        "total_price,credit_card_number\n"
        "900,https://shop.example/recover?key=s3cret,2026-05-01,2026-05-01,EUR,fr,a@example.com,tok,"
        "12.00,4111111111111111\n"
    ),
}


def test_what_shopify_calls_disabled_is_a_guest_and_a_deleted_record_is_gone(
    shop: VendorShop,
) -> None:
    shop.deliver(REST)
    assert shop.rows("shop_customers", "customer_id", "account_state", "is_deleted") == [
        ("1", "guest", "false"),
        ("2", "enabled", "true"),
    ]


def test_an_order_s_codes_become_the_contract_s(shop: VendorShop) -> None:
    shop.deliver(REST)
    columns = ("order_id", "financial_status", "fulfilment_status", "channel", "ordered_at")
    assert shop.rows("shop_orders", *columns) == [
        ("10", "voided", "unfulfilled", "mobile_app", "2026-05-01 09:00:00"),
        ("11", "paid", "returned", "web", "2026-05-03 09:00:01"),
    ]


def test_an_order_is_paid_when_money_was_captured_not_when_it_was_reserved(
    shop: VendorShop,
) -> None:
    shop.deliver(REST)
    columns = ("payment_method", "paid_at", "shipping_amount")
    assert shop.rows("shop_orders", *columns) == [
        ("paypal", "2026-05-01 09:05:00", "3.5000"),
        (None, None, None),
    ]


def test_a_line_is_what_it_cost_after_its_discount_and_a_gift_card_is_no_product(
    shop: VendorShop,
) -> None:
    shop.deliver(REST)
    assert shop.rows("shop_order_lines", "order_line_id", "line_type", "line_amount") == [
        ("100", "product", "11.5000"),
        ("101", "gift_card", "5.0000"),
    ]


def test_a_refund_is_its_lines_with_tax_and_what_went_back_beside(shop: VendorShop) -> None:
    shop.deliver(REST)
    columns = ("refund_line_id", "order_id", "kind", "amount", "refunded_at")
    assert shop.rows("shop_refunds", *columns) == [
        ("adjustment-60", "10", "refund", "2.4000", "2026-05-10"),
        ("50", "10", "return", "3.6000", "2026-05-10"),
        # Unreadable and of no refund: both stay for staging to say so.
        ("51", None, "cancellation", "douze", None),
    ]


def test_a_checkout_belongs_to_the_first_order_that_names_it(shop: VendorShop) -> None:
    shop.deliver(REST)
    assert shop.rows("shop_carts", "cart_id", "converted_order_id", "recovery_url") == [
        ("tok", "10", None)
    ]


def test_card_numbers_and_recovery_links_never_reach_the_lake(shop: VendorShop) -> None:
    shop.deliver(REST)
    stored = b"".join(path.read_bytes() for path in shop.settings.lake.rglob("*.parquet"))
    names = shop.column("select column_name from (describe raw.shop_carts)")
    assert b"4111111111111111" not in stored
    [(columns,)] = shop.query(
        "select string_agg(name, ' ') from parquet_schema(?)",
        [str(shop.settings.lake / "raw" / "shopify_rest__abandoned_checkout" / "*.parquet")],
    )
    assert "credit_card" not in columns
    assert "recovery_url" in names


def test_a_file_of_no_table_that_is_read_is_noted_and_one_named_as_a_table_is_refused(
    shop: VendorShop,
) -> None:
    report = shop.deliver({**REST, "fulfillment_event.csv": "id,status\n1,ok\n"})
    assert [note for note in report.notes if "fulfillment_event" in note] == [
        "vendor/fulfillment_event.csv: is no table of shopify that is read; it was not."
    ]
    with pytest.raises(TresseError, match=r"order\.csv: is named as a table of shopify, and lacks"):
        shop.deliver({"order.csv": "id,email\n1,a@example.com\n"})


def test_a_core_table_that_no_file_gives_rows_of_stops_the_landing(shop: VendorShop) -> None:
    with pytest.raises(TresseError, match=r"shop_customers: no file in .* and the table is core"):
        shop.deliver({name: REST[name] for name in ("order.csv", "order_line.csv")})
    with pytest.raises(duckdb.CatalogException):
        shop.query("select * from raw.shop_orders")


def test_what_was_adapted_is_made_anew_only_when_a_file_is_new(shop: VendorShop) -> None:
    shop.deliver(REST)
    folder = shop.settings.lake / "raw" / "shop_orders"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    shop.deliver({})
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    shop.deliver({"order_2.csv": REST["order.csv"].replace("#2", "#3")})
    after = {path.name for path in folder.iterdir() if path.name.endswith("_vendor.parquet")}
    assert len(after - set(before)) == 1
    assert len(shop.rows("shop_orders", "order_id")) == 4


GRAPHQL = {
    "customer.csv": (
        "id,email,email_marketing_consent_state,email_marketing_consent_updated_at,state\n"
        "1,a@example.com,SUBSCRIBED,2026-05-01 08:00:00,enabled\n"
        "2,b@example.com,PENDING,2026-05-01 08:00:00,enabled\n"
        "3,c@example.com,NOT_SUBSCRIBED,,enabled\n"
        "4,d@example.com,INVALID,,enabled\n"
    ),
    "order.csv": (
        "id,customer_id,customer_locale,display_financial_status,display_fulfillment_status,"
        "total_price_set_shop_amount,currency_code,created_at\n"
        "10,1,fr-CA,PARTIALLY_PAID,PARTIALLY_FULFILLED,12.00,EUR,2026-05-01 09:00:00\n"
    ),
    "order_line.csv": (
        "id,order_id,original_total_set_shop_amount,quantity,total_discount_set_shop_amount\n"
        "100,10,10.00,3,1.00\n"
    ),
    "refund.csv": (
        "id,order_id,return_id,total_refunded_set_shop_amount,created_at\n"
        "5,10,8,7.00,2026-05-09 10:00:00\n"
    ),
    "refund_line_item.csv": (
        "id,refund_id,order_line_id,subtotal_set_shop_amount,total_tax_set_shop_amount,restocked,"
        "restock_type,quantity\n50,5,100,3.00,0.60,true,return,1.0\n"
    ),
    "return_line_item.csv": (
        "id,return_id,order_line_id,return_reason_note,quantity\n1,8,100,trop petit,1\n"
    ),
}


def test_only_a_subscribed_consent_is_an_opt_in_and_an_unsettled_one_is_unknown(
    shop: VendorShop,
) -> None:
    shop.deliver(GRAPHQL)
    assert shop.rows("shop_customers", "customer_id", "email_optin", "language") == [
        ("1", "true", "fr"),
        ("2", None, None),
        ("3", "false", None),
        ("4", None, None),
    ]


def test_what_graphql_refunds_beside_its_lines_is_a_row_of_its_own(shop: VendorShop) -> None:
    shop.deliver(GRAPHQL)
    columns = ("refund_line_id", "order_line_id", "amount", "reason", "refunded_at")
    assert shop.rows("shop_refunds", *columns) == [
        ("refund-5", None, "3.4000", None, "2026-05-09 10:00:00"),
        ("50", "100", "3.6000", "trop petit", "2026-05-09 10:00:00"),
    ]


def test_graphql_s_codes_become_the_contract_s_and_a_piece_has_its_price(shop: VendorShop) -> None:
    shop.deliver(GRAPHQL)
    assert shop.rows("shop_orders", "financial_status", "fulfilment_status", "currency") == [
        ("partially_paid", "partial", "EUR")
    ]
    assert shop.rows("shop_order_lines", "unit_price", "line_amount") == [("3.3333", "9.0000")]
