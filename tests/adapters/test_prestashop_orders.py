"""PrestaShop's orders: what money, states, returns and vouchers say that is easily misread."""

from decimal import Decimal
from pathlib import Path

from tests.adapters.test_prestashop import CUSTOMERS, FILES
from tests.adapters.vendor_files import VendorShop, vendor_shop

ORDER = "id_order,reference,id_customer,id_currency,current_state,conversion_rate,valid,"
MONEY = "total_paid_tax_incl,total_paid_tax_excl,total_discounts_tax_incl,date_add\n"
SLIP = "id_order_slip,id_order,total_products_tax_incl,total_shipping_tax_incl,date_add\n"
SLIP_DETAIL = "id_order_slip,id_order_detail,product_quantity,amount_tax_incl\n"
RETURN = "id_order_return,id_order,state,question,date_add,date_upd\n"
RETURN_DETAIL = "id_order_return,id_order_detail,product_quantity\n"


def shop_of(data_dir: Path, *tables: str) -> VendorShop:
    """A shop of which PrestaShop delivers those tables of the contract, or all."""
    declared = {"tables": list(tables)} if tables else {}
    return vendor_shop(data_dir, "prestashop", time_zone="Europe/Paris", **declared)


def order(order_id: str, state: str = "5", rate: str = "1", valid: str = "1") -> str:
    return f"{order_id},REF{order_id},1,1,{state},{rate},{valid},12.00,10.00,0,2026-03-01 10:00\n"


def orders(*rows: str) -> str:
    return ORDER + MONEY + "".join(rows)


