import json
import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import TresseError
from orchestration.files import sha256
from orchestration.publish.checks import audit, audit_in_second_process
from orchestration.publish.publication import PublicationReport
from orchestration.settings import Settings

Published = tuple[Settings, PublicationReport]


@pytest.fixture
def copy(published: Published, tmp_path: Path) -> Path:
    return Path(shutil.copy(published[0].serving, tmp_path / "copy.duckdb"))


@pytest.fixture
def tables(published: Published, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published[1].tables_folder, tmp_path / "tables"))


def damage(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def test_a_sound_publication_has_no_failure(published: Published, copy: Path, tables: Path) -> None:
    assert audit(copy, tables, published[1].row_counts) == []


@pytest.mark.parametrize(
    ("statement", "failure"),
    [
        (
            "delete from activation.customers where customer_id = 'c7'",
            "customers has 39 rows instead of 40",
        ),
        ("drop table activation.segment_daily", "segment_daily has 0 rows instead of 4"),
        ("create table activation.stray (i int)", "stray has 0 rows instead of 0"),
        (
            "alter table activation.segment_daily drop column snapshot_id",
            "segment_daily has no snapshot_id",
        ),
        (
            "update activation.customers set snapshot_id = 'old' where customer_id = 'c7'",
            "customers has 1 rows of another snapshot",
        ),
        (
            "update activation.customers set snapshot_id = null where customer_id = 'c7'",
            "customers has 1 rows of another snapshot",
        ),
        (
            "update activation.customer_features set top_category = 'Marie <m.b@shop.example>'",
            "customer_features.top_category has 40 values that look like an e-mail or phone",
        ),
        (
            "update activation.segment_catalog set owner = 'tel +33612345678' "
            "where segment = 'vip'",
            "segment_catalog.owner has 1 values that look like an e-mail or phone",
        ),
        (
            "update activation.customer_segments set vip = false where customer_id = 'c2'",
            "1 members of vip disagree with its flag",
        ),
        (
            "update activation.customer_segments set vip = true where customer_id = 'c1'",
            "1 members of vip disagree with its flag",
        ),
        (
            "alter table activation.customer_segments drop column vip",
            "customer_segments has no flag of segment vip",
        ),
        (
            "update activation.segment_catalog set member_count = 19 where segment = 'vip'",
            "segment_catalog is off by 1 for vip",
        ),
        (
            "delete from activation.segment_catalog where segment = 'vip'",
            "segment_catalog is off by 20 for vip",
        ),
        (
            "delete from activation.audience_members "
            "where channel = 'sms' and segment = 'vip' and customer_id = 'c2'",
            "1 members are undecided in sms/vip",
        ),
        (
            "insert into activation.audience_exclusions select channel, segment, customer_id, "
            "'no_consent', as_of, snapshot_id from activation.audience_members "
            "where channel = 'sms' and segment = 'vip' and customer_id = 'c2'",
            "1 members are undecided in sms/vip",
        ),
        (
            "update activation.audience_members set customer_id = 'c1' "
            "where channel = 'ads' and segment = 'vip' and customer_id = 'c2'",
            "2 members are undecided in ads/vip",
        ),
    ],
)
def test_each_damage_is_noticed(
    published: Published, copy: Path, statement: str, failure: str
) -> None:
    damage(copy, statement)
    assert failure in audit(copy, published[1].tables_folder, published[1].row_counts)


def test_an_audience_that_activation_forgot_is_noticed(published: Published, copy: Path) -> None:
    report = published[1]
    for table in ("audience_members", "audience_exclusions"):
        damage(copy, f"delete from activation.{table} where channel = 'email' and segment = 'vip'")
    failures = audit(copy, report.tables_folder, report.row_counts)
    assert "20 members are undecided in email/vip" in failures


def rewrite(folder: Path, table: str, query: str) -> None:
    """Replace a Parquet file and say so in the manifest, as a writer with a fault would."""
    path = folder / f"{table}.parquet"
    new = path.with_suffix(".new")
    duckdb.execute(f"copy ({query.format(path=path)}) to '{new}' (format parquet)")
    new.replace(path)
    relist(
        folder,
        table,
        rows=duckdb.execute(f"select count(*) from '{path}'").fetchall()[0][0],
        bytes=path.stat().st_size,
        sha256=sha256(path),
    )


def relist(folder: Path, table: str, /, **values: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    for entry in manifest["tables"]:
        entry.update(values if entry["table"] == table else {})
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("query", "failure"),
    [
        ("from '{path}' where customer_id != 'c7'", "rows that are not the serving file's"),
        ("from '{path}' union all from '{path}' limit 41", "has 1 rows that are not the serving"),
        (
            "select * replace (case when customer_id != 'c7' then country_code else 'FR' end "
            "as country_code) from '{path}'",
            "customers.parquet has 1 rows that are not the serving file's, in its order",
        ),
        ("from '{path}' order by customer_id desc", "has 40 rows that are not the serving file's"),
        ("select *, 1 as more from '{path}'", "customers.parquet has other columns than"),
        (
            "select * replace (cast(record_count as double) as record_count) from '{path}'",
            "customers.parquet has other columns than",
        ),
    ],
)
def test_a_parquet_file_that_differs_from_the_serving_file_is_noticed(
    published: Published, tables: Path, query: str, failure: str
) -> None:
    shop, report = published
    rewrite(tables, "customers", query)
    [found] = audit(shop.serving, tables, report.row_counts)
    assert failure in found


@pytest.mark.parametrize(
    ("values", "failure"),
    [
        ({"rows": 39}, "customers.parquet has 40 rows instead of the 39 of its manifest"),
        ({"bytes": 1}, "customers.parquet is not the file that its manifest lists"),
        ({"sha256": "0" * 64}, "customers.parquet is not the file that its manifest lists"),
        ({"columns": []}, "customers.parquet has other columns than the serving file or its"),
        ({"file": "people.parquet"}, "people.parquet is listed and missing, or there and not"),
        ({"table": "people"}, "people is a table without a Parquet file, or the other way round"),
    ],
)
def test_a_manifest_that_is_not_true_is_noticed(
    published: Published, tables: Path, values: dict[str, object], failure: str
) -> None:
    shop, report = published
    relist(tables, "customers", **values)
    assert failure in "; ".join(audit(shop.serving, tables, report.row_counts))


def test_a_file_that_nobody_listed_is_noticed(published: Published, tables: Path) -> None:
    shop, report = published
    (tables / "stray.parquet").touch()
    assert audit(shop.serving, tables, report.row_counts) == [
        "stray.parquet is listed and missing, or there and not listed"
    ]


def test_a_failed_audit_says_so_in_one_sentence_without_values(
    published: Published, copy: Path, tables: Path
) -> None:
    damage(copy, "update activation.segment_catalog set owner = 'marie@shop.example'")
    rewrite(
        tables, "segment_catalog", "select * replace ('marie@shop.example' as owner) from '{path}'"
    )
    with pytest.raises(TresseError) as error:
        audit_in_second_process(copy, tables, published[1].row_counts)
    assert str(error.value) == (
        "Nothing was published and the last publication stays: "
        "segment_catalog.owner has 4 values that look like an e-mail or phone."
    )


def test_a_file_that_cannot_be_opened_fails_its_audit(copy: Path, tables: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:5000])
    with pytest.raises(TresseError, match="could not be read back"):
        audit_in_second_process(copy, tables, {})


def test_a_folder_without_a_manifest_fails_its_audit(copy: Path, tables: Path) -> None:
    (tables / "manifest.json").unlink()
    with pytest.raises(TresseError, match="could not be read back"):
        audit_in_second_process(copy, tables, {})
