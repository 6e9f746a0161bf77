"""A load is held against the last good one: rows, filled cells, addresses, amounts."""

from pathlib import Path

import pytest

from orchestration.contract.contract import load_contract
from orchestration.errors import TresseError
from orchestration.gates import drift
from orchestration.gates.drift import ENOUGH_TO_JUDGE, Observation, Place
from orchestration.gates.gate import check, run_gates
from orchestration.gates.limits import Expectation
from orchestration.gates.report import GateReport
from orchestration.settings import Settings
from tests.gates.conftest import AS_OF, MakeShop, run_sql, settings_of


def expected(
    kind: str, column: str, last: Observation | None, table: str = "shop_orders"
) -> Expectation:
    """The expectation after a last good load that held that."""
    as_kept = drift.STILL_FILLED if kind == drift.NOT_VANISHED else kind
    good = {} if last is None else {Place(table, "shop", as_kept, column): last}
    allowed = drift.Tolerances(3, 0.2, 0.1, 10)
    planned = drift.expectations(load_contract().table(table), "shop", "critical", good, allowed)
    (found,) = (e for e in planned if (e.kind, e.column) == (kind, column))
    return found


@pytest.mark.parametrize(("rows", "holds"), [(300, True), (301, False), (1, True)])
def test_a_load_may_be_three_times_the_last_good_one(rows: int, holds: bool) -> None:
    limit = expected(drift.FEW_ENOUGH_ROWS, "", Observation(100, 100)).limit
    assert limit.holds(rows, rows) == holds


@pytest.mark.parametrize(("filled", "holds"), [(700, True), (699, False), (1000, True)])
def test_a_column_may_be_emptier_by_a_fifth_of_the_rows(filled: int, holds: bool) -> None:
    found = expected(drift.STILL_FILLED, "phone", Observation(90, 100))
    assert (found.limit.holds(filled, 1000), found.severity) == (holds, "warning")


@pytest.mark.parametrize(("filled", "holds"), [(10, True), (9, False)])
def test_a_column_that_was_filled_and_holds_nearly_nothing_has_vanished(
    filled: int, holds: bool
) -> None:
    found = expected(drift.NOT_VANISHED, "phone", Observation(50, 100))
    assert (found.limit.holds(filled, 1000), found.severity) == (holds, "critical")


def test_a_column_that_few_rows_filled_cannot_vanish() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        expected(drift.NOT_VANISHED, "phone", Observation(49, 100))


@pytest.mark.parametrize(("valid", "holds"), [(850, True), (849, False)])
def test_addresses_may_be_less_valid_by_a_tenth(valid: int, holds: bool) -> None:
    limit = expected(drift.VALID_ADDRESSES, "email", Observation(95, 100)).limit
    assert limit.holds(valid, 1000) == holds


@pytest.mark.parametrize(
    ("average", "holds"), [(500.0, True), (500.1, False), (5.0, True), (4.99, False)]
)
def test_an_average_amount_may_be_ten_times_as_large_or_small(average: float, holds: bool) -> None:
    found = expected(drift.LIKE_AMOUNTS, "total_amount", Observation(50, 100))
    assert (found.limit.holds(average, 1000), found.severity) == (holds, "critical")


def test_of_few_rows_and_of_a_first_load_nothing_is_said() -> None:
    few = ENOUGH_TO_JUDGE - 1
    assert expected(drift.STILL_FILLED, "phone", Observation(100, 100)).limit.holds(0, few)
    assert not expected(drift.STILL_FILLED, "phone", Observation(100, 100)).limit.holds(0, few + 1)
    assert expected(drift.LIKE_AMOUNTS, "total_amount", Observation(50, few)).limit.holds(9e9, 1000)
    for kind, column in (
        (drift.FEW_ENOUGH_ROWS, ""),
        (drift.STILL_FILLED, "phone"),
        (drift.VALID_ADDRESSES, "email"),
        (drift.LIKE_AMOUNTS, "total_amount"),
    ):
        assert expected(kind, column, None).limit.holds(0, 1000)
        assert expected(kind, column, None).limit.holds(10**9, 10**9)


@pytest.mark.parametrize("value", [1, 0.5, "3", None, True])
def test_a_factor_that_is_none_is_told(value: object) -> None:
    settings = settings_of(Path("nowhere"), max_row_factor=value)
    with pytest.raises(TresseError, match=r"max_row_factor: is no factor: write a number above 1"):
        drift.tolerances(settings)


