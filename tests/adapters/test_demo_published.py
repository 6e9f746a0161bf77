"""A demo that came through vendors' shapes publishes what the canonical demo publishes.

The canonical demo is told to know no more than the vendors do: columns that they lack are not in
its files, and what `demo: differs:` of an adapter says that a cell becomes, it is.
"""

from datetime import date
from pathlib import Path

import pytest

from orchestration import pipeline
from orchestration.adapters.adapter import Adapter
from orchestration.adapters.views import lacking_columns
from orchestration.contract.contract import load_contract
from orchestration.demo.generate import generate
from orchestration.demo.vendors import adapters_named, with_vendors
from orchestration.demo.write import ENVELOPE, FILES
from orchestration.landing.landing import land
from orchestration.manifest import load_manifest
from orchestration.settings import Settings, load_settings
from orchestration.sql import literal
from orchestration.warehouse import open_warehouse
from tests.spark.compare import compare, public_tables, published_tables

CONTRACT = load_contract()
AS_OF = date(2026, 10, 31)
PEOPLE = 80
pytestmark = pytest.mark.vendors
SETS = ["shopify,hubspot,klaviyo", "prestashop,brevo"]


@pytest.mark.parametrize("names", SETS)
def test_vendors_shapes_publish_what_the_canonical_demo_publishes(
    names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapters = adapters_named(names.split(","))
    written = demo(tmp_path / "vendors", *adapters)
    known = as_the_vendors_know_it(tmp_path / "canonical", adapters)
    for settings in (written, known):
        monkeypatch.setenv("TRESSE_DATA", str(settings.data_dir))
        pipeline.run(settings, AS_OF, lambda _: None)
    manifest = load_manifest(written.data_dir / "dbt" / "target" / "manifest.json")
    found = [
        *compare(written.serving, known.serving, published_tables(manifest)),
        *compare(
            written.warehouse,
            known.warehouse,
            [table for table in public_tables(manifest) if table.schema != "staging"],
        ),
    ]
    assert {c.name: c.differences for c in found if not c.agrees} == {}
    assert sum(c.left.rows for c in found if c.name == "segment_members") > PEOPLE


def demo(folder: Path, *adapters: Adapter) -> Settings:
    """The files of the demo in the shapes of the adapters, else in the contract's."""
    settings = with_vendors(Settings(folder, load_settings().variables, {}), adapters)
    generate(PEOPLE, 1, AS_OF, settings.inbox, folder / "truth", adapters)
    return settings


def as_the_vendors_know_it(folder: Path, adapters: tuple[Adapter, ...]) -> Settings:
    """The canonical demo with no more in its cells than the vendors' shapes can hold."""
    full = demo(folder / "full")
    land(full)
    settings = demo(folder / "known")
    with open_warehouse(full, read_only=True) as connection:
        for adapter in adapters:
            lacking = lacking_columns(CONTRACT, adapter)
            declared = {source.id: source.tables for source in full.sources}
            for table in set(adapter.delivers) & set(declared[adapter.demo["source"]]):
                differs = adapter.demo.get("differs", {}).get(table, {})
                kept = [n for n in CONTRACT.table(table).column_names if n not in lacking[table]]
                cells = [f"{differs.get(name, name)} as {name}" for name in kept]
                cells += ENVELOPE.get(table, ())
                target = settings.inbox / FILES[table]
                rows = differs.get("rows", f"select * from raw.{table}")
                target.unlink()
                connection.execute(
                    f"copy (select {', '.join(cells)} from ({rows}) order by source_line) "
                    f"to {literal(target.with_name(f'{table}.csv'))} (header true)"
                )
    return settings
