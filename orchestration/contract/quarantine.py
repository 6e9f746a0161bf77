"""The models `quarantine_<table>`: each row that staging could not use, as it was delivered."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from orchestration.contract.contract import Column, Contract, Table

FOLDER = Path("models/staging/compiled")
# Staging's list of the tables that it reads: a row of another table is in no quarantine.
ROWS_MODEL = Path("models/staging/int_staging__rows.sql")
READ_TABLE = re.compile(r"row_columns\('(\w+)'")

REASON = (
    Column("quarantine_id", "string", "P1", meaning="as in quarantine"),
    Column("reason_code", "string", meaning="as in quarantine"),
    # Under another name than in quarantine: a refund has a reason of its own.
    Column("quarantine_reason", "string", meaning="the same as a sentence that names the column"),
    Column("first_seen_at", "timestamp", meaning="when this very row was first delivered (UTC)"),
    Column("last_seen_at", "timestamp", meaning="when this very row was last delivered (UTC)"),
)

MODEL = """\
-- {generated};
-- edit the contract, not this file.
with

quarantined as (

    select
        source_file,
        source_line,
        loaded_at,
        quarantine_id,
        reason_code,
        reason as quarantine_reason,
        first_seen_at,
        last_seen_at

    from {{{{ ref('quarantine') }}}}

    where source_table = '{table}'

),

raw_rows as (

    select * from {{{{ source('raw', '{table}') }}}}

)

select
    {columns}

from quarantined

inner join raw_rows on {{{{ same_row('quarantined', 'raw_rows') }}}}
"""


def quarantine_files(
    contract: Contract, stored: Mapping[str, Mapping[str, str]], generated: str, rows_model: str
) -> dict[Path, str]:
    """Text of the models and their YAML by path; `stored` has the raw types of each table."""
    read = READ_TABLE.findall(rows_model)
    tables = [table for table in contract.tables if table.name in read]
    files = {
        FOLDER / f"quarantine_{table.name}.sql": _model(table, contract, generated)
        for table in tables
    }
    parts = [f"# {generated}; edit the contract, not this file.\nversion: 2\n\nmodels:"]
    parts += [_yaml(table, contract, stored[table.name]) for table in tables]
    return {**files, FOLDER / "_compiled__models.yml": "\n".join(parts) + "\n"}


def _model(table: Table, contract: Contract, generated: str) -> str:
    raw = [f"raw_rows.{column.name}" for column in (*contract.envelope, *table.columns)]
    reason = [column.name for column in REASON]
    return MODEL.format(
        generated=generated,
        table=table.name,
        columns=",\n    ".join([*(f"quarantined.{name}" for name in reason), *raw]),
    )


def _yaml(table: Table, contract: Contract, stored: Mapping[str, str]) -> str:
    lines = [
        f"  - name: quarantine_{table.name}",
        f'    description: "One row per row of {table.name} that could not be used, as delivered: '
        'corrected, it flows in with the next run."',
        "    config:",
        "      access: public",
        # A view: it adds nothing to what quarantine and the raw table hold.
        "      materialized: view",
        "      contract: {enforced: true}",
        "      meta:",
        "        grain: [quarantine_id]",
        "    data_tests:",
        "      - unique_grain:",
        "          arguments: {columns: [quarantine_id]}",
        "    columns:",
    ]
    for column in (*REASON, *contract.envelope, *table.columns):
        meaning = json.dumps(column.meaning, ensure_ascii=False)
        lines.append(
            f"      - {{name: {column.name}, description: {meaning}, data_type: "
            f"{stored.get(column.name, column.type)}, config: {{meta: {{pii: {column.pii}}}}}}}"
        )
    return "\n".join(lines)
