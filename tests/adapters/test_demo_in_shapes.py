"""The demo written in a vendor's shape lands as the very rows that the canonical demo lands."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from orchestration.adapters.adapter import Adapter, load_adapters
from orchestration.adapters.views import lacking_columns
from orchestration.contract.contract import Column, load_contract
from orchestration.demo.generate import generate
from orchestration.demo.vendors import with_vendors
from orchestration.landing.landing import land
from orchestration.settings import Settings, load_settings
from orchestration.warehouse import open_warehouse

CONTRACT = load_contract()
AS_OF = date(2026, 10, 31)
PEOPLE = 150
WRITTEN = [adapter for adapter in load_adapters() if adapter.demo]


@pytest.fixture(scope="module")
def canonical(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return landed(tmp_path_factory.mktemp("canonical"))


def landed(folder: Path, *adapters: Adapter) -> Settings:
    """A landed demo whose sources have the shapes of the adapters."""
    declared = load_settings()
    settings = with_vendors(Settings(folder, declared.variables, {}), adapters)
    generate(PEOPLE, 1, AS_OF, settings.inbox, folder / "truth", adapters)
    land(settings)
    return settings


@pytest.mark.parametrize("adapter", WRITTEN, ids=lambda adapter: adapter.name)
def test_a_vendor_s_files_land_as_the_rows_that_the_contract_s_own_would(
    adapter: Adapter, canonical: Settings, tmp_path: Path
) -> None:
    vendor = landed(tmp_path, adapter)
    lacking = lacking_columns(CONTRACT, adapter)
    declared = {source.id: source.tables for source in vendor.sources}
    for table in set(adapter.delivers) & set(declared[adapter.demo["source"]]):
        differs = adapter.demo.get("differs", {}).get(table, {})
        # A vendor's own key says the same by other means: it must be another for each of ours.
        keys = [name for name, expression in differs.items() if expression is None]
        left_out = {*lacking[table], *keys}
        columns = [c for c in CONTRACT.table(table).columns if c.name not in left_out]
        wanted = rows(canonical, table, columns, differs)
        found = rows(vendor, table, columns, {})
        for key in keys:
            assert distinct(vendor, table, key, {}) == distinct(canonical, table, key, differs)
        assert wanted
        assert (table, sorted(set(wanted) ^ set(found))[:6]) == (table, [])
        assert (table, len(wanted)) == (table, len(found))


def rows(
    settings: Settings, table: str, columns: list[Column], as_vendor: Mapping[str, str]
) -> list[str]:
    """The landed rows as texts; `as_vendor` says what a vendor makes of cells, or of all `rows`."""
    cells = ", ".join(
        f"{comparable(column, as_vendor.get(column.name, column.name))} as {column.name}"
        for column in columns
    )
    held = as_vendor.get("rows", f"select * from raw.{table}")
    query = f"select {cells} from ({held}) order by all"
    with open_warehouse(settings, read_only=True) as connection:
        found = connection.execute(query)
        names = [column[0] for column in found.description or ()]
        return [json.dumps(dict(zip(names, row, strict=True))) for row in found.fetchall()]


def distinct(settings: Settings, table: str, column: str, as_vendor: Mapping[str, str]) -> int:
    """How many values a column has."""
    held = as_vendor.get("rows", f"select * from raw.{table}")
    query = f"select count(distinct {column}) from ({held})"
    with open_warehouse(settings, read_only=True) as connection:
        return int(connection.execute(query).fetchall()[0][0])


def comparable(column: Column, expression: str) -> str:
    """`12.5` is `12.50`, `1` is `true`, and `2026-10-31 08:00` is `2026-10-31T08:00:00Z`."""
    if column.type.startswith(("decimal", "integer", "bigint")):
        number = f"try_cast({expression} as decimal(18, 4))"
        return f"coalesce(cast({number} as varchar), {expression})"
    if column.type in ("timestamp", "date"):
        return f"coalesce(cast(try_cast({expression} as {column.type}) as varchar), {expression})"
    if column.type == "boolean":
        return f"coalesce(map {{'1': 'true', '0': 'false'}}[{expression}], lower({expression}))"
    return f"cast({expression} as varchar)"
