"""Where things are and what `dbt_project.yml` says of the shop and its sources."""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from orchestration.errors import TresseError

PROJECT_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Source:
    """One connected system: its folder in the inbox is its id."""

    id: str
    vendor: str
    time_zone: str
    decimal_mark: str
    shop: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """The data folder and the variables of the dbt project, with this run's overrides."""

    data_dir: Path
    variables: dict[str, Any]
    overrides: dict[str, Any]

    @property
    def inbox(self) -> Path:
        """Folder that holds one folder of files per source."""
        return self.data_dir / "inbox"

    @property
    def warehouse(self) -> Path:
        """The private DuckDB file that dbt builds into; BI never opens it."""
        return self.data_dir / "warehouse.duckdb"

    @property
    def serving(self) -> Path:
        """The DuckDB file that BI opens."""
        return self.data_dir / "serving" / "serving.duckdb"

    @property
    def exports(self) -> Path:
        """Folder of the published audience files."""
        return self.data_dir / "exports"

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The declared sources, in order."""
        return tuple(_source(entry) for entry in self.variables["sources"])

    @property
    def time_zone(self) -> ZoneInfo:
        """The shop's own time zone: it decides what a day is."""
        return ZoneInfo(self.variables["time_zone"])

    def last_complete_day(self) -> date:
        """Yesterday in the shop's time zone: the default as_of."""
        return datetime.now(self.time_zone).date() - timedelta(days=1)


def load_settings(overrides: dict[str, Any] | None = None) -> Settings:
    """Read `dbt_project.yml`; overrides replace its variables, as dbt's `--vars` does."""
    project = yaml.safe_load((PROJECT_DIR / "dbt_project.yml").read_text(encoding="utf-8"))
    overrides = overrides or {}
    data_dir = Path(os.environ.get("TRESSE_DATA", "data"))
    if not data_dir.is_absolute():
        data_dir = PROJECT_DIR / data_dir
    return Settings(data_dir, {**project["vars"], **overrides}, overrides)


def _source(entry: dict[str, Any]) -> Source:
    try:
        fields = {**entry, "tables": tuple(entry["tables"])}
        return Source(**fields)
    except (KeyError, TypeError) as error:
        raise TresseError(
            f"dbt_project.yml: the source {entry.get('id', '?')!r} under vars: sources: needs "
            f"exactly id, vendor, time_zone, decimal_mark, shop and tables ({error})."
        ) from None
