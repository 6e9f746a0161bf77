"""Does the shop look like one? Bands are loose: they catch a broken generator, not a seed."""

import random
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.demo.calendar import (
    PARIS,
    Calendar,
    black_friday,
    moment,
    mothers_day,
    season,
    summer_sales,
    winter_sales,
)
from orchestration.demo.catalogue import Catalogue
from orchestration.demo.noise import Noise
from orchestration.demo.people import Population
from orchestration.demo.shop import Shop
from orchestration.demo.web import Visit
from orchestration.demo.write import Truth, open_inbox
from tests.demo.conftest import AS_OF, PEOPLE, Demo

BUYERS = """
    select truth.person_id, shop_orders.*, ordered_at::timestamp as placed_at
    from shop_orders
    inner join truth
        on (truth.record_type = 'shop_customer' and source_key = 'shop:' || customer_id)
        or (truth.record_type = 'guest_order' and source_key = 'shop:' || order_id)
    where is_valid_sale = 'true'
"""


def share(demo: Demo, condition: str, table: str) -> float:
    return float(demo.one(f"select avg(({condition})::int) from {table}"))


def test_most_buyers_buy_once_and_some_every_month(demo: Demo) -> None:
    people = f"(select count(*) as n from ({BUYERS}) group by person_id)"
    assert 0.5 < share(demo, "n = 1", people) < 0.65
    assert 0.01 < share(demo, "n >= 12", people) < 0.08


def test_baskets_returns_and_coupons_are_in_the_usual_range(demo: Demo) -> None:
    mean = demo.one("select avg(total_amount::decimal(18, 2)) from shop_orders")
    assert 50 < mean < 85
    assert 0.03 < share(demo, "financial_status like '%refunded'", "shop_orders") < 0.09
    assert 0.01 < share(demo, "cancelled_at is not null", "shop_orders") < 0.04
    coupons = "(select order_id from shop_order_discounts where kind in ('promo', 'welcome'))"
    assert 0.15 < share(demo, f"order_id in {coupons}", "shop_orders") < 0.35
    assert 0.2 < share(demo, "customer_id is null", "shop_orders") < 0.5


def test_december_sells_more_than_any_month_of_spring(demo: Demo) -> None:
    months = dict(demo.query(f"select month(placed_at), count(*) from ({BUYERS}) group by all"))
    assert months[12] > 1.3 * max(months[2], months[3], months[4])


def test_web_and_mail_traffic_is_bounded_per_person(demo: Demo) -> None:
    assert 20 < demo.report.rows["web_events"] / PEOPLE < 50
    assert 10 < demo.report.rows["msg_events"] / PEOPLE < 35


@pytest.mark.parametrize(
    ("what", "query"),
    [
        ("carts left in the last week", "from shop_carts where converted_order_id is null "
         "and created_at > '2026-10-25' and coalesce(customer_id, email) is not null"),
        ("product views of the last two weeks", "from web_events where user_id is not null "
         "and event_name = 'view_item' and occurred_at > '2026-10-18'"),
        ("visits of twenty pages a month", "from (select user_id from web_events where "
         ""
         "event_name = 'page_view' and occurred_at > '2026-10-02' and user_id is not null "
         "group by user_id having count(*) >= 20)"),
        ("machine opens", "from msg_events where event_type = 'opened' and is_machine = 'true'"),
        ("complaints", "from msg_events where event_type = 'complained'"),
        ("withdrawals", "from msg_consents where state = 'withdrawn'"),
        ("consent to ads", "from msg_consents where purpose = 'ads' and state = 'granted'"),
        ("withdrawals that the tool's status contradicts", "from msg_consents inner join "
         "msg_subscribers using (subscriber_id) where purpose = 'marketing' "
         "and state = 'withdrawn' and status = 'subscribed'"),
        ("newsletter boxes that the tool contradicts", "from msg_subscribers inner join "
         "shop_customers on shop_customers.customer_id = external_customer_id "
         "where status = 'unsubscribed' and email_optin = 'true'"),
        ("gifts", "from shop_orders where bill_last_name <> ship_last_name"),
        ("marketplace orders", "from shop_orders where email like '%@marketplace.amazon.fr'"),
        ("test orders", "from shop_orders where is_test = 'true' and is_valid_sale = 'false'"),
        ("robots", "from web_events where is_bot = 'true'"),
        ("visits without consent", "from web_events where consent_analytics = 'false'"),
        ("staff", "from crm_contacts where is_staff = 'true'"),
        ("members known by e-mail only", "from loyalty_members where customer_id is null"),
    ],
)  # fmt: skip
def test_the_shop_has(demo: Demo, what: str, query: str) -> None:
    assert demo.one(f"select count(*) {query}") > 0, what


