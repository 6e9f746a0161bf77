from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pytest

from orchestration.demo import DemoReport, generate
from orchestration.demo.write import FILES

PEOPLE = 1000
AS_OF = date(2026, 10, 31)
# Local midnight after AS_OF, in UTC: winter time has begun.
END = "2026-10-31 23:00:00"


@dataclass(frozen=True)
class Demo:
    """A generated demo and a DuckDB session over its files, every cell as text."""

    report: DemoReport
    connection: duckdb.DuckDBPyConnection

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def one(self, sql: str) -> Any:
        return self.query(sql)[0][0]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A thousand people; `raw_<table>` as written, `<table>` without the noise."""
    folder = tmp_path_factory.mktemp("demo")
    report = generate(PEOPLE, 5, AS_OF, folder / "inbox", folder / "truth")
    connection = duckdb.connect()
    for table, name in FILES.items():
        reader = {"parquet": "read_parquet(?)", "jsonl": "read_json(?)"}.get(
            name.rsplit(".", 1)[1], "read_csv(?, header = true, all_varchar = true)"
        )
        path = str(report.inbox / name)
        connection.execute(f"create table raw_{table} as select * from {reader}", [path])
    for table, key in KEYS.items():
        newest = "source_updated_at desc" if table in VERSIONED else key
        connection.execute(
            f"create table {table} as select * from raw_{table} "
            f"where {key} not like 'BROKEN-%' and {BROKEN_FILTER.get(table, 'true')} "
            f"qualify row_number() over (partition by {key} order by {newest}) = 1"
        )
    connection.execute(
        "create table truth as select * from read_csv(?, header = true, all_varchar = true)",
        [str(report.truth)],
    )
    yield Demo(report, connection)
    connection.close()


KEYS = {
    "crm_contacts": "contact_id",
    "loyalty_members": "member_id",
    "shop_customers": "customer_id",
    "shop_orders": "order_id",
    "shop_order_lines": "order_line_id",
    "shop_order_discounts": "order_discount_id",
    "shop_refunds": "refund_line_id",
    "shop_carts": "cart_id",
    "shop_products": "product_id",
    "msg_subscribers": "subscriber_id",
    "msg_consents": "consent_event_id",
    "msg_campaigns": "campaign_id",
    "msg_events": "message_event_id",
    "web_events": "event_id",
}
VERSIONED = {"crm_contacts", "shop_customers", "shop_orders", "msg_subscribers"}
BROKEN_FILTER = {"crm_contacts": "contact_id is not null"}
