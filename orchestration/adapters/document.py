"""The adapters as a document: what each reads, and which columns of the contract it lacks."""

from pathlib import Path

from orchestration.adapters.adapter import Adapter, load_adapters
from orchestration.adapters.views import lacking_columns
from orchestration.contract.contract import Contract

README_FILE = Path("orchestration/adapters/README.md")
INTRODUCTION = """# Adapters

A source of one of these vendors delivers files of the vendor's own shape. They land as they are and
become tables of [the contract](../contract/README.md) by one query per table, in
`<vendor>/<shape>/<contract table>.sql`; what a vendor lacks is NULL there.
`<vendor>/<shape>/_tables.yml` names the columns that are read: what is not named there never lands.
A file is known by its header, and by its name where two tables would do; others of the folder are
noted and left alone. A file of the contract's own shape may lie beside them.

`tresse inspect FILE` says which table a file is. Records that are none of a contract table's are
counted with their reason in `raw.unused_rows`.
"""


def adapters_readme(contract: Contract, generated: str) -> str:
    """The document; `generated` says where it comes from."""
    parts = [f"<!-- {generated} and the folders here; edit those, not this file. -->", INTRODUCTION]
    parts += [_section(contract, adapter) for adapter in load_adapters()]
    return "\n".join(parts)


def _section(contract: Contract, adapter: Adapter) -> str:
    tables = ", ".join(f"`{table.name}`" for table in adapter.tables)
    lacking = lacking_columns(contract, adapter)
    rows = [
        f"| {table} | {', '.join(lacking[table]) or 'nothing'} |"
        for table in sorted(adapter.queries)
    ]
    return "\n".join(
        [
            f"## {adapter.name}\n",
            f"{adapter.about}. Reads {tables}.\n",
            "| table of the contract | columns that it lacks |",
            "|---|---|",
            *rows,
            "",
        ]
    )
