"""The gates on good and on spoiled raw tables, through Great Expectations."""

import duckdb
import pytest

from orchestration.errors import BusyError, TresseError
from orchestration.gates.gate import check, run_gates
from orchestration.gates.report import GateReport
from orchestration.settings import Settings
from orchestration.summary import gates_summary
from tests.gates.conftest import ADDRESS, AS_OF, MakeShop, rows_of, run_sql
from tests.holder import held

# 3 of 40 rows are more than 5 %, 2 are not.
SPOIL = (
    "update raw.shop_customers set customer_id = null where source_line <= 4",
    f"update raw.shop_customers set created_at = '{ADDRESS}' where source_line <= 4",
    "update raw.shop_customers set birth_date = '31/12/1999' where source_line <= 4",
    "update raw.shop_orders set order_id = 'O2' where source_line <= 4",
    "update raw.shop_orders set currency = ' ' where source_line <= 4",
    f"update raw.shop_orders set total_amount = '{ADDRESS}' where source_line <= 4",
    f"update raw.shop_orders set financial_status = '{ADDRESS}' where source_line <= 4",
    "update raw.shop_orders set is_test = 'perhaps' where source_line <= 4",
    f"update raw.shop_orders set channel = '{ADDRESS}' where source_line <= 4",
    "update raw.shop_order_lines set unit_price = 'free' where source_line <= 3",
    "update raw.web_events set event_name = 'dance' where source_line <= 4",
)

SENTENCES = {
    ("shop_customers", "key_present", "customer_id"): "have no value in this key column",
    ("shop_customers", "value_readable", "created_at"): "cannot be read as timestamp",
    ("shop_customers", "value_readable", "birth_date"): "cannot be read as date",
    ("shop_orders", "key_unique", "order_id"): (
        "share their key with a different row of the same file"
    ),
    ("shop_orders", "value_present", "currency"): "lack the value that the contract requires",
    ("shop_orders", "value_readable", "total_amount"): "cannot be read as decimal(18,4)",
    ("shop_orders", "value_readable", "is_test"): "cannot be read as boolean",
    ("shop_orders", "value_accepted", "financial_status"): (
        "hold none of the accepted values (pending, authorized, paid, partially_paid, "
        "partially_refunded, refunded, voided, unknown)"
    ),
}


@pytest.fixture(scope="module")
def good(make_shop: MakeShop) -> Settings:
    """A good shop whose gates have run once."""
    settings = make_shop()
    check(run_gates(settings, AS_OF))
    return settings


@pytest.fixture(scope="module")
def spoiled(make_shop: MakeShop) -> tuple[Settings, GateReport]:
    """A shop with every kind of broken cell."""
    settings = make_shop(*SPOIL)
    return settings, run_gates(settings, AS_OF)


def test_good_tables_pass_every_check(good: Settings) -> None:
    report = run_gates(good, AS_OF)
    assert not report.failures()
    assert report.tables == ("shop_customers", "shop_orders", "shop_order_lines", "web_events")


@pytest.mark.parametrize("place", SENTENCES, ids=" ".join)
def test_each_kind_of_broken_cell_stops_the_run_with_its_sentence(
    spoiled: tuple[Settings, GateReport], place: tuple[str, str, str]
) -> None:
    found = {(r.source_table, r.expectation, r.column_name): r for r in spoiled[1].stopping}
    assert found[place].sentence == (
        f"{place[0]}.{place[2]}: 3 of 40 rows of source shop {SENTENCES[place]}; at most 5% may."
    )


def test_nothing_else_stops_the_run(spoiled: tuple[Settings, GateReport]) -> None:
    stopping = {(r.source_table, r.expectation, r.column_name) for r in spoiled[1].stopping}
    assert stopping == set(SENTENCES)


def test_what_staging_repairs_and_optional_tables_only_warn(
    spoiled: tuple[Settings, GateReport],
) -> None:
    warned = {(r.source_table, r.column_name) for r in spoiled[1].warnings}
    assert warned == {("shop_orders", "channel"), ("web_events", "event_name")}


def test_the_terminal_tells_what_stops_a_run_from_what_only_warns(
    spoiled: tuple[Settings, GateReport],
) -> None:
    _, report = spoiled
    first, *sentences = gates_summary(report).splitlines()
    assert f"{len(report.stopping)} failed, {len(report.warnings)} warnings" in first
    assert [line for line in sentences if line.startswith("failed: ")] == [
        f"failed: {result.sentence}" for result in report.stopping
    ]
    assert [line for line in sentences if line.startswith("warning: ")] == [
        f"warning: {result.sentence}" for result in report.warnings
    ]


