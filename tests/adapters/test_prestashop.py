"""PrestaShop's tables, and what is odd about them."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from tests.adapters.vendor_files import VendorShop, vendor_shop

CUSTOMERS = (
    "id_customer,id_gender,id_default_group,id_lang,firstname,lastname,email,passwd,secure_key,"
    "reset_password_token,birthday,newsletter,newsletter_date_add,optin,active,is_guest,deleted,"
    "date_add,date_upd\n"
    "1,1,3,1,Jean,Roux,j@example.com,$2y$10$passwordhash,deadbeefsecurekey,tokenoftheday,0000-00-00,"
    "1,2026-01-02 10:00:00,0,1,0,0,2026-01-01 10:00:00,2026-01-03 10:00:00\n"
    "2,2,2,1,Anna,Petit,a@example.com,,,,1990-05-01,0,0000-00-00 00:00:00,0,1,1,0,"
    "2026-01-01 10:00:00,2026-01-03 10:00:00\n"
    "3,9,2,1,Max,Blau,m@example.com,,,,,0,,0,0,0,1,2026-01-01 10:00:00,2026-01-03 10:00:00\n"
)
ADDRESSES = (
    "id_address,id_customer,id_country,firstname,lastname,address1,postcode,city,phone,phone_mobile,"
    "deleted,active,date_upd\n"
    "10,1,8,Jean,Roux,1 rue Haute,01000,Bourg,0412345678,0612345678,0,1,2026-01-01\n"
    "11,1,8,Jean,Roux,9 rue Vieille,75001,Paris,,,1,1,2026-02-01\n"
)
ORDERS = (
    "id_order,reference,id_customer,id_cart,id_currency,id_address_delivery,id_address_invoice,"
    "current_state,valid,module,conversion_rate,total_paid_tax_incl,total_paid_tax_excl,"
    "total_discounts_tax_incl,total_shipping_tax_incl,total_products_wt,date_add,date_upd\n"
    "100,ABCDEFGHI,1,7,1,11,10,5,1,ps_wirepayment,1.250000,24.000000,20.000000,0,4.00,20.00,"
    "2026-03-01 10:00:00,2026-03-02\n"
    "101,ABCDEFGHJ,0,8,1,11,10,6,0,paypal,1.000000,12.00,10.00,0,0,12.00,2026-03-01 11:00:00,"
    "2026-03-02\n"
    "102,ABCDEFGHK,2,9,1,11,10,7,1,stripe_official,1.000000,12.00,10.00,0,0,12.00,"
    "2026-03-01 11:00:00,2026-03-02\n"
)
FILES = {
    "ps_customer.csv": CUSTOMERS,
    "ps_address.csv": ADDRESSES,
    "ps_orders.csv": ORDERS,
    "ps_order_detail.csv": (
        "id_order_detail,id_order,product_id,product_attribute_id,product_reference,product_name,"
        "product_quantity,unit_price_tax_incl,reduction_amount_tax_incl,total_price_tax_incl\n"
        "1000,100,5,0,V-1,Vase,2,9.000000,1.000000,18.000000\n"
        "1001,100,6,61,B-1,Bol,1,2.000000,0.000000,2.000000\n"
    ),
    "ps_lang.csv": "id_lang,iso_code,language_code\n1,fr,fr-fr\n",
    "ps_country.csv": "id_country,id_zone,iso_code\n8,1,FR\n",
    "ps_currency.csv": "id_currency,iso_code,conversion_rate\n1,EUR,1\n",
    "ps_order_state.csv": ("id_order_state,paid,shipped,delivery\n5,1,1,1\n6,0,0,0\n7,0,0,0\n"),
    "ps_order_history.csv": (
        "id_order_history,id_order,id_order_state,date_add\n"
        "1,101,6,2026-03-05 09:00:00\n2,101,6,2026-03-06 09:00:00\n3,100,5,2026-03-05\n"
    ),
    "ps_order_payment.csv": (
        "id_order_payment,order_reference,amount,date_add\n1,ABCDEFGHI,24,2026-03-01 10:01:00\n"
    ),
    "ps_order_slip.csv": (
        "id_order_slip,id_order,total_shipping_tax_incl,date_add\n"
        "50,100,4.00,2026-03-09 10:00:00\n51,102,0.00,2026-03-09 10:00:00\n"
    ),
    "ps_order_slip_detail.csv": (
        "id_order_slip,id_order_detail,product_quantity,amount_tax_incl\n50,1000,1,9.00\n"
    ),
    "ps_order_return.csv": (
        "id_order_return,id_order,question,date_add\n60,100,Trop petit,2026-03-08\n"
    ),
    "ps_order_return_detail.csv": (
        "id_order_return,id_order_detail,product_quantity\n60,1000,1\n60,1001,1\n"
    ),
    "ps_cart.csv": (
        "id_cart,id_customer,id_guest,id_currency,date_add,date_upd\n"
        "7,1,0,1,2026-03-01 09:00:00,2026-03-01 10:00:00\n"
        "90,0,33,1,2026-03-01 09:00:00,2026-03-01 10:00:00\n"
    ),
    "ps_cart_product.csv": (
        "id_cart,id_product,id_product_attribute,quantity\n90,5,0,2\n90,6,61,1\n"
    ),
    "ps_emailsubscription.csv": (
        "id,email,newsletter_date_add,ip_registration_newsletter,http_referer,active\n"
        "1,news@example.com,2026-01-05 10:00:00,192.0.2.7,,1\n"
        "2,soon@example.com,2026-01-05 10:00:00,192.0.2.8,,0\n"
    ),
    "ps_customer_group.csv": "id_customer,id_group\n1,3\n",
}


@pytest.fixture
def shop(tmp_path: Path) -> VendorShop:
    shop = vendor_shop(tmp_path, "prestashop", time_zone="Europe/Paris")
    shop.deliver(FILES)
    return shop


def test_passwords_and_keys_never_reach_the_lake(shop: VendorShop) -> None:
    path = shop.settings.lake / "raw" / "prestashop_sql__customer" / "*.parquet"
    columns = shop.column(f"select name from parquet_schema('{path}')")
    assert "email" in columns
    assert not {"passwd", "secure_key", "reset_password_token"} & set(columns)
    told = shop.query("select * from raw.landed_files") + shop.query(
        "select * from raw.rejected_rows"
    )
    assert "passwordhash" not in str(told)


def test_what_mysql_writes_for_nothing_is_nothing(shop: VendorShop) -> None:
    columns = ("customer_id", "birth_date", "email_optin_at", "gender", "account_state")
    assert shop.rows("shop_customers", *columns) == [
        ("1", None, "2026-01-02 10:00:00", "m", "enabled"),
        ("2", "1990-05-01", None, "f", "guest"),
        ("3", None, None, None, "disabled"),
    ]
    assert shop.rows("shop_customers", "is_deleted") == [("0",), ("0",), ("1",)]


def test_a_customer_lives_at_the_newest_address_that_is_not_deleted(shop: VendorShop) -> None:
    columns = ("postal_code", "country_code", "phone", "language")
    assert shop.rows("shop_customers", *columns)[0] == ("01000", "FR", "0612345678", "fr")


def test_an_order_keeps_its_own_address_though_its_customer_deleted_it(shop: VendorShop) -> None:
    columns = ("order_id", "ship_postal_code", "email", "customer_id", "cart_id")
    assert shop.rows("shop_orders", *columns) == [
        ("100", "75001", "j@example.com", "1", "7"),
        ("101", "75001", None, None, "8"),
        ("102", "75001", "a@example.com", "2", "9"),
    ]


def test_an_order_s_state_says_how_far_it_is_paid_and_sent(shop: VendorShop) -> None:
    columns = ("financial_status", "fulfilment_status", "is_valid_sale", "cancelled_at", "paid_at")
    assert shop.rows("shop_orders", *columns) == [
        ("partially_refunded", "fulfilled", "1", None, "2026-03-01 10:01:00"),
        ("voided", "unfulfilled", "0", "2026-03-05 09:00:00", None),
        ("refunded", "unfulfilled", "1", None, None),
    ]


def test_money_is_with_tax_and_the_rate_is_turned_round(shop: VendorShop) -> None:
    columns = ("total_amount", "tax_amount", "fx_rate", "payment_method")
    assert shop.rows("shop_orders", *columns)[0] == (
        "24.000000",
        "4.0000",
        "0.80000000",
        "transfer",
    )


def test_a_line_has_its_price_before_the_reduction_and_no_variant_zero(shop: VendorShop) -> None:
    columns = ("order_line_id", "variant_id", "unit_price", "discount_amount", "line_amount")
    assert shop.rows("shop_order_lines", *columns) == [
        ("1000", None, "10.0000", "2.0000", "18.000000"),
        ("1001", "61", "2.0000", "0.0000", "2.000000"),
    ]


def test_a_line_that_came_back_and_was_paid_back_is_one_refund(shop: VendorShop) -> None:
    columns = ("refund_line_id", "order_line_id", "kind", "amount")
    assert shop.rows("shop_refunds", *columns) == [
        ("50-shipping", None, "refund", "4.00"),
        ("50-1000", "1000", "return", "9.00"),
    ]
    assert shop.unused("shop_refunds") == {
        "a return in a state that only the shop knows": 1,
        "a return that a slip pays back": 1,
        "no shipping refunded": 1,
    }


def test_a_cart_without_an_order_is_somebody_s_whom_only_a_cookie_knows(shop: VendorShop) -> None:
    columns = ("cart_id", "customer_id", "anonymous_id", "converted_order_id", "items_count")
    assert shop.rows("shop_carts", *columns) == [
        ("7", "1", None, "100", None),
        ("90", None, "33", None, "3"),
    ]


def test_the_newsletter_s_guests_are_subscribers_and_their_ip_is_kept_as_a_hash_only(
    shop: VendorShop,
) -> None:
    assert shop.rows("msg_subscribers", "address", "status") == [
        ("news@example.com", "subscribed"),
        ("soon@example.com", "pending"),
    ]
    # Who unsubscribes is deleted: one that is not active has not followed its link yet.
    assert shop.rows("msg_consents", "address", "state", "ip_hash") == [
        ("news@example.com", "granted", sha256(b"192.0.2.7").hexdigest()),
        ("soon@example.com", "pending", sha256(b"192.0.2.8").hexdigest()),
    ]


def test_any_prefix_will_do_and_a_table_that_only_looks_alike_is_left_alone(tmp_path: Path) -> None:
    shop = vendor_shop(tmp_path, "prestashop")
    report = shop.deliver({name.replace("ps_", "boutique_"): text for name, text in FILES.items()})
    assert len(shop.rows("shop_orders", "order_id")) == 3
    assert [note for note in report.notes if "is no table" in note] == [
        "vendor/boutique_customer_group.csv: is no table of prestashop that is read; it was not."
    ]


def test_a_newer_copy_of_a_table_is_a_newer_version_of_its_rows(shop: VendorShop) -> None:
    path = shop.settings.inbox / "vendor" / "ps_address.csv"
    path.write_text(ADDRESSES.replace("75001", "75002"))
    os.utime(path, (path.stat().st_mtime + 60,) * 2)
    shop.deliver({})
    assert {row[0] for row in shop.rows("shop_orders", "ship_postal_code")} == {"75002"}
