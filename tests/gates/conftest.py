"""A small shop whose raw tables are good, and a way to spoil them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.contract.contract import load_contract
from orchestration.contract.generate import stored_columns
from orchestration.landing.lake import rows_file
from orchestration.landing.ledger import Content
from orchestration.landing.tables import create_landing_tables, create_raw_views
from orchestration.settings import Settings, load_settings

AS_OF = date(2026, 10, 31)
ADDRESS = "camille.martin@example.com"

LOADED = "timestamp '2026-10-31 20:00:00'"
ENVELOPE = f"""
    'canonical' as source_system, 'shop' as source_id, {LOADED} as loaded_at,
    line as source_line, md5(cast(line as varchar)) as row_hash
"""
GOOD = {
    "shop_customers": f"""
        select {ENVELOPE}, 'shop/shop_customers.csv' as source_file, 'C' || line as customer_id,
            '{ADDRESS}' as email, 'true' as email_optin, '2026-01-02T03:04:05Z' as created_at
    """,
    "shop_orders": f"""
        select {ENVELOPE}, 'shop/shop_orders.csv' as source_file, 'O' || line as order_id,
            '{ADDRESS}' as email, '2026-05-01 10:00:00' as ordered_at, 'EUR' as currency,
            '1 234,50' as total_amount, 'paid' as financial_status, 'web' as channel
    """,
    "shop_order_lines": f"""
        select {ENVELOPE}, 'shop/shop_order_lines.csv' as source_file, 'L' || line as order_line_id,
            'O' || line as order_id, '2' as quantity
    """,
    "web_events": f"""
        select {ENVELOPE}, 'shop/web_events.csv' as source_file, 'E' || line as event_id,
            'page_view' as event_name, '2026-05-01 10:00:00' as occurred_at
    """,
}
ROWS = 40


def settings_of(data_dir: Path, **variables: Any) -> Settings:
    """Settings of a shop with one source that delivers the good tables."""
    source = {
        "id": "shop",
        "vendor": "canonical",
        "time_zone": "UTC",
        "decimal_mark": ",",
        "shop": "shop",
        "tables": list(GOOD),
    }
    declared = {**load_settings().variables, "sources": [source], **variables}
    return Settings(data_dir, declared, {})


def run_sql(settings: Settings, *statements: str) -> None:
    """Execute statements on the landed rows: schema raw of a session, written to the lake again."""
    with duckdb.connect() as session:
        session.execute("create schema raw")
        for table in GOOD:
            session.execute(f"create table raw.{table} as from '{rows_of(settings, table)}'")
        for statement in statements:
            session.execute(statement)
        for table in GOOD:
            session.execute(f"copy raw.{table} to '{rows_of(settings, table)}' (format parquet)")


def rows_of(settings: Settings, table: str) -> Path:
    """The one file that holds a good table."""
    return rows_file(settings.lake, Content("shop", table, "good"))


MakeShop = Callable[..., Settings]


@pytest.fixture(scope="session")
def make_shop(tmp_path_factory: pytest.TempPathFactory) -> MakeShop:
    """Make a warehouse of the good tables, then spoil it with statements."""

    def make(*spoil: str, **variables: Any) -> Settings:
        settings = settings_of(tmp_path_factory.mktemp("shop"), **variables)
        contract = load_contract()
        for table, rows in GOOD.items():
            rows_of(settings, table).parent.mkdir(parents=True)
            stored = ", ".join(
                f"cast(null as {stored_type}) as {name}"
                for name, stored_type in stored_columns(contract, contract.table(table)).items()
            )
            lines = f"{rows} from range(2, {ROWS + 2}) as lines (line)"
            query = f"select {stored} where false union all by name {lines}"
            duckdb.execute(f"copy ({query}) to '{rows_of(settings, table)}' (format parquet)")
        run_sql(settings, *spoil)
        with duckdb.connect(settings.warehouse) as connection:
            create_landing_tables(connection, contract)
            landed = [Content("shop", table, "good") for table in GOOD]
            create_raw_views(connection, contract, settings.lake, landed, {})
        return settings

    return make
