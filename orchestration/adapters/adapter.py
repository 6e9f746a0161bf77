"""What an adapter is: the tables of one vendor in one shape, and a query per contract table.

`<vendor>/<shape>/_tables.yml` names the columns that are read, each `<contract table>.sql` maps
them. A query reads `<table>_rows`, every landed row, and `<table>_now`, the newest row per key. It
carries `source_file`, `source_line` and `loaded_at` of the row it maps (`source_file || '#word'`
for a second row of one record), names the contract's columns that the vendor has, and may say in
`not_used` why a row is none of the table's. `_macros.sql` is what all queries share, and
`<vendor>/_macros.sql` those of a vendor.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from orchestration.contract.contract import (
    Column,
    Contract,
    Freshness,
    Table,
    load_contract,
    refuse_secrets,
)
from orchestration.errors import TresseError

FOLDER = Path(__file__).parent
TABLES_FILE = "_tables.yml"
MACROS_FILE = "_macros.sql"


@dataclass(frozen=True)
class VendorTable:
    """A table as a vendor writes it; no other has all the columns that it is identified by."""

    name: str
    shape: Table
    identified_by: frozenset[str]


@dataclass(frozen=True)
class Adapter:
    """One vendor's tables in one shape, and what makes contract tables of them.

    `reads` are sibling shapes whose tables its queries read too: what two shapes have alike.
    `demo` says which source of the demo may be written so, and with which settings; {} is none.
    """

    folder: Path
    about: str
    demo: Mapping[str, Any]
    reads: tuple["Adapter", ...]
    tables: tuple[VendorTable, ...]
    queries: Mapping[str, str]

    @property
    def vendor(self) -> str:
        """As a source is declared."""
        return self.folder.parent.name

    @property
    def name(self) -> str:
        """`vendor/shape`, as its folder."""
        return f"{self.vendor}/{self.folder.name}"

    @property
    def macros(self) -> str:
        """SQL that makes the macros that queries share: of all vendors, and of this one."""
        paths = (self.folder.parents[1] / MACROS_FILE, self.folder.parent / MACROS_FILE)
        return "".join(path.read_text(encoding="utf-8") for path in paths if path.exists())

    @property
    def readable(self) -> tuple[VendorTable, ...]:
        """The tables that its queries may read."""
        return (*self.tables, *(table for other in self.reads for table in other.tables))

    @property
    def delivers(self) -> Mapping[str, str]:
        """The queries, by contract table, that what is delivered in this shape goes through."""
        return {**self.queries, **{t: q for other in self.reads for t, q in other.queries.items()}}


@cache
def load_adapters(folder: Path = FOLDER) -> tuple[Adapter, ...]:
    """Every adapter, in the order of folders."""
    contract = load_contract()
    return tuple(
        _adapter(path.parent, contract) for path in sorted(folder.glob(f"*/*/{TABLES_FILE}"))
    )


def adapters_of(vendor: str) -> tuple[Adapter, ...]:
    """The adapters of that vendor, one per shape; none of a vendor without any."""
    return tuple(adapter for adapter in load_adapters() if adapter.vendor == vendor)


def vendors() -> tuple[str, ...]:
    """The vendors that have an adapter."""
    return tuple(dict.fromkeys(adapter.vendor for adapter in load_adapters()))


def reads_rows(query: str, table: str) -> bool:
    """Does the query make rows of the table's own, instead of only looking something up there?"""
    return re.search(rf"\b{table}_rows\b", query) is not None


def _adapter(folder: Path, contract: Contract) -> Adapter:
    path = folder / TABLES_FILE
    vendor, shape = folder.parent.name, folder.name
    queries = {query.stem: query.read_text(encoding="utf-8") for query in folder.glob("*.sql")}
    for table in queries:
        contract.table(table)
    core = "".join(queries[table.name] for table in contract.core_tables if table.name in queries)
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        tables = tuple(
            _table(f"{vendor}_{shape}__{name}", name, entry, reads_rows(core, name))
            for name, entry in entries["tables"].items()
        )
        for known in tables:
            refuse_secrets(f"{vendor}/{shape}/{path.name}: {known.name}", known.shape)
        demo = {"is_usual": True, **entries["demo"]} if "demo" in entries else {}
        reads = tuple(
            _adapter(folder.parent / other, contract) for other in entries.get("reads", ())
        )
        queries = dict(sorted(queries.items()))
        return Adapter(folder, str(entries["about"]), demo, reads, tables, queries)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise TresseError(f"{path}: has a missing or unknown entry: {error}.") from None


def _table(stored_name: str, name: str, entry: Mapping[str, Any], core: bool) -> VendorTable:
    """Every cell is text, and personal: no one has said of a vendor's column that it is not."""
    key, identified_by = list(entry["key"]), list(entry["identified_by"])
    aliases = entry.get("aliases", {})
    columns = tuple(
        Column(
            name=column,
            type="string",
            pii="P2",
            nullable=column not in identified_by,
            meaning="as the vendor writes it",
            aliases=tuple(aliases.get(column, ())),
        )
        for column in dict.fromkeys((*key, *identified_by, *entry.get("columns", ())))
    )
    shape = Table(
        name=stored_name,
        area="vendor",
        grain="one row per record that the vendor wrote",
        primary_key=("source_id", *key),
        core=core,
        pii_class="P2",
        freshness_hours=Freshness(24, 72),
        columns=columns,
        is_vendors=True,
    )
    return VendorTable(name, shape, frozenset(identified_by))
