"""What Spark built is read as a whole and as declared, or not at all."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration import dbt
from orchestration.engine import bring_back as engine
from orchestration.engine.bring_back import adopt, bring_back, exported_models, require_brought_back
from orchestration.errors import TresseError
from orchestration.settings import PROJECT_DIR, Settings
from tests.engine.fake_build import (
    AS_OF,
    COLUMNS,
    export,
    named,
    node,
    rows,
    write_manifest,
    write_results,
)

# Dies by SIGKILL at the moment the function of that name is called.
KILLED = """
import os, pathlib, signal, sys
from orchestration.engine import bring_back as engine
from orchestration.settings import Settings
settings = Settings(pathlib.Path(sys.argv[1]), {}, {})
module, name = (engine.shutil, "rmtree") if sys.argv[2] == "rmtree" else (engine, sys.argv[2])
setattr(module, name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
engine.adopt(settings, settings.lake / "exporting", engine.exported_models(settings))
"""


def built(shop: Settings, query: str | None = None, columns: dict[str, str] = COLUMNS) -> Path:
    """A finished build of one public model on Spark, exported; returns where."""
    target = dbt.target_dir(shop)
    write_manifest(
        target / "manifest.json", node("customers", columns), node("inner", {}, "private")
    )
    write_results(target, "pass", "pass")
    exporting = shop.lake / "exporting"
    export(exporting, "customers", query or named(columns))
    return exporting


def adopted(shop: Settings, query: str | None = None, columns: dict[str, str] = COLUMNS) -> None:
    adopt(shop, built(shop, query, columns), exported_models(shop))


def columns_of(shop: Settings) -> dict[str, str]:
    return {name: kind for name, kind, *_ in rows(shop, "describe customer.customers")}


def test_a_model_is_read_as_its_yaml_declares_it(shop: Settings) -> None:
    adopted(shop)
    assert columns_of(shop) == {
        "customer_id": "VARCHAR",
        "revenue": "DECIMAL(18,4)",
        "order_count": "BIGINT",
        "as_of": "DATE",
        "seen_at": "TIMESTAMP",
    }
    [(row,)] = rows(shop, "select cast(customers as varchar) from customer.customers")
    assert "12.3400" in row
    assert "1900-03-25 02:30:00.123456" in row
    assert [result.status for result in dbt.read_results(dbt.built_dir(shop)) or ()] == ["pass"] * 2


def test_columns_in_another_order_are_put_in_the_declared_one(shop: Settings) -> None:
    adopted(
        shop, f"select as_of, seen_at, order_count, revenue, customer_id from ({named(COLUMNS)})"
    )
    assert list(columns_of(shop)) == list(COLUMNS)
    assert rows(shop, "select customer_id, order_count from customer.customers") == [("c1", 3)]


def test_a_moment_with_a_zone_is_read_in_utc(shop: Settings) -> None:
    adopted(
        shop,
        "select * replace (timestamptz '2026-10-31 01:00:00+02' as seen_at) "
        f"from ({named(COLUMNS)})",
    )
    assert columns_of(shop)["seen_at"] == "TIMESTAMP"
    with duckdb.connect(shop.warehouse) as connection:
        connection.execute("set TimeZone = 'America/New_York'")
        [(seen_at,)] = connection.execute("select seen_at from customer.customers").fetchall()
    assert str(seen_at) == "2026-10-30 23:00:00"


@pytest.mark.parametrize("kind", ["decimal(38,4)", "decimal(18,2)", "bigint"])
def test_an_exact_number_is_read_as_declared(shop: Settings, kind: str) -> None:
    adopted(shop, f"select * replace (cast(12 as {kind}) as revenue) from ({named(COLUMNS)})")
    assert columns_of(shop)["revenue"] == "DECIMAL(18,4)"
    assert rows(shop, "select revenue = 12 from customer.customers") == [(True,)]


def test_a_number_that_does_not_fit_is_refused_and_never_cut(shop: Settings) -> None:
    huge = "cast(1e20 as decimal(38,4)) as revenue"
    adopted(shop, f"select * replace ({huge}) from ({named(COLUMNS)})")
    with pytest.raises(duckdb.ConversionException):
        rows(shop, "select revenue from customer.customers")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("select * replace (1.5::double as revenue) from ({})", "customers.revenue as double"),
        ("select * replace (1.5::decimal(18,6) as revenue) from ({})", r"as decimal\(18,6\)"),
        ("select * replace ('3' as order_count) from ({})", "customers.order_count as varchar"),
        ("select * exclude (revenue) from ({})", "lacks column revenue"),
        ("select *, 1 as extra from ({})", "has an undeclared column extra"),
    ],
)
def test_a_type_or_column_that_is_not_as_declared_is_refused_and_the_old_stays(
    shop: Settings, query: str, sentence: str
) -> None:
    adopted(shop)
    with pytest.raises(TresseError, match=sentence):
        adopted(shop, query.format(named(COLUMNS)))
    assert rows(shop, "select customer_id from customer.customers") == [("c1",)]


@pytest.mark.parametrize("has_file", [True, False])
def test_a_model_without_rows_has_its_columns(shop: Settings, has_file: bool) -> None:
    exporting = built(shop, f"{named(COLUMNS)} where false")
    if not has_file:
        (exporting / "customer" / "customers" / "part-0.parquet").unlink()
    adopt(shop, exporting, exported_models(shop))
    assert rows(shop, "select count(*), count(distinct revenue) from customer.customers") == [
        (0, 0)
    ]
    assert columns_of(shop)["revenue"] == "DECIMAL(18,4)"


def test_a_model_without_declared_types_is_read_as_spark_wrote_it(shop: Settings) -> None:
    adopted(shop, named(COLUMNS), {})
    assert columns_of(shop)["revenue"] == "DECIMAL(18,4)"
    exporting = built(shop, named(COLUMNS), {})
    (exporting / "customer" / "customers" / "part-0.parquet").unlink()
    with pytest.raises(TresseError, match="declare them"):
        adopt(shop, exporting, exported_models(shop))


@pytest.mark.parametrize("kind", ["table", "view"])
def test_what_duckdb_built_before_makes_way(shop: Settings, kind: str) -> None:
    with duckdb.connect(shop.warehouse) as connection:
        connection.execute("create schema customer")
        connection.execute(f"create {kind} customer.customers as select 'old' as customer_id")
    adopted(shop)
    assert rows(shop, "select customer_id from customer.customers") == [("c1",)]


def test_a_second_build_replaces_the_first_and_its_files(shop: Settings) -> None:
    adopted(shop)
    adopted(shop, f"select * replace ('c2' as customer_id) from ({named(COLUMNS)})")
    assert rows(shop, "select customer_id from customer.customers") == [("c2",)]
    assert len(list((shop.lake / "builds").iterdir())) == 1


def test_a_model_that_is_no_longer_exported_is_no_longer_there(shop: Settings) -> None:
    adopted(shop)
    write_manifest(dbt.target_dir(shop) / "manifest.json", node("orders", COLUMNS))
    exporting = shop.lake / "exporting"
    export(exporting, "orders", named(COLUMNS))
    adopt(shop, exporting, exported_models(shop))
    assert rows(shop, "select table_name from information_schema.tables") == [("orders",)]


def test_a_data_folder_whose_name_looks_like_a_partition_adds_no_column(shop: Settings) -> None:
    other = Settings(shop.data_dir / "region=eu", {}, {})
    other.data_dir.mkdir()
    adopted(other, named(COLUMNS), {})
    assert "region" not in columns_of(other)


def test_public_models_and_those_marked_are_brought_back(shop: Settings) -> None:
    write_manifest(
        dbt.target_dir(shop) / "manifest.json",
        node("customers", COLUMNS),
        node("int_customer__names", {}, "private"),
        node("int_customer__scores", {}, "private", exported=True),
    )
    assert [model.name for model in exported_models(shop)] == ["customers", "int_customer__scores"]


def test_an_unfinished_export_is_refused_and_the_old_stays(shop: Settings) -> None:
    adopted(shop)
    exporting = built(shop)
    (exporting / "customer" / "customers" / "_SUCCESS").unlink()
    with pytest.raises(TresseError, match="no finished export of customers"):
        adopt(shop, exporting, exported_models(shop))
    assert rows(shop, "select customer_id from customer.customers") == [("c1",)]
    require_brought_back(shop)


@pytest.mark.parametrize("statuses", [("pass", "fail"), None])
def test_a_build_that_did_not_pass_is_not_brought_back(
    shop: Settings, statuses: tuple[str, ...] | None
) -> None:
    built(shop)
    if statuses:
        write_results(dbt.target_dir(shop), *statuses)
    else:
        (dbt.target_dir(shop) / "run_results.json").unlink()
    with pytest.raises(TresseError, match="did not pass"):
        bring_back(shop, AS_OF)
    with pytest.raises(TresseError, match="until `tresse run` brings it back"):
        require_brought_back(shop)


def test_spark_is_asked_for_the_export_and_the_builds_results_survive(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporting = built(shop)
    stale = shop.lake / "exporting" / "customer" / "removed_model"
    stale.mkdir()

    def run_operation(_: Settings, arguments: list[str], *__: object, target: Path) -> None:
        assert arguments[:2] == ["run-operation", "export_models"]
        assert json.loads(arguments[3]) == {"folder": str(exporting)}
        assert target not in (dbt.target_dir(shop), dbt.built_dir(shop))
        assert list(exporting.iterdir()) == []
        export(exporting, "customers", named(COLUMNS))

    monkeypatch.setattr(engine, "run_dbt", run_operation)
    assert bring_back(shop, AS_OF) == ("customers",)
    require_brought_back(shop)
    assert len(dbt.read_results(dbt.built_dir(shop)) or ()) == 2


@pytest.mark.parametrize(
    ("moment", "reads", "is_publishable"),
    [
        ("require_whole", "c1", True),
        ("replace_views", "c1", False),
        ("_copy", "c2", False),
        ("rmtree", "c2", True),
    ],
)
def test_a_kill_leaves_the_old_build_or_a_new_one_that_is_published_only_when_all_is_done(
    shop: Settings, moment: str, reads: str, is_publishable: bool
) -> None:
    adopted(shop)
    second = f"select * replace ('c2' as customer_id) from ({named(COLUMNS)})"
    built(shop, second)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(shop.data_dir), moment], cwd=PROJECT_DIR, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert rows(shop, "select customer_id from customer.customers") == [(reads,)]
    assert (dbt.read_results(dbt.built_dir(shop)) is not None) is is_publishable

    if (shop.lake / "exporting").exists():
        adopt(shop, shop.lake / "exporting", exported_models(shop))
    else:
        adopted(shop, second)
    assert rows(shop, "select customer_id from customer.customers") == [("c2",)]
    assert len(list((shop.lake / "builds").iterdir())) == 1
    require_brought_back(shop)


def test_where_duckdb_builds_nothing_is_brought_back(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRESSE_TARGET", "duckdb")
    assert bring_back(shop, AS_OF) == ()
    require_brought_back(shop)
