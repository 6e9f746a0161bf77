"""Each trap of Segment's warehouse tables: calls as CSV files become web events."""

import csv
import io
from pathlib import Path

import pytest

from tests.adapters.site import Cells, Site, make_site

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
CALL: Cells = {
    "id": "m1",
    "anonymous_id": "a1",
    "user_id": "",
    "timestamp": "2026-10-30 10:00:00.123+00",
    "received_at": "2026-10-30 10:00:02+00",
    "original_timestamp": "2026-10-30 10:00:01+00",
    "context_session_id": "1793354400000",
    "context_user_agent": CHROME,
    "context_library_name": "analytics.js",
}
PAGE: Cells = {"url": "https://shop.example/?gclid=g1", "path": "/", "title": "Shop"}


def call(**cells: str) -> Cells:
    return {**CALL, **cells}


def page(**cells: str) -> Cells:
    return {**CALL, **PAGE, **cells}


def track(event: str, **cells: str) -> Cells:
    return {**CALL, "event": event, "event_text": event.replace("_", " ").title(), **cells}


def table(*rows: Cells) -> str:
    text = io.StringIO()
    names = dict.fromkeys(name for row in rows for name in row)
    writer = csv.DictWriter(text, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, "segment")


def landed(site: Site, **tables: list[Cells]) -> list[Cells]:
    for name, rows in tables.items():
        site.put(f"{name}.csv", table(*rows))
    site.land()
    return site.events()


def test_a_page_is_a_page_view(site: Site) -> None:
    (found,) = landed(site, pages=[page(user_id="c1", context_campaign_source="newsletter")])
    wanted = {
        "event_id": "m1",
        "anonymous_id": "a1",
        "session_id": "a1.1793354400000",
        "user_id": "c1",
        "event_name": "page_view",
        "occurred_at": "2026-10-30 10:00:00.123+00",
        "received_at": "2026-10-30 10:00:02+00",
        "page_url": "https://shop.example/?gclid=g1",
        "click_id": "g1",
        "utm_source": "newsletter",
        "device_type": "desktop",
        "is_bot": "false",
    }
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("product_list_viewed", "view_item_list"),
        ("product_viewed", "view_item"),
        ("product_clicked", "select_item"),
        ("product_added", "add_to_cart"),
        ("product_removed", "remove_from_cart"),
        ("checkout_started", "begin_checkout"),
        ("payment_info_entered", "add_payment_info"),
        ("order_completed", "purchase"),
        ("order_refunded", "refund"),
        ("products_searched", "search"),
        ("signed_up", "sign_up"),
        ("signed_in", "login"),
        ("wheel_spun", "other"),
    ],
)
def test_events_of_the_specification_have_the_contract_s_names(
    site: Site, event: str, name: str
) -> None:
    (found,) = landed(site, tracks=[track(event)])
    assert found["event_name"] == name


def test_a_track_has_the_properties_that_its_event_s_table_holds(site: Site) -> None:
    seen = track("product_viewed", id="m1")
    bought = track("order_completed", id="m2")
    view, purchase = landed(
        site,
        tracks=[seen, bought],
        product_viewed=[{**seen, "product_id": "p1", "price": "12.50", "category": "Vases"}],
        order_completed=[
            {**bought, "order_id": "o1", "revenue": "20", "total": "26.40", "currency": "EUR"}
        ],
    )
    assert (view["product_id"], view["value"], view["category_path"]) == ("p1", "12.50", "Vases")
    # With tax and delivery, as the shop's own total.
    assert (purchase["order_id"], purchase["value"], purchase["currency"]) == ("o1", "26.40", "EUR")


def test_an_event_is_one_row_though_two_tables_have_it(site: Site) -> None:
    added = track("product_added")
    (found,) = landed(
        site, tracks=[added], product_added=[{**added, "price": "4.10", "quantity": "3"}]
    )
    assert found["value"] == "12.3000"
    assert found["source_file"] == "web/tracks.csv"


def test_properties_that_come_a_day_later_still_find_their_track(site: Site) -> None:
    seen = track("product_viewed")
    (before,) = landed(site, tracks=[seen])
    (after,) = landed(site, product_viewed=[{**seen, "product_id": "p1"}])
    assert (before["product_id"], after["product_id"]) == (None, "p1")


