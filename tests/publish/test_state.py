from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from orchestration.errors import TresseError
from orchestration.publish.publication import publish
from orchestration.settings import Settings
from tests.publish.fake_shop import AS_OF, build_shop

NEXT_DAY = AS_OF + timedelta(days=1)
DAY_BEFORE = AS_OF - timedelta(days=1)


def rows(shop: Settings, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        return warehouse.execute(query).fetchall()


def days_of(shop: Settings, table: str) -> list[tuple[date, int]]:
    return rows(shop, f"select as_of, count(*) from published.{table} group by as_of order by 1")


def test_a_publication_leaves_ids_changes_and_sizes_for_the_next_build(shop: Settings) -> None:
    publish(shop, AS_OF)
    assert rows(
        shop, "select count(*), max(customer_since) from published.customer_identities"
    ) == [(40, AS_OF)]
    assert days_of(shop, "segment_changes") == [(AS_OF, 28)]
    assert days_of(shop, "segment_daily") == [(AS_OF, 4)]


def test_publishing_a_day_again_replaces_its_rows(shop: Settings) -> None:
    publish(shop, AS_OF)
    rows(shop, "delete from segments.segment_changes where customer_id = 'c0'")
    publish(shop, AS_OF)
    assert days_of(shop, "segment_changes") == [(AS_OF, 26)]
    assert days_of(shop, "segment_daily") == [(AS_OF, 4)]


def test_the_next_day_adds_its_rows_and_replaces_the_ids(shop: Settings) -> None:
    publish(shop, AS_OF)
    build_shop(shop.data_dir, customers=30, as_of=NEXT_DAY)
    publish(shop, NEXT_DAY)
    assert days_of(shop, "segment_daily") == [(AS_OF, 4), (NEXT_DAY, 4)]
    assert rows(shop, "select count(*) from published.customer_identities") == [(30,)]


def test_only_the_published_day_of_a_history_is_recorded(shop: Settings) -> None:
    rows(
        shop,
        "insert into measurement.segment_daily "
        "select * replace (date '2026-10-01' as as_of) from measurement.segment_daily",
    )
    publish(shop, AS_OF)
    assert days_of(shop, "segment_daily") == [(AS_OF, 4)]


def test_an_earlier_day_is_refused_once_a_later_one_is_published(shop: Settings) -> None:
    report = publish(shop, AS_OF)
    build_shop(shop.data_dir, as_of=DAY_BEFORE)
    with pytest.raises(TresseError, match="2026-10-31 is already published, so 2026-10-30 would"):
        publish(shop, DAY_BEFORE)
    assert (shop.exports / "latest").resolve() == report.export_folder.resolve()


def test_an_allowed_backfill_keeps_the_ids_of_records_it_does_not_know(shop: Settings) -> None:
    publish(shop, AS_OF)
    build_shop(shop.data_dir, customers=10, as_of=DAY_BEFORE)
    publish(shop, DAY_BEFORE, allow_backfill=True)
    assert days_of(shop, "segment_daily") == [(DAY_BEFORE, 4), (AS_OF, 4)]
    assert rows(
        shop,
        "select customer_since, count(*) from published.customer_identities "
        "group by customer_since order by customer_since",
    ) == [(DAY_BEFORE, 10), (AS_OF, 30)]


def test_a_failure_while_recording_changes_no_row_and_publishes_nothing(shop: Settings) -> None:
    rows(shop, "alter table published.segment_daily drop column revenue")
    with pytest.raises(duckdb.Error):
        publish(shop, AS_OF)
    assert rows(shop, "select count(*) from published.customer_identities") == [(0,)]
    assert not shop.serving.exists()
    assert [path.name for path in shop.exports.iterdir()] == []


def test_a_warehouse_that_was_never_built_is_told_in_one_sentence(shop: Settings) -> None:
    rows(shop, "drop schema published cascade")
    with pytest.raises(TresseError, match="has not been built yet"):
        publish(shop, AS_OF)
    shop.warehouse.unlink()
    with pytest.raises(TresseError, match="There is no warehouse at"):
        publish(shop, AS_OF)
    assert not shop.warehouse.exists()
