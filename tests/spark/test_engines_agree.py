"""DuckDB and Spark build the same shop: every public and every published table, row by row."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.orchestration.conftest import AS_OF, NEXT_DAY
from tests.spark.cluster import Cluster
from tests.spark.compare import Comparison, compare, markdown, public_tables, published_tables
from tests.spark.conftest import DUCKDB, PEOPLE, Shop, assert_agree, open_shop

pytestmark = pytest.mark.spark

IDENTITIES = "select record_id, customer_id from identity.customer_identities order by all"


@dataclass(frozen=True)
class Engines:
    """The same shop, built by both."""

    duckdb: Shop
    spark: Shop

    def run(self, as_of: str) -> None:
        """Build and publish the day on both."""
        self.duckdb.run(as_of)
        self.spark.run(as_of)

    def warehouses(self) -> tuple[Comparison, ...]:
        """The public tables of the two warehouses, compared."""
        left, right = self.duckdb.tresse.warehouse, self.spark.tresse.warehouse
        return compare(left, right, public_tables(self.duckdb.manifest))

    def publications(self) -> tuple[Comparison, ...]:
        """The tables of the two serving files, compared."""
        left, right = self.duckdb.tresse.serving, self.spark.tresse.serving
        return compare(left, right, published_tables(self.duckdb.manifest))

    def assert_agree(self) -> None:
        """Fail with the tables when any two differ."""
        assert_agree(self.warehouses())
        assert_agree(self.publications())


@dataclass(frozen=True)
class NextDay:
    """Both engines after their second day, and who was who on Spark before it."""

    engines: Engines
    identities_before: dict[str, str]


@pytest.fixture(scope="module")
def engines(cluster: Cluster, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Engines:
    """The demo, built and published by both engines for its day."""
    folder = tmp_path_factory.mktemp("engines")
    engines = Engines(
        open_shop(folder / "duckdb", inbox, DUCKDB),
        open_shop(folder / "spark", inbox, cluster.environment()),
    )
    engines.run(AS_OF)
    return engines


def add_a_contact(engines: Engines, folder: Path) -> None:
    """Put one file with a contact more into both inboxes, of the same time."""
    original = engines.duckdb.data_dir / "inbox" / "crm" / "crm_contacts.csv"
    header, first, *_ = original.read_text().splitlines()
    key = dict(zip(header.split(","), first.split(","), strict=False))["contact_id"]
    added = folder / "crm_contacts_added.csv"
    added.write_text(f"{header}\n{first.replace(key, 'added-contact', 1)}\n")
    for shop in (engines.duckdb, engines.spark):
        shutil.copy2(added, shop.data_dir / "inbox" / "crm")


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_every_public_and_published_table_is_the_same_on_both_engines(
    engines: Engines, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouses, publications = engines.warehouses(), engines.publications()
    with capsys.disabled():
        print(f"\n{PEOPLE} people; left is DuckDB, right is Spark; the public models:")
        print(markdown(warehouses))
        print(f"The published tables:\n{markdown(publications)}")
    engines.assert_agree()
    filled = {found.name for found in warehouses if found.left.rows}
    assert {"customers", "orders", "segment_members", "audience_members"} <= filled


@pytest.fixture(scope="module")
def next_day(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> NextDay:
    """Both engines a day later, with one contact more."""
    identities = dict(rows(engines.spark.tresse.warehouse, IDENTITIES))
    add_a_contact(engines, tmp_path_factory.mktemp("added"))
    engines.run(NEXT_DAY)
    return NextDay(engines, identities)


def test_the_engines_agree_on_the_next_day(next_day: NextDay) -> None:
    next_day.engines.assert_agree()


def test_customers_keep_their_ids_on_spark(next_day: NextDay) -> None:
    after = dict(rows(next_day.engines.spark.tresse.warehouse, IDENTITIES))
    assert "crm_contact:crm:added-contact" in after
    before = next_day.identities_before
    assert {record: after[record] for record in before} == before


def test_spark_sees_who_entered_and_left_since_the_last_publication(next_day: NextDay) -> None:
    days = rows(
        next_day.engines.spark.tresse.serving,
        "select distinct cast(as_of as varchar) from activation.segment_changes",
    )
    assert (NEXT_DAY,) in days


def test_the_same_day_again_changes_nothing_on_spark(next_day: NextDay, tmp_path: Path) -> None:
    spark = next_day.engines.spark
    before = Path(shutil.copy2(spark.tresse.serving, tmp_path))
    spark.run(NEXT_DAY)
    assert_agree(compare(before, spark.tresse.serving, published_tables(spark.manifest)))
    next_day.engines.assert_agree()
