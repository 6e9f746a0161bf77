"""What is generated says what the contract says."""

from pathlib import Path

import duckdb
import pytest
import yaml

from orchestration.adapters.document import README_FILE
from orchestration.contract import compile as compiling
from orchestration.contract import generate
from orchestration.contract.contract import Table, load_contract
from orchestration.contract.quarantine import FOLDER, READ_TABLE, REASON, ROWS_MODEL
from orchestration.settings import PROJECT_DIR


def test_the_committed_files_are_up_to_date() -> None:
    assert compiling.compile(check=True) == ()


def test_a_stale_file_is_named_and_left_alone_by_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "PROJECT_DIR", tmp_path)
    rows_model = tmp_path / ROWS_MODEL
    rows_model.parent.mkdir(parents=True)
    rows_model.write_text("select {{ row_columns('shop_orders', 'order_id') }}", encoding="utf-8")
    files = (
        generate.SOURCES_FILE,
        generate.README_FILE,
        README_FILE,
        FOLDER / "quarantine_shop_orders.sql",
        FOLDER / "_compiled__models.yml",
    )
    assert compiling.compile(check=True) == files
    assert not (tmp_path / generate.SOURCES_FILE).exists()
    assert compiling.compile(check=False) == files
    assert compiling.compile(check=True) == ()


def test_duckdb_knows_every_stored_type() -> None:
    contract = load_contract()
    known_as = {"string": "VARCHAR", "timestamp": "TIMESTAMP", "bigint": "BIGINT"}
    stored = [generate.stored_columns(contract, table).values() for table in contract.raw_tables]
    for stored_type in {name for names in stored for name in names}:
        described = duckdb.execute(f"describe select cast(null as {stored_type})").fetchall()
        assert described[0][1] == known_as[stored_type]


def test_business_columns_are_text_in_raw() -> None:
    contract = load_contract()
    stored = generate.stored_columns(contract, contract.table("shop_orders"))
    assert {stored[column] for column in contract.table("shop_orders").column_names} == {"string"}
    assert (stored["loaded_at"], stored["source_line"]) == ("timestamp", "bigint")


def test_the_sources_describe_every_column_and_its_personal_data_class() -> None:
    contract = load_contract()
    source = yaml.safe_load(generate.sources_yaml(contract))["sources"][0]
    assert [table["name"] for table in source["tables"]] == [
        table.name for table in contract.raw_tables
    ]
    orders = next(table for table in source["tables"] if table["name"] == "shop_orders")
    assert orders["description"] == "one row per order (never per refund)"
    email = next(column for column in orders["columns"] if column["name"] == "email")
    assert email["config"]["meta"]["pii"] == "P2"
    assert all(column["description"] for table in source["tables"] for column in table["columns"])


def test_the_document_has_a_section_per_table_and_a_row_per_column() -> None:
    contract = load_contract()
    document = generate.readme(contract)
    for table in contract.raw_tables:
        section = document.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in section
        if isinstance(table, Table):
            assert f"warn after {table.freshness_hours.warn} h" in section


def test_each_table_that_staging_reads_has_a_quarantine_with_all_its_columns() -> None:
    contract = load_contract()
    read = READ_TABLE.findall((PROJECT_DIR / ROWS_MODEL).read_text(encoding="utf-8"))
    assert len(read) == len(set(read)) > 10
    for name in read:
        sql = (PROJECT_DIR / FOLDER / f"quarantine_{name}.sql").read_text(encoding="utf-8")
        for column in (*contract.envelope, *contract.table(name).columns):
            assert f"    raw_rows.{column.name}" in sql


def test_a_column_of_the_contract_is_not_taken_for_one_of_its_quarantine() -> None:
    contract = load_contract()
    own = {column.name for column in REASON}
    columns = [(table.name, column) for table in contract.tables for column in table.column_names]
    assert [(table, column) for table, column in columns if column in own] == []
