"""The day to build as of lies within the data and before today."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from orchestration.errors import TresseError
from orchestration.landing.as_of import refuse_before_data, refuse_future
from tests.landing.shop import Shop, make_shop


def test_today_is_still_in_the_future(shop: Shop) -> None:
    today = shop.settings.last_complete_day() + timedelta(days=1)
    with pytest.raises(TresseError, match=f"as_of {today} is in the future"):
        refuse_future(shop.settings, today)


def test_yesterday_is_accepted(shop: Shop) -> None:
    shop.land()
    refuse_future(shop.settings, shop.settings.last_complete_day())
    refuse_before_data(shop.settings, shop.settings.last_complete_day())


def test_the_local_day_of_the_first_order_is_accepted_and_the_day_before_is_not(
    shop: Shop,
) -> None:
    shop.land()
    refuse_before_data(shop.settings, date(2026, 3, 2))
    with pytest.raises(TresseError, match="before the data: the first order is of 2026-03-02"):
        refuse_before_data(shop.settings, date(2026, 3, 1))


def test_a_time_without_zone_is_read_in_the_zone_of_its_source(tmp_path: Path) -> None:
    shop = make_shop(tmp_path, time_zone="Europe/Paris")
    shop.land()
    refuse_before_data(shop.settings, date(2026, 3, 1))


def test_unreadable_times_hinder_nothing(shop: Shop) -> None:
    shop.put("shop_orders.csv", "order_id,ordered_at,currency,total_amount\no1,hier,EUR,1\n")
    shop.land()
    refuse_before_data(shop.settings, date(1999, 1, 1))
