"""Where things are and what `dbt_project.yml` says of the shop and its sources."""

import os
import re
from collections import Counter
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from orchestration.errors import TresseError

PROJECT_DIR = Path(__file__).resolve().parent.parent
# A source's id is a folder, and a prefix of keys: a colon in it would let two sources meet.
SOURCE_ID = re.compile(r"[A-Za-z0-9_-]+")
SCHEMA = re.compile(r"\w+(\.\w+)*", re.ASCII)
DECIMAL_MARKS = (".", ",")
DATE_FORMATS = ("iso", "dmy", "mdy")
TARGETS = ("duckdb", "spark", "spark_session")


@dataclass(frozen=True)
class Source:
    """One connected system: its folder in the inbox is its id."""

    id: str
    vendor: str
    time_zone: str
    decimal_mark: str
    shop: str
    tables: tuple[str, ...]
    # Tables of which each file is the whole: a record that it lacks is gone.
    full_exports: tuple[str, ...] = ()
    # What a date begins with, where it is not written as ISO 8601.
    date_format: str = "iso"


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
    def lake(self) -> Path:
        """Folder of Parquet that both engines read: `<schema>/<table>/*.parquet`."""
        return self.data_dir / "lake"

    @property
    def target(self) -> str:
        """The target of profiles.yml that builds: TRESSE_TARGET, or duckdb."""
        target = os.environ.get("TRESSE_TARGET", "duckdb")
        if target not in TARGETS:
            raise TresseError(
                f"TRESSE_TARGET is {target!r}, which is no target: write {', '.join(TARGETS)}."
            )
        return target

    @property
    def is_spark(self) -> bool:
        """Spark builds the models, and the warehouse file only reads what it made."""
        return self.target != "duckdb"

    @property
    def raw_schema(self) -> str | None:
        """The schema of Spark's catalogue in which a loader keeps raw tables, if one does."""
        name = self.variables.get("raw_schema")
        if name is None:
            return None
        if not isinstance(name, str) or not SCHEMA.fullmatch(name):
            raise TresseError(
                f"dbt_project.yml: vars: raw_schema: is {name!r}: write the name of a schema of "
                "Spark's catalogue, as lakehouse or catalogue.lakehouse."
            )
        if not self.is_spark:
            raise TresseError(
                f"dbt_project.yml: vars: raw_schema: names {name}, a schema of Spark's catalogue, "
                "and the target is duckdb: choose --target spark, or land files without it."
            )
        return name

    @property
    def serving(self) -> Path:
        """The DuckDB file that BI opens."""
        return self.data_dir / "serving" / "serving.duckdb"

    @property
    def tables(self) -> Path:
        """Folder of the same published tables as Parquet."""
        return self.serving.with_name("tables")

    @property
    def exports(self) -> Path:
        """Folder of the published audience files."""
        return self.data_dir / "exports"

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The declared sources, in order."""
        entries = self.variables.get("sources")
        if not isinstance(entries, list):
            raise TresseError("dbt_project.yml: vars: sources: is no list: write one - per source.")
        sources = tuple(_source(entry) for entry in entries)
        for id, count in Counter(source.id for source in sources).items():
            if count > 1:
                raise TresseError(
                    f"dbt_project.yml: the source {id!r} is declared twice: keep one."
                )
        return sources

    @property
    def time_zone(self) -> ZoneInfo:
        """The shop's own time zone: it decides what a day is."""
        return _zone(self.variables.get("time_zone"), "vars: time_zone:")

    def share(self, name: str) -> float:
        """The variable of that name as a share, from 0 to 1."""
        value = self.variables.get(name)
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise TresseError(f"dbt_project.yml: vars: {name}: is no share: write 0 to 1, as 0.05.")
        return float(value)

    def factor(self, name: str) -> float:
        """The variable of that name as a factor, more than 1."""
        value = self.variables.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not value > 1:
            raise TresseError(
                f"dbt_project.yml: vars: {name}: is no factor: write a number above 1, as 3."
            )
        return float(value)

    def last_complete_day(self) -> date:
        """Yesterday in the shop's time zone: the default as_of."""
        return datetime.now(self.time_zone).date() - timedelta(days=1)


