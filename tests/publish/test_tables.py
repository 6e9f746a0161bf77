"""The Parquet tables are the serving file's, for the same readers, and their manifest is true."""

import hashlib
import json
import re
from typing import Any

import duckdb
import pytest

from orchestration.publish.publication import PublicationReport, publish
from orchestration.publish.serving import PUBLISHED_MODELS
from orchestration.settings import Settings
from orchestration.summary import publication_summary
from tests.publish.fake_shop import AS_OF, CANARY

Published = tuple[Settings, PublicationReport]
TABLES = (*PUBLISHED_MODELS, "publication")


def listed(report: PublicationReport) -> dict[str, dict[str, Any]]:
    manifest = json.loads((report.tables_folder / "manifest.json").read_text())
    assert manifest["snapshot_id"] == report.snapshot.snapshot_id
    return {entry["table"]: entry for entry in manifest["tables"]}


def test_every_published_table_is_one_file_and_nothing_else_is_there(published: Published) -> None:
    folder = published[1].tables_folder
    expected = {"manifest.json", *(f"{table}.parquet" for table in TABLES)}
    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize("table", TABLES)
def test_a_file_has_the_columns_types_and_rows_of_the_serving_file_in_its_order(
    published: Published, table: str
) -> None:
    shop, report = published
    with duckdb.connect(str(shop.serving), read_only=True) as serving:
        relations = f"activation.{table}", f"'{report.tables_folder}/{table}.parquet'"
        served, copied = (serving.execute(f"from {name}").fetchall() for name in relations)
        columns, types = (serving.execute(f"describe from {name}").fetchall() for name in relations)
    assert copied == served
    assert [column[:2] for column in types] == [column[:2] for column in columns]
    assert [(column["name"], column["type"]) for column in listed(report)[table]["columns"]] == [
        column[:2] for column in columns
    ]


@pytest.mark.parametrize("table", TABLES)
def test_the_manifest_tells_the_rows_bytes_and_checksum_of_a_table(
    published: Published, table: str
) -> None:
    report = published[1]
    entry = listed(report)[table]
    content = (report.tables_folder / entry["file"]).read_bytes()
    assert entry["rows"] == report.row_counts[table]
    assert entry["bytes"] == len(content)
    assert entry["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_files_are_compressed_and_their_times_are_without_a_zone(published: Published) -> None:
    files = f"{published[1].tables_folder}/*.parquet"
    codecs = duckdb.execute(f"select distinct compression from parquet_metadata('{files}')")
    assert codecs.fetchall() == [("ZSTD",)]
    times = duckdb.execute(
        f"select distinct logical_type from parquet_schema('{files}') "
        "where logical_type like 'Timestamp%'"
    ).fetchall()
    assert ["isAdjustedToUTC=0" in time for (time,) in times] == [True]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_the_publication(published: Published, table: str) -> None:
    report = published[1]
    path = report.tables_folder / f"{table}.parquet"
    found = duckdb.execute(f"select distinct snapshot_id from '{path}'").fetchall()
    assert found == [(report.snapshot.snapshot_id,)]


def test_no_directly_identifying_value_is_in_any_file(published: Published) -> None:
    folder = published[1].tables_folder
    names: set[str] = set()
    for path in folder.glob("*.parquet"):
        file = duckdb.execute(f"from '{path}'")
        names |= {column[0] for column in file.description or []}
        assert CANARY not in str(file.fetchall()), path.name
        assert CANARY.encode() not in path.read_bytes()
    assert CANARY not in (folder / "manifest.json").read_text()
    assert names.isdisjoint({"first_name", "last_name", "email", "phone", "address", "birth_date"})


@pytest.mark.parametrize(("mode", "folder_mode"), [(0o640, 0o750), (0o600, 0o700), (0o644, 0o755)])
def test_who_may_open_the_serving_file_may_open_its_copies_and_nobody_else(
    shop: Settings, mode: int, folder_mode: int
) -> None:
    publish(shop, AS_OF)
    shop.serving.chmod(mode)
    folder = publish(shop, AS_OF).tables_folder
    assert folder.stat().st_mode & 0o777 == folder_mode
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {mode}


def test_the_summary_says_where_the_tables_are(published: Published) -> None:
    report = published[1]
    sentence = f"  {report.tables_folder}: the same tables as Parquet\n"
    assert re.search(re.escape(sentence), publication_summary(report))
