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


def test_latest_names_the_newest_publication(shop: Settings) -> None:
    publish(shop, AS_OF)
    report = publish(shop, AS_OF)
    assert (shop.exports / "latest").resolve() == report.export_folder.resolve()
    assert manifest_of(shop.exports / "latest")["snapshot_id"] == report.snapshot.snapshot_id


def test_only_the_newest_exports_are_kept(shop: Settings) -> None:
    (shop.exports).mkdir(parents=True)
    (shop.exports / "my notes").touch()
    reports = [publish(shop, AS_OF, keep=2) for _ in range(4)]
    kept = {path.name for path in shop.exports.iterdir()}
    newest = {report.snapshot.snapshot_id for report in reports[-2:]}
    assert kept == {*newest, "latest", "my notes"}
    assert reports[-1].removed_exports == (reports[1].snapshot.snapshot_id,)


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
    ],
)
def test_an_address_that_is_none_stops_the_publication_unnamed(
    shop: Settings, channel: str, address: str | None
) -> None:
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        warehouse.execute(
            "update activation.audience_members set address = ? "
            "where channel = ? and segment = 'vip' and customer_id = 'c10'",
            [address, channel],
        )
    with pytest.raises(TresseError, match=f"1 rows of channel {channel}, segment vip") as error:
        publish(shop, AS_OF)
    assert address is None or address not in str(error.value)
    assert not (shop.exports / "latest").exists()
    assert not shop.serving.exists()


def test_an_unknown_channel_stops_the_publication(shop: Settings) -> None:
    for name in ("audience_members", "audience_exclusions"):
        damage(shop, f"update activation.{name} set channel = 'pigeon' where channel = 'sms'")
    damage(shop, "update segments.segment_catalog set channels = 'pigeon'")
    with pytest.raises(TresseError, match="channel pigeon"):
        publish(shop, AS_OF)


def test_two_customers_never_share_an_address_in_one_audience(shop: Settings) -> None:
    damage(
        shop,
        "update activation.audience_members set address = 'canary10@shop.example' "
        "where channel = 'email' and segment = 'vip' and customer_id = 'c14'",
    )
    with pytest.raises(TresseError, match="2 rows of channel email, segment vip share an address"):
        publish(shop, AS_OF)


@pytest.mark.parametrize("slug", ["../up", "con", "VIP", "vip\n", "1st", "a" * 64, "a/b", ""])
def test_a_hostile_segment_never_becomes_a_path(shop: Settings, slug: str) -> None:
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        for table in (
            "segments.segment_catalog",
            "segments.segment_members",
            "activation.audience_members",
            "activation.audience_exclusions",
        ):
            warehouse.execute(f"update {table} set segment = ? where segment = 'vip'", [slug])
        flag = slug.replace('"', '""')
        warehouse.execute(f'alter table segments.customer_segments rename is_vip to "is_{flag}"')
    manifest = shop.data_dir / "dbt" / "target" / "manifest.json"
    content = json.loads(manifest.read_text())
    columns = content["nodes"]["model.tresse.customer_segments"]["columns"]
    columns["is_vip"]["name"] = f"is_{slug}"
    manifest.write_text(json.dumps(content))
    with pytest.raises(TresseError, match="cannot name a file"):
        publish(shop, AS_OF)
    assert not shop.serving.exists()


@settings(max_examples=60)
@given(address=st.text(max_size=40), channel=st.sampled_from(sorted(CHANNELS)))
def test_no_address_that_leaves_begins_a_formula_or_breaks_a_cell(
    address: str, channel: str
) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create temp table export_rows "
            "(channel varchar, segment varchar, customer_id varchar, address varchar)"
        )
        connection.execute("insert into export_rows values (?, 's', 'c', ?)", [channel, address])
        try:
            require_valid_rows(connection)
        except TresseError:
            return
    assert not set(address) & set(',;"\t\r\n\0')
    assert address[0] not in ("=-@" if channel == "sms" else "=+-@")
