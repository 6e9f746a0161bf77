import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.errors import TresseError
from orchestration.publish.channels import CHANNELS, require_valid_rows
from orchestration.publish.exports import safe_slug
from orchestration.publish.publication import PublicationReport, publish
from orchestration.settings import Settings
from tests.publish.fake_shop import AS_OF

Published = tuple[Settings, PublicationReport]


def manifest_of(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return content


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def damage(shop: Settings, statement: str) -> None:
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        warehouse.execute(statement)


def test_folders_and_files_are_readable_by_their_owner_alone(published: Published) -> None:
    folder = published[1].export_folder
    for path in [folder.parent, folder, *folder.rglob("*")]:
        expected = 0o700 if path.is_dir() else 0o600
        assert path.stat().st_mode & 0o777 == expected, path


def test_the_manifest_tells_the_rows_bytes_and_checksum_of_every_file(published: Published) -> None:
    _, report = published
    manifest = manifest_of(report.export_folder)
    listed = {file["path"] for file in manifest["files"]}
    found = {
        path.relative_to(report.export_folder).as_posix()
        for path in report.export_folder.rglob("*.*")
        if path.name != "manifest.json"
    }
    assert listed == found
    for file in manifest["files"]:
        content = (report.export_folder / file["path"]).read_bytes()
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    for file in manifest["files"]:
        if file["path"].endswith(".csv"):
            rows = rows_of(report.export_folder / file["path"])
            assert len(rows) == file["rows"]
            assert all(tuple(row) == tuple(file["columns"]) for row in rows)


def test_csv_and_parquet_of_an_audience_hold_the_same_rows(published: Published) -> None:
    folder = published[1].export_folder
    parquet = duckdb.execute(
        f"select customer_id, address, snapshot_id, as_of from '{folder}/email/vip.parquet'"
    ).fetchall()
    rows = [tuple(row.values()) for row in rows_of(folder / "email" / "vip.csv")]
    assert rows == [(*row[:3], str(row[3])) for row in parquet]
    assert len(rows) == 13


def test_ads_get_the_hash_of_the_email_and_never_the_email(published: Published) -> None:
    folder = published[1].export_folder
    rows = {row["customer_id"]: row for row in rows_of(folder / "ads" / "vip.csv")}
    expected = hashlib.sha256(b"canary10@shop.example").hexdigest()
    assert rows["c10"]["email_sha256"] == expected
    for path in (folder / "ads").iterdir():
        assert b"shop.example" not in path.read_bytes()


def test_an_emptied_audience_is_a_file_of_no_rows(published: Published) -> None:
    folder = published[1].export_folder
    assert rows_of(folder / "email" / "emptied.csv") == []
    assert (folder / "email" / "emptied.csv").read_text().startswith("customer_id,address,")


def test_a_segment_that_cannot_be_computed_is_named_and_has_no_file(published: Published) -> None:
    folder = published[1].export_folder
    assert manifest_of(folder)["not_computable"] == ["browse_abandoners"]
    assert not list(folder.rglob("browse_abandoners.*"))


def rows_to_export(*rows: tuple[str, str, str, str | None]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(
        "create temp table export_rows "
        "(channel varchar, segment varchar, customer_id varchar, address varchar)"
    )
    connection.executemany("insert into export_rows values (?, ?, ?, ?)", rows)
    return connection


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("email", "=cmd|'/C calc'!A0@shop.example"),
        ("email", "@shop.example"),
        ("email", "not an address"),
        ("email", 'two"quotes@shop.example'),
        ("email", "a,b@shop.example"),
        ("email", "line\nbreak@shop.example"),
        ("email", None),
        ("sms", "0612345678"),
        ("sms", "+33 6 12 34 56 78"),
        ("sms", "=+33612345678"),
        ("ads", "+33612345678"),
        ("pigeon", "marie@shop.example"),
    ],
)
def test_an_address_that_is_none_is_refused_unnamed(channel: str, address: str | None) -> None:
    rows = [(channel, "vip", "c1", address), ("sms", "vip", "c2", "+33612345678")]
    expected = f"1 rows of channel {channel}, segment vip are not a valid address of it"
    with rows_to_export(*rows) as connection, pytest.raises(TresseError, match=expected) as error:
        require_valid_rows(connection)
    assert address is None or address not in str(error.value)


def test_honest_addresses_leave_as_they_are() -> None:
    rows = [
        ("email", "vip", "c1", "o'neil+shop@sub.shop.example"),
        ("email", "vip", "c2", "zoé@café.example"),
        ("sms", "vip", "c2", "+33612345678"),
        ("ads", "vip", "c2", "_marie-2@shop.example"),
    ]
    with rows_to_export(*rows) as connection:
        require_valid_rows(connection)


def test_one_bad_address_stops_the_publication(shop: Settings) -> None:
    damage(
        shop,
        "update activation.audience_members set address = '=1+1@shop.example' "
        "where channel = 'email' and segment = 'vip' and customer_id = 'c10'",
    )
    with pytest.raises(TresseError, match="1 rows of channel email, segment vip"):
        publish(shop, AS_OF)
    assert not (shop.exports / "latest").exists()
    assert not shop.serving.exists()


def test_two_customers_never_share_an_address_in_one_audience(shop: Settings) -> None:
    damage(
        shop,
        "update activation.audience_members set address = 'canary10@shop.example' "
        "where channel = 'email' and segment = 'vip' and customer_id = 'c14'",
    )
    with pytest.raises(TresseError, match="2 rows of channel email, segment vip share an address"):
        publish(shop, AS_OF)


@pytest.mark.parametrize("slug", ["../up", "con", "VIP", "vip\n", "1st", "a" * 64, "a/b", ""])
def test_a_hostile_segment_never_becomes_a_path(slug: str) -> None:
    with pytest.raises(TresseError, match="cannot name a file"):
        safe_slug(slug)


def test_a_hostile_segment_stops_the_publication(shop: Settings) -> None:
    damage(shop, "update segments.segment_catalog set segment = 'con' where segment = 'emptied'")
    damage(shop, "alter table segments.customer_segments rename emptied to con")
    manifest = shop.data_dir / "dbt" / "target" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"emptied"', '"con"'))
    with pytest.raises(TresseError, match="The segment 'con' cannot name a file"):
        publish(shop, AS_OF)
    assert not shop.serving.exists()


# What breaks cells and begins formulas, among what addresses are made of.
HOSTILE = st.text("a9.é=+-@,;|'\"<> \t\r\n\0", max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    address=st.builds("{}@{}shop.example".format, HOSTILE, HOSTILE) | HOSTILE.map("+336{}".format),
    channel=st.sampled_from(sorted(CHANNELS)),
)
def test_case_33_no_address_that_leaves_begins_a_formula_or_breaks_a_cell(
    address: str, channel: str
) -> None:
    try:
        with rows_to_export((channel, "vip", "c1", address)) as connection:
            require_valid_rows(connection)
    except TresseError:
        return
    assert not set(address) & set(',;"\t\r\n\0')
    assert address[0] not in ("=-@" if channel == "sms" else "=+-@")
