"""The day to build as of lies within the data and before today."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from orchestration.errors import TresseError
from orchestration.landing import check_as_of
from tests.landing.shop import Shop, make_shop


def test_today_is_still_in_the_future(shop: Shop) -> None:
    today = shop.settings.last_complete_day() + timedelta(days=1)
    with pytest.raises(TresseError, match=f"as_of {today} is in the future"):
        check_as_of(shop.settings, today)


def test_yesterday_is_accepted(shop: Shop) -> None:
    shop.land()
    check_as_of(shop.settings, shop.settings.last_complete_day())


def test_the_local_day_of_the_first_order_is_accepted_and_the_day_before_is_not(
    shop: Shop,
) -> None:
    shop.land()
    check_as_of(shop.settings, date(2026, 3, 2))
    with pytest.raises(TresseError, match="before the data; the first order is of 2026-03-02"):
        check_as_of(shop.settings, date(2026, 3, 1))


def test_a_time_without_zone_is_read_in_the_zone_of_its_source(tmp_path: Path) -> None:
    shop = make_shop(tmp_path, time_zone="Europe/Paris")
    shop.land()
    check_as_of(shop.settings, date(2026, 3, 1))


def test_unreadable_times_hinder_nothing(shop: Shop) -> None:
    shop.put("shop_orders.csv", "order_id,ordered_at,currency,total_amount\no1,hier,EUR,1\n")
    shop.land()
    check_as_of(shop.settings, date(1999, 1, 1))
