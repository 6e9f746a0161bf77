"""The pure parts: limits, the end of the day, what is expected of whom, and the shared macros."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contract.contract import load_contract
from orchestration.gates.cells import Cells
from orchestration.gates.drift import Observation, Place
from orchestration.gates.expectations import (
    ENOUGH_ROWS,
    FRESH,
    KEY_UNIQUE,
    MOST_ROWS_OF_OPTIONAL_TABLE,
    plan_tables,
    run_of,
)
from orchestration.gates.limits import Expectation, Limit
from orchestration.gates.macros import Macros
from orchestration.settings import PROJECT_DIR, Settings, load_settings
from tests.gates.conftest import AS_OF, settings_of

SETTINGS = settings_of(Path("nowhere"))
Rows = Mapping[tuple[str, str], int]


def planned(
    settings: Settings = SETTINGS, landed: Rows | None = None, last: Rows | None = None
) -> list[Expectation]:
    good = {
        Place(table, source, ENOUGH_ROWS): Observation(rows, rows)
        for (table, source), rows in (last or {}).items()
    }
    run = run_of(AS_OF, settings, good)
    plans = plan_tables(load_contract(), Cells(Macros(settings)), run, landed or {})
    return [expectation for plan in plans for expectation in plan.expectations]


def the(kind: str, table: str, expectations: list[Expectation]) -> Expectation:
    (found,) = (e for e in expectations if (e.kind, e.source_table) == (kind, table))
    return found


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.floats(0, 1))
def test_a_share_is_kept_up_to_and_with_its_limit(broken: int, rows: int, share: float) -> None:
    assert Limit(at_most_share=share).holds(broken, rows) == (broken <= share * rows)


def test_a_count_that_could_not_be_taken_keeps_no_limit() -> None:
    assert not Limit().holds(None, 0)


@pytest.mark.parametrize(
    ("as_of", "end"),
    [
        (date(2026, 10, 24), "2026-10-24 22:00:00"),  # summer time
        (date(2026, 10, 25), "2026-10-25 23:00:00"),  # the clocks went back
    ],
)
def test_the_day_ends_at_midnight_of_the_shop(as_of: date, end: str) -> None:
    assert str(run_of(as_of, SETTINGS, {}).day_end) == end


@pytest.mark.parametrize(
    ("loaded_at", "is_fresh"),
    [
        ("2026-10-31 11:00:00", True),  # 12 hours before the end of the day, which is at 23:00 UTC
        ("2026-10-31 10:59:59", False),
        ("2026-12-24 00:00:00", True),  # a past day is rebuilt
    ],
)
def test_orders_are_fresh_for_half_a_day(loaded_at: str, is_fresh: bool) -> None:
    age = Cells(Macros(SETTINGS)).age_in_hours(run_of(AS_OF, SETTINGS, {}).day_end)
    query = f"select {age} from (select timestamp '{loaded_at}' as loaded_at)"
    ((hours,),) = duckdb.execute(query).fetchall()
    limit = the(FRESH, "shop_orders", planned()).limit
    assert limit.holds(hours, 1) == is_fresh


@pytest.mark.parametrize(("last", "least"), [(0, 1), (1, 1), (2, 1), (3, 2), (1000, 500)])
def test_half_of_the_last_good_rows_are_enough(last: int, least: int) -> None:
    expectations = planned(last={("shop_orders", "shop"): last})
    assert the(ENOUGH_ROWS, "shop_orders", expectations).limit.at_least == least


def test_of_a_source_that_is_not_declared_nobody_awaits_rows_and_nothing_stops() -> None:
    former = [e for e in planned(landed={("shop_orders", "old"): 5}) if e.source_id == "old"]
    assert former
    assert {e.severity for e in former} == {"warning"}
    assert not {e.kind for e in former} & {ENOUGH_ROWS, FRESH}


def test_a_table_that_nobody_delivers_is_not_checked() -> None:
    assert {e.source_table for e in planned()} == {
        "shop_customers",
        "shop_orders",
        "shop_order_lines",
        "web_events",
    }


def test_only_a_large_optional_table_is_read_in_part() -> None:
    rows = 2 * MOST_ROWS_OF_OPTIONAL_TABLE
    landed = {("web_events", "shop"): rows, ("shop_orders", "shop"): rows}
    unique = {e.source_table for e in planned(landed=landed) if e.kind == KEY_UNIQUE}
    assert unique == {"shop_customers", "shop_orders", "shop_order_lines"}


@pytest.mark.parametrize(
    ("macro", "cell", "value"),
    [
        ("parse_decimal", "1 234,50 €", "1234.5000"),
        ("parse_decimal", "(12.50)", "-12.5000"),
        ("parse_decimal", "twelve", "None"),
        ("parse_timestamp", "2026-05-01T10:00:00+02:00", "2026-05-01 08:00:00"),
        ("parse_timestamp", "01/05/2026", "None"),
        ("parse_date", "2026-05-01", "2026-05-01"),
        ("parse_boolean", "oui", "True"),
        ("parse_text", "\u00a0N/A ", "None"),
    ],
)
def test_a_gate_reads_a_cell_by_the_macros_of_staging(macro: str, cell: str, value: str) -> None:
    sql = Macros(SETTINGS).render(macro, "cell")
    query = f"select {sql} from (select ? as cell, 'shop' as source_id)"
    ((found,),) = duckdb.execute(query, [cell]).fetchall()
    assert str(found) == value


def test_a_macro_may_call_one_of_another_file_and_dispatch(tmp_path: Path) -> None:
    (tmp_path / "b.sql").write_text(
        "{% macro outer(c) -%} f({{ inner(c) }}, '{{ var('zone', 'UTC') }}') {%- endmacro %}"
    )
    (tmp_path / "a.sql").write_text(
        "{% macro inner(c) -%} {{ return(adapter.dispatch('inner', 'tresse')(c)) }} {%- endmacro %}"
        "{% macro default__inner(c) -%} wrong {%- endmacro %}"
        "{% macro duckdb__inner(c) -%} g({{ c }}) {%- endmacro %}"
    )
    assert Macros(SETTINGS, tmp_path).render("outer", "x") == "f(g(x), 'UTC')"


def test_macros_render_as_dbt_renders_them(tmp_path: Path) -> None:
    calls: tuple[tuple[Any, ...], ...] = (
        ("parse_text", "cell"),
        ("parse_lower", "cell"),
        ("parse_boolean", "is_deleted"),
        ("bad_numbers", ["cell"], "decimal(18,8)"),
        ("bad_integers", ["cell"]),
        ("bad_timestamps", ["cell"]),
        ("bad_dates", ["cell"]),
        ("bad_booleans", ["cell"]),
        ("local_date", "cell"),
    )
    inline = "\n~~\n".join(
        f"{{{{ {name}({', '.join(map(repr, arguments))}) }}}}" for name, *arguments in calls
    )
    options = ["--profiles-dir", ".", "--target-path", str(tmp_path), "--log-path", str(tmp_path)]
    dbt = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "--quiet", "compile", *options, "--inline", inline],
        cwd=PROJECT_DIR,
        env={**os.environ, "TRESSE_DATA": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    ours = Macros(load_settings())
    assert dbt.stdout.decode().strip().split("\n~~\n") == [
        ours.render(name, *arguments) for name, *arguments in calls
    ]
