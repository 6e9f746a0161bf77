"""UCI Online Retail II as it is published, and what it says of itself without tresse."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

AS_OF = date(2010, 12, 9)

VARIABLES: dict[str, Any] = {
    "time_zone": "Europe/London",
    "shop_currency": "GBP",
    "sources": [
        {
            "id": "shop",
            "vendor": "online_retail",
            "time_zone": "Europe/London",
            "decimal_mark": ".",
            "shop": "shop",
            "tables": ["shop_customers", "shop_orders", "shop_order_lines", "shop_refunds"],
        }
    ],
}


@dataclass(frozen=True)
class DirectSums:
    """What the file itself says, summed without tresse. Amounts in pounds."""

    order_count: int
    customer_count: int
    revenue: str


def deliver(parquet: Path, inbox: Path) -> DirectSums:
    """Put the file into the inbox of the one shop; return the sums straight from it."""
    folder = inbox / "shop"
    folder.mkdir(parents=True)
    shutil.copy(parquet, folder)
    with duckdb.connect() as connection:
        ((orders, customers, revenue),) = connection.execute(
            """
            select
                count(distinct case when "Invoice" not like 'C%' then "Invoice" end),
                count(distinct "Customer ID"),
                cast(sum("Quantity" * cast("Price" as decimal(18, 4))) as varchar)
            from read_parquet($path)
            """,
            {"path": str(parquet)},
        ).fetchall()
    return DirectSums(orders, customers, revenue)
