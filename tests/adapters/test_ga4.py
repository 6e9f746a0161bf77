"""Each trap of GA4's export: files as BigQuery writes them become web events."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.adapters.site import Cells, Site, make_site

EVENT: Cells = {
    "event_date": "20261030",
    # BigQuery writes whole numbers of 64 bits as text.
    "event_timestamp": "1793314799123457",
    "event_name": "page_view",
    "user_pseudo_id": "1234.5678",
    "stream_id": "42",
    "batch_event_index": "1",
    "privacy_info": {"analytics_storage": "Yes", "ads_storage": "No"},
    "device": {
        "category": "mobile",
        "operating_system": "iOS",
        "web_info": {"browser": "Safari", "browser_version": "18.1"},
    },
    "geo": {"continent": "Europe", "country": "France", "city": "Lyon"},
    "items": [],
}
PARAMETERS: Cells = {"ga_session_id": 1793314000, "page_location": "https://shop.example/"}


def parameter(key: str, value: str | int | float) -> Cells:
    """A parameter as JSON lines have it: only the type that it is of, whole numbers as text."""
    if isinstance(value, str):
        return {"key": key, "value": {"string_value": value}}
    if isinstance(value, int):
        return {"key": key, "value": {"int_value": str(value)}}
    return {"key": key, "value": {"double_value": value}}


def event(parameters: Cells | None = None, **cells: Any) -> Cells:
    """An event as JSON lines have it; a cell that is None is left out."""
    found = {**PARAMETERS, **(parameters or {})}
    params = [parameter(key, value) for key, value in found.items()]
    row = {**EVENT, "event_params": params, **cells}
    return {name: cell for name, cell in row.items() if cell is not None}


def lines(*events: Cells) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in events)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, "ga4")


def landed(site: Site, *events: Cells) -> list[Cells]:
    site.put("events_20261030.jsonl", lines(*events))
    site.land()
    return site.events()


def one(site: Site, row: Cells) -> Cells:
    (found,) = landed(site, row)
    return found


def test_an_event_becomes_a_web_event(site: Site) -> None:
    found = one(site, event({"engagement_time_msec": 1005}, user_id="c1"))
    wanted = {
        "anonymous_id": "1234.5678",
        "session_id": "1234.5678.1793314000",
        "user_id": "c1",
        "event_name": "page_view",
        "page_url": "https://shop.example/",
        "device_type": "mobile",
        "os": "iOS",
        "browser": "Safari",
        "country_code": "FR",
        "consent_analytics": "true",
        "engaged_seconds": "1.01",
        "source_system": "ga4",
    }
    assert {name: found[name] for name in wanted} == wanted


def test_microseconds_are_kept_to_the_last_digit_and_are_utc(site: Site) -> None:
    assert one(site, event())["occurred_at"] == "2026-10-29T22:59:59.123457Z"


def test_a_timestamp_that_is_none_is_left_for_staging_to_refuse(site: Site) -> None:
    assert one(site, event(event_timestamp="yesterday"))["occurred_at"] == "yesterday"


def test_an_event_of_the_intraday_and_the_daily_table_is_one_and_the_same(site: Site) -> None:
    row = event({"value": 12.5}, event_name="view_item")
    site.put("events_intraday_20261030.jsonl", lines(row))
    # Only the daily table knows how the visitor first came.
    site.put("events_20261030.jsonl", lines({**row, "traffic_source": {"source": "google"}}))
    site.land()
    first, second = site.events()
    assert (first["event_id"], first["row_hash"]) == (second["event_id"], second["row_hash"])
    assert first["source_file"] != second["source_file"]


def test_the_order_of_parameters_makes_no_other_event(site: Site) -> None:
    row = event()
    turned = {**row, "event_params": row["event_params"][::-1]}
    first, second = landed(site, row, turned)
    assert first["event_id"] == second["event_id"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("batch_event_index", "2"),
        ("event_timestamp", "1793314799123458"),
        ("event_name", "scroll"),
        ("stream_id", "43"),
        ("user_pseudo_id", "1234.5679"),
        ("event_params", [parameter("page_location", "https://shop.example/2")]),
    ],
)
def test_two_events_that_differ_have_two_ids(site: Site, cell: str, value: Any) -> None:
    first, second = landed(site, event(), event(**{cell: value}))
    assert first["event_id"] != second["event_id"]


def test_parquet_gives_the_rows_of_json_lines(site: Site, tmp_path: Path) -> None:
    rows = (
        event(
            {"value": 12.0, "currency": "EUR"}, event_name="view_item", items=[{"item_id": "p1"}]
        ),
        event({"value": 12.5}, event_name="add_to_cart", items=[{"item_id": "p2"}]),
    )
    as_lines = tmp_path / "lines.jsonl"
    as_lines.write_text(lines(*rows))
    site.put("events_20261030.jsonl", lines(*rows))
    query = f"""
        copy (
            select
                * exclude (event_timestamp, event_params),
                cast(event_timestamp as bigint) as event_timestamp,
                [{{'key': p.key, 'value': {{
                    'string_value': p.value.string_value,
                    'int_value': cast(p.value.int_value as bigint),
                    'double_value': cast(p.value.double_value as double)
                }}}} for p in event_params] as event_params
            from read_json('{as_lines}')
        ) to '{site.settings.inbox / "web" / "events_20261031.parquet"}' (format parquet)
    """
    with duckdb.connect() as connection:
        connection.execute(query)
    site.land()
    found = site.events()
    assert {row["source_file"] for row in found[2:]} == {"web/events_20261031.parquet"}
    assert [row["row_hash"] for row in found[:2]] == [row["row_hash"] for row in found[2:]]
    assert [row["value"] for row in found[:2]] == ["12", "12.5"]


def test_a_visitor_who_refused_has_neither_id_nor_session(site: Site) -> None:
    refused = {"analytics_storage": "No"}
    row = event(user_pseudo_id=None, privacy_info=refused)
    found = one(site, row)
    assert (found["consent_analytics"], found["anonymous_id"], found["session_id"]) == (
        "false",
        None,
        None,
    )


def test_an_event_that_nobody_was_asked_about_says_nothing_of_consent(site: Site) -> None:
    assert one(site, event(privacy_info=None))["consent_analytics"] is None


@pytest.mark.parametrize(
    ("country", "code"),
    [("United Kingdom", "GB"), ("Türkiye", "TR"), ("Atlantis", None), ("(not set)", None)],
)
def test_a_country_s_name_becomes_its_code(site: Site, country: str, code: str | None) -> None:
    assert one(site, event(geo={"country": country}))["country_code"] == code


def test_what_is_not_set_is_no_order_and_no_product(site: Site) -> None:
    found = one(
        site,
        event(
            event_name="purchase",
            ecommerce={"transaction_id": "(not set)", "purchase_revenue": 19.9},
            items=[{"item_id": "(not set)", "item_list_name": "(not set)"}],
        ),
    )
    assert (found["order_id"], found["product_id"], found["list_name"]) == (None, None, None)
    assert found["value"] == "19.9"


def test_an_event_of_several_items_is_one_row_with_the_first(site: Site) -> None:
    items = [
        {"item_id": "p1", "item_category": "Maison", "item_category2": "Vases"},
        {"item_id": "p2"},
    ]
    row = event(
        event_name="purchase",
        items=items,
        ecommerce={"transaction_id": "o1", "purchase_revenue": 30},
    )
    found = one(site, row)
    assert (found["product_id"], found["category_path"]) == ("p1", "Maison > Vases")
    assert (found["order_id"], found["value"]) == ("o1", "30")


def test_a_transaction_is_an_order_of_a_purchase_only(site: Site) -> None:
    row = event({"transaction_id": "o1"}, event_name="begin_checkout")
    assert one(site, row)["order_id"] is None


def test_the_first_visit_s_origin_is_not_that_of_the_event(site: Site) -> None:
    first_ever = {"source": "google", "medium": "cpc"}
    own = {"manual_source": "newsletter", "manual_medium": "email", "gclid": "g1"}
    without, with_own = landed(
        site,
        event(traffic_source=first_ever),
        event(traffic_source=first_ever, collected_traffic_source=own, batch_event_index="2"),
    )
    assert (without["utm_source"], without["utm_medium"]) == (None, None)
    assert (with_own["utm_source"], with_own["click_id"]) == ("newsletter", "g1")


@pytest.mark.parametrize(
    ("name", "known_as"),
    [("view_search_results", "search"), ("screen_view", "page_view"), ("spun_wheel", "spun_wheel")],
)
def test_names_that_the_contract_has_otherwise(site: Site, name: str, known_as: str) -> None:
    assert one(site, event(event_name=name))["event_name"] == known_as


def test_parameters_that_are_no_list_do_not_stop_a_landing(site: Site) -> None:
    odd, whole = landed(site, event(event_params="cut off"), event(device="cut off"))
    assert (odd["session_id"], odd["page_url"]) == (None, None)
    assert (whole["device_type"], whole["page_url"]) == (None, "https://shop.example/")


def test_users_tables_of_the_same_export_are_not_read(site: Site) -> None:
    site.put("pseudonymous_users_20261030.jsonl", '{"pseudo_user_id": "1", "stream_id": "42"}\n')
    site.put("events_20261030.jsonl", lines(event()))
    note = "web/pseudonymous_users_20261030.jsonl: is no table of ga4 that is read; it was not."
    assert note in site.land().notes
    assert len(site.events()) == 1
