"""Tables that a loader keeps in Spark's own catalogue are guarded and built as files are."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration import dbt
from orchestration.engine.hand_over import hand_over
from orchestration.settings import load_settings
from tests.orchestration.conftest import AS_OF, Tresse
from tests.spark.cluster import Cluster
from tests.spark.conftest import DUCKDB, Shop, asked, open_shop

pytestmark = pytest.mark.spark

SCHEMA = "lakehouse"
# They come as files, beside the loader's tables; of the others one is a view.
FROM_FILES = "loyalty_members"
VIEW = "crm_contacts"
ADDED_BY_LANDING = ("source_file", "source_line", "row_hash")


@pytest.fixture(scope="module")
def files(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The demo's shop, landed from files."""
    shop = open_shop(tmp_path_factory.mktemp("files"), inbox, DUCKDB)
    assert shop.tresse("land", **DUCKDB).returncode == 0
    return shop


@pytest.fixture(scope="module")
def loader(cluster: Cluster, files: Shop) -> Iterator[dict[str, int]]:
    """The rows of each table that a loader keeps: what landed of the files."""
    asked(cluster, f"create schema {SCHEMA}", "select 1")
    for folder in (files.data_dir / "lake" / "raw").iterdir():
        if folder.name == FROM_FILES or not any(folder.glob("*.parquet")):
            continue
        columns = duckdb.execute(f"describe from '{folder}/*.parquet'").fetchall()
        names = [str(name) for name, *_ in columns]
        kept = ", ".join(name for name in names if name not in ADDED_BY_LANDING)
        made = "view" if folder.name == VIEW else "table"
        asked(
            cluster,
            f"create {made} {SCHEMA}.{folder.name} as select {kept} from parquet.`{folder}`",
            "select 1",
        )
    yield counts(cluster)
    asked(cluster, f"drop schema {SCHEMA} cascade", "select 1")


@pytest.fixture(scope="module")
def loaded(
    cluster: Cluster, loader: dict[str, int], files: Shop, tmp_path_factory: pytest.TempPathFactory
) -> Shop:
    """The same shop with the loader's tables, landed."""
    assert loader
    shop = Shop(tmp_path_factory.mktemp("loaded"), cluster.environment())
    only = shop.data_dir / "inbox" / "crm"
    only.mkdir(parents=True)
    name = f"{FROM_FILES}.csv"
    (only / name).write_bytes((files.data_dir / "inbox" / "crm" / name).read_bytes())
    done = landed(shop.tresse, cluster, SCHEMA)
    assert done.returncode == 0, done.stdout + done.stderr
    return shop


def landed(tresse: Tresse, cluster: Cluster, schema: str) -> subprocess.CompletedProcess[str]:
    return tresse("--vars", f"{{raw_schema: {schema}}}", "land", **cluster.environment())


def counts(cluster: Cluster) -> dict[str, int]:
    """The rows of each table of the loader's schema."""
    tables = [str(row[1]) for row in asked(cluster, f"show tables in {SCHEMA}")]
    return {
        name: int(asked(cluster, f"select count(*) from {SCHEMA}.{name}")[0][0]) for name in tables
    }


def test_the_gates_find_in_the_loaders_tables_what_they_find_in_files(
    loaded: Shop, files: Shop
) -> None:
    found = []
    for shop in (loaded, files):
        done = shop.tresse("gates", **shop.environment)
        assert done.returncode == 0, done.stdout + done.stderr
        with duckdb.connect(shop.tresse.warehouse, read_only=True) as warehouse:
            found.append(
                warehouse.execute(
                    "select source_table, source_id, expectation, column_name, success, row_count "
                    "from raw.gate_results order by all"
                ).fetchall()
            )
    assert found[0] == found[1]


def test_the_models_read_the_copy_and_leave_the_loaders_schema_alone(
    loaded: Shop, loader: dict[str, int], cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**loaded.environment, "TRESSE_DATA": str(loaded.data_dir)}.items():
        monkeypatch.setenv(name, value)
    # Written since the gates: not theirs, so not the build's.
    asked(
        cluster, f"insert into {SCHEMA}.shop_orders select * from {SCHEMA}.shop_orders", "select 1"
    )
    settings = load_settings()
    hand_over(settings)
    models = ["stg_landing__tables", "base_shop__orders"]
    dbt.run_dbt(settings, ["build", "--select", *models], date.fromisoformat(AS_OF))
    connected = dict(
        asked(
            cluster,
            "select source_table, row_count from tresse_staging.stg_landing__tables "
            "where is_connected",
        )
    )
    assert connected.pop(FROM_FILES) > 0
    assert connected == loader
    assert asked(cluster, "select count(*) from tresse_staging.base_shop__orders") == [
        (loader["shop_orders"],)
    ]
    assert counts(cluster) == {**loader, "shop_orders": 2 * loader["shop_orders"]}


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        ("nowhere", "Spark's catalogue has no schema spark_catalog.nowhere: check raw_schema"),
        ("tresse_raw", "raw_schema names tresse_raw, which tresse fills itself"),
        ("narrow", "narrow.shop_orders: has no column source_system; raw_schema needs"),
    ],
)
def test_a_schema_that_is_no_loaders_is_told(
    cluster: Cluster, tmp_path: Path, schema: str, sentence: str
) -> None:
    asked(
        cluster,
        "create schema if not exists narrow",
        "drop table if exists narrow.shop_orders",
        "create table narrow.shop_orders using parquet as select 'shop' as source_id, "
        "timestamp '2026-10-31' as loaded_at",
        "select 1",
    )
    done = landed(Tresse(tmp_path), cluster, schema)
    assert done.returncode == 1
    assert sentence in done.stderr