def test_a_rate_is_turned_round_to_the_last_of_its_digits(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_orders")
    rates = ["1.083800", "3.000000", "0.000123", "117.345600"]
    rows = [order(str(place), rate=rate) for place, rate in enumerate(rates)]
    shop.deliver({"ps_orders.csv": orders(*rows, order("no rate", rate="0.000000"))})
    exact = [(Decimal(1) / Decimal(rate)).quantize(Decimal("0.00000001")) for rate in rates]
    found = shop.column("select fx_rate from raw.shop_orders where source_id = 'vendor'")
    assert [rate and Decimal(rate) for rate in found] == [*exact, None]


def test_an_order_that_was_taken_up_again_is_not_cancelled(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_orders")
    shop.deliver(
        {
            "ps_orders.csv": orders(order("taken up again", "2"), order("cancelled", "6")),
            "ps_order_history.csv": (
                "id_order_history,id_order,id_order_state,date_add\n"
                "1,taken up again,6,2026-03-02\n2,taken up again,2,2026-03-03\n"
                "3,cancelled,6,2026-03-04\n"
            ),
        }
    )
    assert shop.rows("shop_orders", "order_id", "cancelled_at") == [
        ("taken up again", None),
        ("cancelled", "2026-03-04"),
    ]


def test_slips_say_whether_an_order_is_paid_back_in_part_or_whole(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_orders", "shop_refunds")
    names = ["nothing back", "shipping back", "a line back", "all back", "all back without lines"]
    shop.deliver(
        {
            "ps_orders.csv": orders(*(order(name) for name in names)),
            "ps_order_slip.csv": (
                f"{SLIP}1,shipping back,0,2.00,2026-03-05\n2,a line back,5.00,0,2026-03-05\n"
                "3,all back,10.00,2.00,2026-03-05\n4,all back without lines,12.00,0,2026-03-05\n"
            ),
            "ps_order_slip_detail.csv": f"{SLIP_DETAIL}2,l2,1,5.00\n3,l3,1,10.00\n",
        }
    )
    assert shop.rows("shop_orders", "financial_status") == [
        ("paid",),
        ("partially_refunded",),
        ("partially_refunded",),
        ("refunded",),
        ("refunded",),
    ]
    paid_back = shop.rows("shop_refunds", "refund_line_id", "order_line_id", "amount")
    assert sorted(paid_back, key=str) == [
        ("1-shipping", None, "2.00"),
        ("2-l2", "l2", "5.00"),
        ("3-l3", "l3", "10.00"),
        ("3-shipping", None, "2.00"),
        ("4-products", None, "12.00"),
    ]


def test_a_state_of_which_nothing_is_known_is_not_pending(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_orders")
    shop.deliver({"ps_orders.csv": orders(order("of its own state", "27", valid=""))})
    columns = ("financial_status", "fulfilment_status", "is_valid_sale")
    assert shop.rows("shop_orders", *columns) == [("unknown", None, None)]


def test_what_a_line_was_reduced_by_in_percent_is_a_discount(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_order_lines")
    shop.deliver(
        {
            "ps_order_detail.csv": (
                "id_order_detail,id_order,product_quantity,unit_price_tax_incl,reduction_percent,"
                "reduction_amount_tax_incl,total_price_tax_incl\n"
                "20 percent,1,2,8.000000,20.00,0.000000,16.000000\n"
                "1 euro,1,2,8.000000,0.00,1.000000,16.000000\n"
                "nothing,1,2,8.000000,0.00,0.000000,16.000000\n"
                "free,1,1,0.000000,100.00,0.000000,0.000000\n"
            )
        }
    )
    columns = ("order_line_id", "unit_price", "discount_amount", "line_amount")
    assert shop.rows("shop_order_lines", *columns) == [
        ("20 percent", "10.0000", "4.0000", "16.000000"),
        ("1 euro", "9.0000", "2.0000", "16.000000"),
        ("nothing", "8.0000", "0.0000", "16.000000"),
        ("free", "0.0000", "0.0000", "0.000000"),
    ]


def test_a_credit_slip_s_voucher_and_free_delivery_are_no_promotion(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_order_discounts")
    shop.deliver(
        {
            "ps_order_cart_rule.csv": (
                "id_order_cart_rule,id_order,id_cart_rule,value,free_shipping\n"
                "1,1,1,5.00,0\n2,1,2,4.00,1\n3,1,3,3.00,1\n"
            ),
            "ps_cart_rule.csv": (
                "id_cart_rule,code,reduction_percent,reduction_amount,gift_product\n"
                "1,V12C3O45,0,5.00,0\n2,PORT0,0,0,0\n3,VIP10,10,0,0\n"
            ),
        }
    )
    assert shop.rows("shop_order_discounts", "code", "discount_type", "kind") == [
        ("V12C3O45", "fixed", "refund_credit"),
        ("PORT0", "free_shipping", "shipping"),
        ("VIP10", "percentage", None),
    ]


def test_a_return_counts_once_it_is_back_and_no_slip_pays_for_it(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_refunds")
    states = {"asked for": 1, "on its way": 2, "received": 3, "refused": 4, "completed": 5}
    shop.deliver(
        {
            "ps_order_return.csv": RETURN
            + "".join(
                f"{name},1,{state},Trop petit,2026-03-08,2026-03-09\n"
                for name, state in {**states, "the shop's own": 9, "with a slip": 5}.items()
            ),
            "ps_order_return_detail.csv": RETURN_DETAIL
            + "".join(f"{name},line {name},1\n" for name in [*states, "the shop's own"])
            + "with a slip,line with a slip,1\n",
            "ps_order_slip.csv": f"{SLIP}50,1,9.00,0,2026-03-10\n",
            "ps_order_slip_detail.csv": (
                f"{SLIP_DETAIL}50,line with a slip,1,9.00\n50,line refused,1,3.00\n"
            ),
        }
    )
    columns = ("order_line_id", "kind", "quantity", "amount", "reason", "refunded_at")
    assert sorted(shop.rows("shop_refunds", *columns)) == [
        ("line completed", "return", "1", None, "Trop petit", "2026-03-09"),
        ("line received", "return", "1", None, "Trop petit", "2026-03-09"),
        ("line refused", "refund", "1", "3.00", None, "2026-03-10"),
        ("line with a slip", "return", "1", "9.00", "Trop petit", "2026-03-10"),
    ]
    assert shop.unused("shop_refunds") == {
        "a return in a state that only the shop knows": 1,
        "a return that a slip pays back": 2,
        "a return that has not come back": 2,
        "no shipping refunded": 1,
    }


def test_the_word_null_of_a_dump_hides_no_phone_and_is_no_address_to_hash(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_customers", "msg_consents")
    shop.deliver(
        {
            "ps_customer.csv": CUSTOMERS,
            "ps_address.csv": (
                "id_address,id_customer,address1,postcode,phone,phone_mobile,active,date_upd\n"
                "1,1,x,01000,0412345678,NULL,1,2026-01-01\n"
                "2,2,x,01000,0412345679,\\N,1,2026-01-01\n"
                "3,2,y,75001,0699999999,,0,2026-02-01\n"
            ),
            "ps_emailsubscription.csv": (
                "id,email,newsletter_date_add,ip_registration_newsletter,http_referer,active\n"
                "1,a@example.com,2026-01-05,NULL,NULL,1\n"
            ),
        }
    )
    assert shop.rows("shop_customers", "phone") == [("0412345678",), ("0412345679",), (None,)]
    assert shop.rows("msg_consents", "ip_hash") == [(None,)]


def test_a_loader_s_booleans_are_mysql_s_ones_and_zeros(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, "shop_customers", "shop_orders")
    shop.deliver(
        {
            "ps_customer.csv": (
                "id_customer,email,newsletter,is_guest,active,deleted,id_gender\n"
                "1,a@example.com,true,false,false,false,2\n2,b@example.com,false,true,true,true,1\n"
            ),
            "ps_gender.csv": "id_gender,type\n1,false\n2,true\n",
            "ps_orders.csv": orders(order("1", valid="true")),
            "ps_order_state.csv": "id_order_state,paid,shipped,delivery\n5,true,true,true\n",
        }
    )
    assert shop.rows("shop_customers", "account_state", "gender", "is_deleted") == [
        ("disabled", "f", "false"),
        ("guest", "m", "true"),
    ]
    assert shop.rows("shop_orders", "financial_status", "fulfilment_status") == [
        ("paid", "fulfilled")
    ]


def test_no_secret_of_any_table_is_anywhere_in_the_lake(tmp_path: Path) -> None:
    shop = shop_of(tmp_path)
    secrets = {
        "ps_orders.csv": ("secure_key", "orderkey"),
        "ps_cart.csv": ("secure_key", "cartkey"),
        "ps_order_payment.csv": ("card_number,card_holder", "4970XXXX,holder"),
    }
    files = dict(FILES)
    for name, (header, cells) in secrets.items():
        first, *rest = FILES[name].splitlines()
        files[name] = "\n".join([f"{first},{header}", *(f"{row},{cells}" for row in rest)]) + "\n"
    shop.deliver(files)
    pattern = shop.settings.lake / "**" / "*.parquet"
    held = str(shop.query(f"select * from read_parquet('{pattern}', union_by_name = true)"))
    assert "j@example.com" in held
    for secret in (
        *("orderkey", "cartkey", "4970XXXX", "holder"),
        *("passwordhash", "deadbeefsecurekey", "tokenoftheday"),
    ):
        assert secret not in held