def load_settings(overrides: dict[str, Any] | None = None) -> Settings:
    """Read `dbt_project.yml`; overrides replace its variables, as dbt's `--vars` does."""
    overrides = overrides or {}
    return Settings(_data_dir(), {**_project_variables(), **overrides}, overrides)


def _project_variables() -> dict[str, Any]:
    path = PROJECT_DIR / "dbt_project.yml"
    try:
        variables = yaml.safe_load(path.read_text(encoding="utf-8"))["vars"]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise TresseError(f"{path} is no YAML: {reason}; mend it and run again.") from None
    except (KeyError, TypeError):
        variables = None
    if not isinstance(variables, dict):
        raise TresseError(f"{path} has no vars: put the shop's time_zone and sources there.")
    return variables


def _data_dir() -> Path:
    # An absolute path stays as it is.
    data_dir = PROJECT_DIR / os.environ.get("TRESSE_DATA", "data")
    if data_dir.exists() and not data_dir.is_dir():
        raise TresseError(f"TRESSE_DATA names {data_dir}, which is a file: name a folder.")
    return data_dir


def _source(entry: Any) -> Source:
    try:
        full_exports = tuple(entry.get("full_exports", ()))
        tables = {"tables": tuple(entry["tables"]), "full_exports": full_exports}
        source = Source(**{**entry, **tables})
    except (KeyError, TypeError, AttributeError):
        name = entry.get("id", "?") if isinstance(entry, dict) else entry
        raise TresseError(
            f"dbt_project.yml: the source {name!r} under vars: sources: needs "
            f"exactly id, vendor, time_zone, decimal_mark, shop and tables{_wrong_keys(entry)}."
        ) from None
    if not SOURCE_ID.fullmatch(str(source.id)):
        raise TresseError(
            f"dbt_project.yml: the source {source.id!r} under vars: sources: has an id that is no "
            "name: use letters, digits, _ and -."
        )
    for key in ("tables", "full_exports"):
        if not isinstance(entry.get(key, []), list):
            raise TresseError(
                f"dbt_project.yml: the {key} of the source {source.id!r} are no list: write "
                f"[{entry[key]}]."
            )
    for table in source.full_exports:
        if table not in source.tables:
            raise TresseError(
                f"dbt_project.yml: the full_exports of the source {source.id!r} name {table!r}, "
                "which is none of its tables: name those of which each file is the whole."
            )
    if source.decimal_mark not in DECIMAL_MARKS:
        raise TresseError(
            f"dbt_project.yml: the decimal_mark of the source {source.id!r} is "
            f'{source.decimal_mark!r}: write "." or ",".'
        )
    if source.date_format not in DATE_FORMATS:
        raise TresseError(
            f"dbt_project.yml: the date_format of the source {source.id!r} is "
            f"{source.date_format!r}: write iso, dmy or mdy."
        )
    _zone(source.time_zone, f"the time_zone of the source {source.id!r}")
    return source


def _wrong_keys(entry: Any) -> str:
    """The keys that an entry lacks or should not have, as a parenthesis; empty when none."""
    if not isinstance(entry, dict):
        return ""
    wanted = [field.name for field in fields(Source)]
    needed = [field.name for field in fields(Source) if field.default is MISSING]
    lacking = [f"it lacks {key}" for key in needed if key not in entry]
    strange = [f"it has {key}" for key in entry if key not in wanted]
    return f" ({', '.join([*lacking, *strange])})" if lacking or strange else ""


def _zone(name: Any, where: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise TresseError(
            f"dbt_project.yml: {where} names no time zone: {name!r}; write one as Europe/Paris."
        ) from None