def test_a_tolerated_share_is_counted_and_passes(spoiled: tuple[Settings, GateReport]) -> None:
    (lines,) = (
        r
        for r in spoiled[1].of_table("shop_order_lines")
        if r.column_name == "unit_price" and r.expectation == "value_readable"
    )
    assert (lines.success, lines.observed, lines.row_count) == (True, 2, 40)


def test_the_error_is_one_sentence_that_names_the_page(
    spoiled: tuple[Settings, GateReport],
) -> None:
    with pytest.raises(TresseError) as stop:
        check(spoiled[1])
    message = str(stop.value)
    assert "shop_customers.customer_id: 3 of 40 rows" in message
    assert message.endswith(f"(7 more such failures); see {spoiled[1].page}.")
    assert "\n" not in message


def test_no_personal_value_is_stored_or_shown(spoiled: tuple[Settings, GateReport]) -> None:
    settings, report = spoiled
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        stored = connection.execute("select * from raw.gate_results").fetchall()
    assert len(stored) == len(report.results)
    page = report.page.read_text(encoding="utf-8")
    for text in (repr(stored), repr(report), page):
        assert ADDRESS not in text
        assert "camille" not in text


def test_no_request_leaves_the_page(spoiled: tuple[Settings, GateReport]) -> None:
    page = spoiled[1].page.read_text(encoding="utf-8")
    assert not [
        word for word in ("http", "src=", "url(", "@import", "<link", "<script") if word in page
    ]


def test_a_deleted_row_may_be_empty(make_shop: MakeShop) -> None:
    deleted = "is_deleted = 'true', ordered_at = null, currency = null, total_amount = null"
    settings = make_shop(f"update raw.shop_orders set {deleted} where source_line <= 20")
    assert not run_gates(settings, AS_OF).failures()


def test_replays_and_newer_versions_are_no_conflict(make_shop: MakeShop) -> None:
    copy = "insert into raw.shop_orders select * replace ({}) from raw.shop_orders"
    settings = make_shop(
        copy.format("source_line + 100 as source_line"),
        copy.format("'2026-10-01' as source_updated_at, 'newer' as row_hash"),
        copy.format("loaded_at + interval 1 hour as loaded_at, row_hash || 'x' as row_hash"),
    )
    assert not run_gates(settings, AS_OF).failures()


def test_a_missing_column_is_named_and_nothing_else_of_its_table_is_said(
    make_shop: MakeShop,
) -> None:
    settings = make_shop()
    rows = rows_of(settings, "shop_orders")
    # A view of the time when the contract did not have the column.
    view = (
        f"create or replace view raw.shop_orders as select * exclude (total_amount) from '{rows}'"
    )
    with duckdb.connect(settings.warehouse) as connection:
        connection.execute(view)
    report = run_gates(settings, AS_OF)
    assert [r.sentence for r in report.of_table("shop_orders")] == [
        "shop_orders lacks the contract's columns total_amount."
    ]
    assert report.stopping == report.of_table("shop_orders")


def test_a_declared_source_without_rows_stops_the_run(make_shop: MakeShop) -> None:
    settings = make_shop("delete from raw.shop_order_lines")
    (stop,) = run_gates(settings, AS_OF).stopping
    assert stop.sentence.startswith("shop_order_lines: source shop has no rows; put its file")


def test_an_export_cut_to_less_than_half_of_the_last_good_one_stops_the_run(
    make_shop: MakeShop,
) -> None:
    settings = make_shop()
    run_gates(settings, AS_OF)
    deliver = (
        "insert into raw.shop_orders select * replace "
        "(loaded_at + interval {} hour as loaded_at) from raw.shop_orders "
        "where loaded_at = timestamp '2026-10-31 20:00:00' and source_line <= {}"
    )
    run_sql(settings, deliver.format(1, 20))
    for _ in range(2):  # a failed load is no standard for the next one
        (stop,) = run_gates(settings, AS_OF).stopping
        assert stop.sentence.startswith(
            "shop_orders: source shop has 19 current rows; at least 20 are expected"
        )
    run_sql(settings, deliver.format(2, 21))
    assert not run_gates(settings, AS_OF).stopping


def test_a_lock_of_another_process_is_a_busy_error(good: Settings) -> None:
    with held(good.warehouse), pytest.raises(BusyError):
        run_gates(good, AS_OF)