DELIVER = """
insert into raw.{table}
select * replace (
    loaded_at + interval {hours} hour as loaded_at,
    row_hash || '{hours}' as row_hash,
    {spoiled}
)
from raw.{table}
where loaded_at = (select min(loaded_at) from raw.{table})
"""
GROW = [
    f"insert into raw.{table} select * exclude (copy) replace (source_line + copy * 1000 as "
    f"source_line, {key} || '-' || copy as {key}, row_hash || copy as row_hash) "
    f"from raw.{table}, range(1, 6) as copies (copy)"
    for table, key in (("shop_orders", "order_id"), ("shop_customers", "customer_id"))
]


@pytest.fixture
def shop(make_shop: MakeShop) -> Settings:
    """A shop of 240 orders and customers, whose last load was good."""
    settings = make_shop(*GROW)
    assert not run_gates(settings, AS_OF).failures()
    return settings


def deliver(settings: Settings, table: str, spoiled: str, hours: int = 1) -> GateReport:
    """Deliver the table once more with a cell spoiled, and check it."""
    run_sql(settings, DELIVER.format(table=table, spoiled=spoiled, hours=hours))
    return run_gates(settings, AS_OF)


def test_amounts_in_cents_stop_the_run_and_are_no_measure_of_the_next_load(shop: Settings) -> None:
    for hours in (1, 2):
        report = deliver(shop, "shop_orders", "'123450' as total_amount", hours)
        (stop,) = report.stopping
        assert stop.sentence == (
            "shop_orders.total_amount: 123,450.00 is the average of the newest 240 rows of source "
            "shop, 1,234.50 at the last good load; is it in another unit, cents for euros? "
            "If it is right, run once with a larger max_amount_factor."
        )
        with pytest.raises(
            TresseError, match="The gates stopped the run of 2026-10-31: shop_orders"
        ):
            check(report)
    assert not deliver(shop, "shop_orders", "'1 300,00' as total_amount", 3).stopping


def test_a_column_of_a_core_table_that_came_empty_stops_the_run(shop: Settings) -> None:
    report = deliver(shop, "shop_customers", "cast(null as varchar) as email")
    assert [stop.sentence for stop in report.stopping] == [
        "shop_customers.email: 0% of the newest 240 rows of source shop are filled, 100% at the "
        "last good load; export it again with the column, or run once with max_null_rise at 1."
    ]


def test_a_column_that_is_left_out_on_purpose_is_let_pass_once_and_then_for_good(
    shop: Settings,
) -> None:
    assert deliver(shop, "shop_customers", "cast(null as varchar) as email").stopping
    variables = {**shop.variables, "max_null_rise": 1}
    on_purpose = Settings(shop.data_dir, variables, {})
    assert not run_gates(on_purpose, AS_OF).stopping
    assert not run_gates(shop, AS_OF).stopping


def test_emptier_columns_and_worse_addresses_are_worth_a_warning(shop: Settings) -> None:
    worse = "case when source_line % 2 = 0 then 'nobody' else email end as email"
    report = deliver(shop, "shop_customers", worse)
    assert [warning.sentence for warning in report.warnings] == [
        "shop_customers.email: 50% look like addresses, 100% at the last good load."
    ]
    emptier = "case when source_line % 2 = 0 then email_optin end as email_optin"
    report = deliver(shop, "shop_customers", emptier, 2)
    told = (
        "shop_customers.email_optin: 50% of the newest 240 rows of source shop are filled, 100% at "
        "the last good load."
    )
    assert told in [warning.sentence for warning in report.warnings]


def test_a_load_of_many_times_the_rows_is_worth_a_warning(shop: Settings) -> None:
    copies = (
        "insert into raw.shop_orders select * exclude (copy) replace ("
        "source_line + copy * 100000 as source_line, "
        "order_id || '_' || copy as order_id, "
        "row_hash || '_' || copy as row_hash"
        ") from raw.shop_orders, range(1, 4) as copies (copy)"
    )
    run_sql(shop, copies)
    assert [warning.sentence for warning in run_gates(shop, AS_OF).warnings] == [
        "shop_orders: source shop has 960 current rows, 240 at the last good load; is a file there "
        "twice?"
    ]


def test_a_load_like_the_last_good_one_is_worth_no_word(shop: Settings) -> None:
    report = deliver(shop, "shop_orders", "'1 300,00' as total_amount")
    assert not report.failures()
    assert {result.expectation for result in report.of_table("shop_orders")} >= {
        drift.FEW_ENOUGH_ROWS,
        drift.STILL_FILLED,
        drift.NOT_VANISHED,
        drift.VALID_ADDRESSES,
        drift.LIKE_AMOUNTS,
    }
