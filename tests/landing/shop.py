"""A small shop whose files the tests write."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.landing.landing import land
from orchestration.landing.report import LandedFile, LandingReport
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse

CORE_FILES = {
    "shop_customers.csv": "customer_id,email\nc1,zoe@example.com\n",
    "shop_orders.csv": (
        "order_id,ordered_at,currency,total_amount\no1,2026-03-01 23:30:00,EUR,12.50\n"
    ),
    "shop_order_lines.csv": "order_line_id,order_id,quantity\nl1,o1,1\n",
}


@dataclass(frozen=True)
class Shop:
    """The shop's data folder, with the means to fill and read it."""

    settings: Settings

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file of the source `shop`."""
        path = self.settings.inbox / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def remove(self, name: str) -> None:
        """Take a file of the source `shop` away."""
        (self.settings.inbox / "shop" / name).unlink()

    def land(self) -> LandingReport:
        """Land what is in the inbox."""
        return land(self.settings)

    def land_one(self, name: str, content: str | bytes) -> LandedFile:
        """Write one file, land the inbox, return what became of that file."""
        self.put(name, content)
        return next(file for file in self.land().files if file.file == f"shop/{name}")

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of the warehouse."""
        with open_warehouse(self.settings, read_only=True) as connection:
            return connection.execute(sql, list(values)).fetchall()

    def column(self, sql: str) -> list[Any]:
        """The only column of a query."""
        return [row[0] for row in self.query(sql)]


def make_shop(data_dir: Path, **source: Any) -> Shop:
    """A shop with its core files in place; keywords change its declaration."""
    tables = ["shop_customers", "shop_orders", "shop_order_lines", "shop_products", "crm_companies"]
    declared = {
        "id": "shop",
        "vendor": "canonical",
        "time_zone": "UTC",
        "decimal_mark": ".",
        "shop": "shop",
        "tables": tables,
    }
    variables = {
        "sources": [{**declared, **source}],
        "time_zone": "Europe/Paris",
        "max_quarantine_share": 0.05,
    }
    shop = Shop(Settings(data_dir, variables, {}))
    for name, content in CORE_FILES.items():
        shop.put(name, content)
    return shop
