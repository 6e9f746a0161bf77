import re
from pathlib import Path

import pytest
import yaml

from orchestration.settings import PROJECT_DIR

CONTRACT = PROJECT_DIR / "orchestration" / "contract" / "source_contract.yml"
TABLE = re.compile(r"source\('raw', '(\w+)'\)")
CODES = re.compile(r"(?:parse_code|is_one_of)\('(\w+)', \[([^\]]*)\](?:, '(\w+)')?\)")
QUOTED = re.compile(r"'(\w+)'")

BASE_MODELS = sorted((PROJECT_DIR / "models" / "staging").glob("*/base/*.sql"))


def accepted_by_the_contract(table: str) -> dict[str, set[str]]:
    contract = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    columns = next(entry["columns"] for entry in contract["tables"] if entry["name"] == table)
    return {column["name"]: set(column["accepted"]) for column in columns if "accepted" in column}


def accepted_by_the_model(sql: str) -> dict[str, set[str]]:
    return {
        column: {*QUOTED.findall(listed), *filter(None, [otherwise])}
        for column, listed, otherwise in CODES.findall(sql)
    }


@pytest.mark.parametrize("path", BASE_MODELS, ids=lambda path: path.stem)
def test_a_base_model_accepts_the_codes_of_the_contract(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    table = TABLE.findall(sql)[0]
    assert accepted_by_the_model(sql) == accepted_by_the_contract(table)


def test_every_staged_table_has_a_base_model() -> None:
    tables = {TABLE.findall(path.read_text(encoding="utf-8"))[0]: path.stem for path in BASE_MODELS}
    rows = (PROJECT_DIR / "models" / "staging" / "int_staging__rows.sql").read_text(
        encoding="utf-8"
    )
    counted = re.findall(r"row_columns\('(\w+)', .*\) }}\nfrom {{ ref\('(\w+)'\) }}", rows)
    assert dict(counted) == tables
