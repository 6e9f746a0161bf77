from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import TresseError
from orchestration.manifest import Column
from orchestration.publish.publication import PublicationReport, publish
from orchestration.publish.serving import (
    PUBLISHED_MODELS,
    published_columns,
    published_models,
)
from orchestration.settings import Settings
from tests.publish.fake_shop import AS_OF, CANARY, build_shop, load_fake_manifest

Published = tuple[Settings, PublicationReport]


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_the_serving_file_holds_the_ten_published_tables(published: Published) -> None:
    shop, report = published
    with reading(shop.serving) as serving:
        tables = serving.execute(
            "select table_name from duckdb_tables() where schema_name = 'activation'"
        ).fetchall()
    assert {table for (table,) in tables} == {"publication", *PUBLISHED_MODELS}
    assert report.row_counts["customers"] == 40


def test_no_directly_identifying_value_is_in_any_column_or_byte(published: Published) -> None:
    shop, _ = published
    with reading(shop.serving) as serving:
        columns = serving.execute(
            "select table_name, column_name from duckdb_columns() where schema_name = 'activation'"
        ).fetchall()
        for table, column in columns:
            values = serving.execute(
                f'select cast("{column}" as varchar) from activation."{table}"'
            ).fetchall()
            assert not [value for (value,) in values if CANARY in (value or "")], (table, column)
    names = {column for _, column in columns}
    assert names.isdisjoint({"first_name", "last_name", "email", "phone", "address", "birth_date"})
    assert CANARY.encode() not in shop.serving.read_bytes()


def test_the_shop_that_is_published_does_hold_identifying_values(published: Published) -> None:
    shop, _ = published
    with duckdb.connect(str(shop.warehouse), read_only=True) as warehouse:
        [(found,)] = warehouse.execute(
            f"select count(*) from customer.customers where email like '{CANARY}%'"
        ).fetchall()
    assert found == 40


def test_every_table_carries_the_snapshot_id_of_the_publication(published: Published) -> None:
    shop, report = published
    snapshot_id = report.snapshot.snapshot_id
    with reading(shop.serving) as serving:
        for table in ("publication", *PUBLISHED_MODELS):
            found = serving.execute(
                f"select distinct snapshot_id from activation.{table}"
            ).fetchall()
            assert found == [(snapshot_id,)]


def test_the_publication_says_its_day_its_checks_and_its_rows(published: Published) -> None:
    shop, report = published
    with reading(shop.serving) as serving:
        [(as_of, built_at, checks_passed, customers)] = serving.execute(
            "select as_of, built_at, checks_passed, row_counts ->> 'customers' "
            "from activation.publication"
        ).fetchall()
    assert (as_of, built_at) == (AS_OF, report.snapshot.built_at)
    assert checks_passed == report.checks_passed
    assert customers == "40"


def test_readers_of_duckdb_1_can_open_the_file(published: Published) -> None:
    shop, _ = published
    header = shop.serving.read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64


def test_tables_and_columns_carry_their_description(published: Published) -> None:
    shop, _ = published
    with reading(shop.serving) as serving:
        [(table,)] = serving.execute(
            "select comment from duckdb_tables() where table_name = 'segment_members'"
        ).fetchall()
        silent = serving.execute(
            "select table_name, column_name from duckdb_columns() where comment is null "
            "and schema_name = 'activation' and table_name != 'customer_segments'"
        ).fetchall()
    assert table == load_fake_manifest().model("segment_members").description
    assert silent == []


def test_no_draft_or_log_is_left_beside_the_file(published: Published) -> None:
    shop, _ = published
    assert {path.name for path in shop.serving.parent.iterdir()} == {"serving.duckdb", "tables"}


def test_the_rights_given_to_the_serving_file_stay(shop: Settings) -> None:
    publish(shop, AS_OF)
    shop.serving.chmod(0o640)
    publish(shop, AS_OF)
    assert shop.serving.stat().st_mode & 0o777 == 0o640


def test_a_column_without_a_personal_data_class_is_refused() -> None:
    customers = published_models(load_fake_manifest())[0]
    unclassed = replace(customers, columns=(*customers.columns, Column("shoe", None, "", None)))
    with pytest.raises(TresseError, match="column shoe of customers has no personal data class"):
        published_columns(unclassed)


def test_a_build_of_another_day_is_refused(tmp_path: Path) -> None:
    shop = build_shop(tmp_path / "data", as_of=AS_OF)
    with pytest.raises(TresseError, match="of 2026-10-31, not of 2026-11-01: build 2026-11-01"):
        publish(shop, AS_OF.replace(month=11, day=1))
    assert not shop.serving.exists()


def test_one_model_of_an_earlier_day_is_refused(shop: Settings) -> None:
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        warehouse.execute("update activation.audience_members set as_of = date '2026-10-30'")
    with pytest.raises(TresseError, match="audience_members of 2026-10-30"):
        publish(shop, AS_OF)


def test_daily_history_may_hold_earlier_days_but_must_hold_this_one(shop: Settings) -> None:
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        warehouse.execute(
            "insert into measurement.segment_daily "
            "select * replace (date '2026-10-30' as as_of) from measurement.segment_daily"
        )
    assert publish(shop, AS_OF).row_counts["segment_daily"] == 8
    with duckdb.connect(str(shop.warehouse)) as warehouse:
        warehouse.execute("delete from measurement.segment_daily where as_of = date '2026-10-31'")
    with pytest.raises(TresseError, match="segment_daily of 2026-10-30"):
        publish(shop, AS_OF)


def test_a_warehouse_without_customers_does_not_replace_what_is_published(tmp_path: Path) -> None:
    shop = build_shop(tmp_path / "data", customers=0)
    with pytest.raises(TresseError, match="holds no customer as of 2026-10-31"):
        publish(shop, AS_OF)