def test_stages_that_are_rare_in_life_occur(demo: Demo) -> None:
    gaps = f"""
        select max_by(gap, placed_at) as last_gap, max(placed_at) as last_at from (
            select
                person_id,
                placed_at,
                placed_at - lag(placed_at) over (partition by person_id order by placed_at) as gap
            from ({BUYERS})
        ) group by person_id
    """
    reactivated = f"from ({gaps}) where last_gap > interval 366 day and last_at > '2026-10-02'"
    assert demo.one(f"select count(*) {reactivated}") > 0
    frequent = f"""
        from (select person_id from ({BUYERS}) where placed_at > '2026-05-01'
        group by person_id having count(*) >= 5)
    """
    assert demo.one(f"select count(*) {frequent}") > 5


def test_every_announced_trap_is_labelled(demo: Demo) -> None:
    labels = {row[0] for row in demo.query("select unnest(split(traps, '|')) from truth")}
    assert labels >= {
        "crm_duplicate", "double_account", "email_variant", "family_email", "gift", "initial",
        "maiden_name", "moved", "nickname", "placeholder_email", "placeholder_phone",
        "recycled_phone", "relay", "role_email", "second_email", "shared_landline", "staff",
        "test", "typo",
    }  # fmt: skip


def test_a_mailbox_of_ones_own_is_nobody_elses(demo: Demo) -> None:
    shared = demo.query("""
        select lower(trim(email)) from crm_contacts
        inner join truth on source_key = 'crm:' || contact_id and record_type = 'crm_contact'
        where not regexp_matches(traps, 'family_email|role_email|placeholder_email')
        group by all having count(distinct person_id) > 1 and lower(trim(email)) is not null
    """)
    assert shared == []


def test_great_days_fall_where_the_calendar_says() -> None:
    assert black_friday(2025) == date(2025, 11, 28)
    assert mothers_day(2026) == date(2026, 5, 31)
    assert winter_sales(2026) == date(2026, 1, 14)
    assert summer_sales(2026) == date(2026, 6, 24)
    assert season(date(2025, 12, 10)) == "christmas"
    assert season(date(2025, 10, 7)) is None


@given(st.integers(0, 900), st.integers(0, 900), st.integers())
def test_a_picked_day_lies_in_its_span_and_in_the_two_years(a: int, b: int, seed: int) -> None:
    calendar = Calendar(date(2026, 10, 31))
    start, end = (calendar.first + timedelta(days=n) for n in sorted((a, b)))
    day = calendar.pick(random.Random(seed), start, end)
    assert calendar.first <= day <= calendar.as_of
    assert min(start, calendar.as_of) <= day <= max(end, calendar.first)


def test_a_visit_that_outlasts_the_last_day_is_cut_at_midnight(tmp_path: Path) -> None:
    calendar = Calendar(AS_OF)
    last_second = calendar.end - timedelta(seconds=1)
    with (
        open_inbox(tmp_path, Noise()) as inbox,
        (tmp_path / "truth.csv").open("w") as file,
    ):
        shop = Shop(calendar, Catalogue(1, calendar.first), inbox, Truth(file))
        inbox.write("shop_products", shop.catalogue.products[0].row())
        person = next(Population(1, calendar).people(1))
        Visit(random.Random(1), shop, person, last_second, "visitor").browse(5)
        assert inbox.rows["web_events"] == 1


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers())
def test_a_moment_belongs_to_its_local_day(day: date, seed: int) -> None:
    instant = moment(random.Random(seed), day).replace(tzinfo=UTC).astimezone(PARIS)
    assert instant.date() == day
