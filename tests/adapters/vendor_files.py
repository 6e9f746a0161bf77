"""A source of one vendor, whose files the tests write in that vendor's exact shape."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orchestration.adapters.adapter import adapters_of
from orchestration.landing.landing import land
from orchestration.landing.report import LandingReport
from orchestration.settings import Settings
from tests.landing.shop import CORE_FILES, Shop

SOURCE = {"time_zone": "UTC", "decimal_mark": ".", "shop": "shop"}


class VendorShop(Shop):
    """A shop of the contract's shape, and beside it one source of a vendor."""

    def deliver(self, files: Mapping[str, str | bytes]) -> LandingReport:
        """Write files of the vendor's source and land the inbox."""
        for name, content in files.items():
            path = self.settings.inbox / "vendor" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return land(self.settings)

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """The vendor's rows of a contract table as they are raw, in the order of their lines."""
        return self.query(
            f"select {', '.join(columns)} from raw.{table} where source_id = 'vendor' "
            "order by source_file, source_line"
        )

    def unused(self, table: str) -> dict[str, int]:
        """How many of the vendor's records are none of the table's, by reason."""
        query = "select reason, row_count from raw.unused_rows where source_table = ? order by 1"
        return dict(self.query(query, [table]))


def vendor_shop(data_dir: Path, vendor: str, **source: Any) -> VendorShop:
    """The shop before the vendor delivered anything; keywords change the vendor's declaration."""
    delivered = {table for adapter in adapters_of(vendor) for table in adapter.queries}
    sources = [
        {**SOURCE, "id": "shop", "vendor": "canonical", "tables": sorted(CORE_TABLES)},
        {**SOURCE, "id": "vendor", "vendor": vendor, "tables": sorted(delivered), **source},
    ]
    variables = {"sources": sources, "time_zone": "Europe/Paris", "max_quarantine_share": 0.05}
    shop = VendorShop(Settings(data_dir, variables, {}))
    for name, content in CORE_FILES.items():
        shop.put(name, content)
    return shop


CORE_TABLES = {name.removesuffix(".csv") for name in CORE_FILES}
