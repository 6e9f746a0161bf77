"""What a marketing manager gives and expects: one inbox with everybody's records, run once.

A segment for which a story names a channel that it is not meant for is replaced by one that is.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.acceptance.stories import AS_OF, ORDERS, write_inbox
from tests.orchestration.conftest import Tresse

LAPSE = {"active_customers", "lapsed_3_6_months", "inactive_6_months"}


@dataclass(frozen=True)
class Published:
    """What the run published, asked by the id of somebody's record."""

    tresse: Tresse
    customers: dict[str, str]

    def rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """Rows of the serving file."""
        with duckdb.connect(self.tresse.serving, read_only=True) as serving:
            return serving.execute(query, list(values)).fetchall()

    def segments(self, record: str) -> set[str]:
        """The segments of the customer with that shop account."""
        query = "select segment from activation.segment_members where customer_id = ?"
        return {name for (name,) in self.rows(query, self.customer(record))}

    def feature(self, record: str, name: str) -> Any:
        """One feature of the customer with that shop account."""
        query = f"select {name} from activation.customer_features where customer_id = ?"
        ((value,),) = self.rows(query, self.customer(record))
        return value

    def reached(self, record: str) -> set[tuple[str, str]]:
        """The pairs of segment and channel at which the customer may be contacted."""
        query = "select segment, channel from activation.audience_members where customer_id = ?"
        return set(self.rows(query, self.customer(record)))

    def withheld(self, record: str) -> dict[tuple[str, str], str]:
        """Why the customer is kept out, by segment and channel."""
        query = """
            select segment, channel, reason from activation.audience_exclusions
            where customer_id = ?
        """
        return {
            (segment, channel): reason
            for segment, channel, reason in self.rows(query, self.customer(record))
        }

    def customer(self, record: str) -> str:
        """The customer of a shop account."""
        return self.customers[f"shop_customer:shop:{record}"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Published:
    tresse = Tresse(tmp_path_factory.mktemp("stories"))
    write_inbox(tresse.data_dir / "inbox")
    done = tresse("run", as_of=AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect(tresse.warehouse, read_only=True) as warehouse:
        identities = warehouse.execute(
            "select record_id, customer_id from identity.customer_identities"
        ).fetchall()
    return Published(tresse, dict(identities))


def test_one_buyer_in_three_records_and_three_guest_orders_is_one_customer(shop: Published) -> None:
    marie = shop.customer("marie_gmail")
    theirs = {record for record, customer in shop.customers.items() if customer == marie}
    guests = {f"guest_order:shop:o{number}" for number in range(3)}
    accounts = {"shop_customer:shop:marie_gmail", "shop_customer:shop:marie_perso"}
    assert theirs == {"crm_contact:crm:marie", *accounts, *guests}
    assert shop.feature("marie_gmail", "n_orders") == 3
    assert shop.feature("marie_gmail", "revenue") == Decimal("150.00")
    with duckdb.connect(shop.tresse.warehouse, read_only=True) as warehouse:
        links = warehouse.execute(
            """
            select right_record_id, rule from identity.identity_links
            where left_record_id = 'crm_contact:crm:marie'
            """
        ).fetchall()
    assert set(links) == {
        ("shop_customer:shop:marie_gmail", "same_email"),
        ("shop_customer:shop:marie_perso", "same_phone"),
    }


def test_a_good_customer_who_withdrew_from_e_mail_is_left_out_there_and_kept_for_ads(
    shop: Published,
) -> None:
    assert {"vip", "big_spenders", "abandoned_cart"} <= shop.segments("good_customer")
    assert shop.withheld("good_customer")["vip", "email"] == "consent_withdrawn"
    assert shop.reached("good_customer") == {("abandoned_cart", "ads")}


@pytest.mark.parametrize(
    ("buyer", "segment"),
    [
        ("last_order_21_aug", "active_customers"),
        ("last_order_20_aug", "lapsed_3_6_months"),
        ("last_order_20_jul", "lapsed_3_6_months"),
        ("last_order_21_may", "lapsed_3_6_months"),
        ("last_order_20_may", "inactive_6_months"),
    ],
)
def test_a_last_order_makes_active_lapsed_or_inactive_and_never_two_of_them(
    shop: Published, buyer: str, segment: str
) -> None:
    assert shop.segments(buyer) & LAPSE == {segment}


def test_five_paid_orders_are_frequent_and_four_with_a_cancelled_one_are_not(
    shop: Published,
) -> None:
    assert "frequent_buyers_6m" in shop.segments("five_paid")
    assert "frequent_buyers_6m" not in shop.segments("four_paid_one_cancelled")
    assert shop.feature("four_paid_one_cancelled", "n_orders_6m") == 4


def test_one_order_at_full_price_ends_being_a_coupon_only_buyer(shop: Published) -> None:
    assert "coupon_only_buyers" in shop.segments("promo_twice")
    assert "coupon_only_buyers" not in shop.segments("promo_twice_then_full_price")


def test_a_cart_left_is_abandoned_and_one_bought_the_day_after_is_not(shop: Published) -> None:
    assert "abandoned_cart" in shop.segments("cart_left")
    assert "abandoned_cart" not in shop.segments("cart_bought")


def test_a_customer_of_unknown_gender_is_neither_and_is_counted_as_unknown(
    shop: Published,
) -> None:
    assert shop.feature("gender_unknown", "gender") is None
    assert not shop.segments("gender_unknown") & {"women", "men"}
    ((genderless,),) = shop.rows(
        "select count(*) from activation.customer_features where gender is null"
    )
    counted = "select unknown_count from activation.segment_catalog where segment = 'women'"
    assert shop.rows(counted) == [(genderless,)]


def test_a_test_account_is_in_no_segment_and_moves_no_average(shop: Published) -> None:
    assert shop.segments("qa_account") == set()
    sales = [
        Decimal(amount)
        for customer, _, _, amount, state in ORDERS
        if customer != "qa_account" and state != "cancelled"
    ]
    average = (sum(sales, Decimal(0)) / len(sales)).quantize(Decimal("0.0001"))
    assert shop.feature("cart_left", "shop_aov") == average


def test_who_bought_last_black_friday_only_is_inactive_and_not_lost_yet(shop: Published) -> None:
    lifecycle = {"inactive_6_months", "inactive_12_months", "lost_customers", "lost"}
    assert shop.segments("black_friday_only") & lifecycle == {"inactive_6_months"}


def test_mail_opened_by_a_proxy_alone_leaves_a_customer_dormant(shop: Published) -> None:
    assert shop.feature("apple_proxy", "emails_delivered_180d") == 12
    assert shop.feature("apple_proxy", "human_opens_90d") == 0
    assert shop.segments("apple_proxy") & {"email_engaged", "email_dormant"} == {"email_dormant"}
