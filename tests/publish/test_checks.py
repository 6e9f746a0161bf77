import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import TresseError
from orchestration.publish.checks import audit, audit_in_second_process
from orchestration.publish.publication import PublicationReport
from orchestration.settings import Settings

Published = tuple[Settings, PublicationReport]


@pytest.fixture
def copy(published: Published, tmp_path: Path) -> Path:
    return Path(shutil.copy(published[0].serving, tmp_path / "copy.duckdb"))


def damage(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def test_a_sound_file_has_no_failure(published: Published, copy: Path) -> None:
    assert audit(copy, published[1].row_counts) == []


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
    assert failure in audit(copy, published[1].row_counts)


def test_an_audience_that_activation_forgot_is_noticed(published: Published, copy: Path) -> None:
    for table in ("audience_members", "audience_exclusions"):
        damage(copy, f"delete from activation.{table} where channel = 'email' and segment = 'vip'")
    assert "20 members are undecided in email/vip" in audit(copy, published[1].row_counts)


def test_a_failed_audit_says_so_in_one_sentence_without_values(
    published: Published, copy: Path
) -> None:
    damage(copy, "update activation.segment_catalog set owner = 'marie@shop.example'")
    with pytest.raises(TresseError) as error:
        audit_in_second_process(copy, published[1].row_counts)
    assert str(error.value) == (
        "Nothing was published and the last publication stays: "
        "segment_catalog.owner has 4 values that look like an e-mail or phone."
    )


def test_a_file_that_cannot_be_opened_fails_its_audit(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:5000])
    with pytest.raises(TresseError, match="could not be read back"):
        audit_in_second_process(copy, {})
