"""A shop with a web site, whose files are of a web tool and written by the tests."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.landing.landing import land
from orchestration.landing.report import LandingReport
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse
from tests.landing.shop import CORE_FILES

Cells = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """The shop's data folder; the tool's files are those of the source `web`."""

    settings: Settings

    def put(self, name: str, content: str) -> Path:
        """Write a file of the tool."""
        path = self.settings.inbox / "web" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def land(self) -> LandingReport:
        """Land what is in the inbox."""
        return land(self.settings)

    def query(self, sql: str) -> list[Cells]:
        """Rows of the warehouse, by column."""
        with open_warehouse(self.settings, read_only=True) as connection:
            found = connection.execute(sql)
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def events(self) -> list[Cells]:
        """The landed web events, in the order of their files."""
        return self.query("select * from raw.web_events order by source_file, source_line")

    def unused(self) -> dict[str, int]:
        """How many records are no web event, by reason."""
        rows = self.query("select reason, row_count from raw.unused_rows")
        return {row["reason"]: row["row_count"] for row in rows}


def make_site(data_dir: Path, vendor: str) -> Site:
    """A shop with its core files in place, and a web tool without a file."""
    common = {"time_zone": "Europe/Paris", "decimal_mark": ".", "shop": "shop"}
    variables = {
        "sources": [
            {
                **common,
                "id": "shop",
                "vendor": "canonical",
                "tables": ["shop_customers", "shop_orders", "shop_order_lines"],
            },
            {**common, "id": "web", "vendor": vendor, "tables": ["web_events", "source_merges"]},
        ],
        "time_zone": "Europe/Paris",
        "max_quarantine_share": 0.05,
    }
    site = Site(Settings(data_dir, variables, {}))
    for name, content in CORE_FILES.items():
        path = site.settings.inbox / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return site