def test_an_identify_in_a_visit_says_whose_it_is_and_is_no_login(site: Site) -> None:
    told, viewed = landed(
        site, identifies=[call(id="i1", user_id="c1", email="zoe@example.com")], pages=[page()]
    )
    assert viewed["event_name"] == "page_view"
    assert (told["event_name"], told["user_id"], told["email"]) == (
        "other",
        "c1",
        "zoe@example.com",
    )
    assert told["session_id"] == viewed["session_id"]


def test_an_identify_outside_any_visit_is_none(site: Site) -> None:
    at_night = "2026-10-31 03:00:00+00"
    found = landed(
        site,
        pages=[page()],
        identifies=[
            call(id="i1", user_id="c1", timestamp=at_night),
            call(id="i2", user_id="c2", anonymous_id="never_seen"),
        ],
    )
    assert [row["event_id"] for row in found] == ["m1"]
    assert site.unused() == {"an identify outside any visit": 2}


@pytest.mark.parametrize("library", ["analytics-node", "analytics-python", "Analytics.NET"])
def test_what_a_server_sends_is_no_visit(site: Site, library: str) -> None:
    (found,) = landed(
        site,
        tracks=[track("order_completed", id="t1", context_library_name=library)],
        pages=[page()],
        identifies=[call(id="i1", context_library_name=library)],
    )
    assert found["event_id"] == "m1"
    assert site.unused() == {"sent by a server: no visit": 2}


def test_an_identify_beside_a_server_s_call_only_is_outside_any_visit(site: Site) -> None:
    server = track("order_completed", id="t1", context_library_name="analytics-node")
    assert landed(site, tracks=[server], identifies=[call(id="i1")]) == []


@pytest.mark.parametrize("library", ["analytics-android", "analytics-ios", ""])
def test_an_app_s_call_is_a_visit(site: Site, library: str) -> None:
    found = landed(site, tracks=[track("product_viewed", context_library_name=library)])
    assert len(found) == 1


def test_a_user_id_that_is_an_address_is_no_account_but_an_email(site: Site) -> None:
    (found,) = landed(site, pages=[page(user_id="zoe@example.com")])
    assert (found["user_id"], found["email"]) == (None, "zoe@example.com")


def test_without_a_session_s_id_there_is_no_session(site: Site) -> None:
    (found,) = landed(site, pages=[page(context_session_id="")])
    assert (found["anonymous_id"], found["session_id"]) == ("a1", None)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148", "mobile"),
        ("Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) Mobile/15E148 Safari/604.1", "tablet"),
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36", "mobile"),
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15", "desktop"),
        ("Mozilla/5.0 (Linux; Android 12; AppleTV) Safari/537.36", "tv"),
        ("curl/8.5", "other"),
        ("", None),
    ],
)
def test_the_device_is_what_the_browser_says_of_itself(
    site: Site, agent: str, device: str | None
) -> None:
    (found,) = landed(site, pages=[page(context_user_agent=agent)])
    assert found["device_type"] == device


def test_a_robot_that_says_so_is_one(site: Site) -> None:
    robot = f"{CHROME} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    found, person = landed(site, pages=[page(context_user_agent=robot), page(id="m2")])
    assert (found["is_bot"], person["is_bot"]) == ("true", "false")


def test_an_alias_merges_two_visitors(site: Site) -> None:
    moment = "2026-10-30 10:00:00+00"
    alias = {"id": "x1", "previous_id": "a1", "user_id": "c1", "timestamp": moment}
    landed(site, pages=[page()], aliases=[alias])
    (found,) = site.query(
        "select merge_id, entity, from_id, into_id, occurred_at from raw.source_merges"
    )
    assert found == {
        "merge_id": "x1",
        "entity": "web_visitor",
        "from_id": "a1",
        "into_id": "c1",
        "occurred_at": moment,
    }


def test_the_table_of_an_event_that_is_not_read_adds_no_event(site: Site) -> None:
    spun = track("wheel_spun")
    found = landed(site, tracks=[spun], wheel_spun=[{**spun, "prize": "vase"}])
    assert {row["event_id"] for row in found} == {"m1"}
    assert len({row["row_hash"] for row in found}) == 1
