"""Other people's words for the contract's columns, for files of the vendor `generic`."""

import csv
from collections import defaultdict
from dataclasses import replace
from functools import cache

from orchestration.contract.contract import Table, load_contract, refuse_secrets
from orchestration.errors import TresseError
from orchestration.settings import PROJECT_DIR

GENERIC = "generic"
SEED = PROJECT_DIR / "seeds" / "header_aliases.csv"


def with_aliases(table: Table) -> Table:
    """The contract's table with the aliases that the seed has for its columns.

    An alias without a table holds wherever the column is; one that is a column of the table itself
    is not used there.
    """
    aliases = _aliases()
    columns = tuple(
        replace(
            column,
            aliases=tuple(
                alias
                for alias in (*aliases[table.name, column.name], *aliases["", column.name])
                if alias not in table.column_names
            ),
        )
        for column in table.columns
    )
    known = replace(table, columns=columns)
    refuse_secrets(SEED.name, known)
    return known


@cache
def _aliases() -> defaultdict[tuple[str, str], list[str]]:
    contract = load_contract()
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    with SEED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tables = [contract.table(row["table_name"])] if row["table_name"] else contract.tables
            if not any(row["column_name"] in table.column_names for table in tables):
                raise TresseError(
                    f"{SEED.name}: {row['column_name']!r} is no column of "
                    f"{row['table_name'] or 'the contract'}; name one that is."
                )
            found[row["table_name"] or "", row["column_name"]].append(row["alias"])
    return found
