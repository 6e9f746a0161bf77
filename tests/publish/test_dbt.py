import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from orchestration import dbt
from orchestration.errors import BusyError, TresseError
from orchestration.manifest import load_manifest
from orchestration.settings import Settings
from tests.publish.fake_shop import settings_of

AS_OF = date(2026, 10, 31)

# Stands in for dbt: prints what it is given, writes results where dbt would, ends as asked.
FAKE_DBT = """
import json, os, pathlib, sys
lines, results, code = json.loads(sys.argv[1])
target = pathlib.Path(os.environ["TRESSE_DATA"]) / "dbt" / "target"
target.mkdir(parents=True, exist_ok=True)
if results is not None:
    entries = [{"unique_id": unique_id, "status": status} for unique_id, status in results]
    (target / "run_results.json").write_text(json.dumps({"results": entries}))
print("as of", os.environ["TRESSE_AS_OF"], *lines, sep="\\n")
sys.exit(code)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_of(tmp_path / "data")


def stand_in(
    monkeypatch: pytest.MonkeyPatch,
    lines: Sequence[str],
    results: Sequence[tuple[str, str]] | None,
    code: int,
) -> None:
    given = json.dumps([lines, results, code])
    monkeypatch.setattr(dbt, "_command", lambda *_: [sys.executable, "-c", FAKE_DBT, given])


def test_only_progress_lines_are_passed_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        "10:00:00  Running with dbt=1.11",
        "10:00:01  1 of 2 START sql table model customer.customers ...... [RUN]",
        "10:00:02  2 of 2 PASS unique_grain_customers ........ [PASS in 0.05s]",
        "10:00:02    Could not convert string 'marie@shop.example' to INT32",
    ]
    stand_in(monkeypatch, lines, [("model.tresse.customers", "success")], 0)
    seen: list[str] = []
    results = dbt.run_dbt(settings, ["build"], AS_OF, seen.append)
    assert [line.split(" ")[:4] for line in seen] == [
        ["1", "of", "2", "START"],
        ["2", "of", "2", "PASS"],
    ]
    assert results == (dbt.NodeResult("model.tresse.customers", "success"),)


def test_a_failed_build_names_what_failed_and_no_value(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = [
        ("model.tresse.customers", "error"),
        ("model.tresse.orders", "skipped"),
        ("test.tresse.unique_grain_carts.1a2b3c", "fail"),
        ("unit_test.tresse.carts.a_cart_becomes_an_order", "fail"),
    ]
    stand_in(monkeypatch, ["Could not convert 'marie@shop.example' to INT32"], results, 1)
    with pytest.raises(TresseError) as error:
        dbt.run_dbt(settings, ["build"], AS_OF)
    log = settings.data_dir / "dbt" / "logs" / "dbt.log"
    assert str(error.value) == (
        "dbt build failed at customers, unique_grain_carts, "
        f"carts.a_cart_becomes_an_order: see {log}."
    )


def test_many_failures_are_counted_rather_than_listed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, [], [(f"model.tresse.m{i}", "error") for i in range(8)], 1)
    with pytest.raises(TresseError, match="at m0, m1, m2, m3, m4 and 3 more: see"):
        dbt.run_dbt(settings, ["build"], AS_OF)


def test_results_of_an_earlier_run_are_never_taken_for_this_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, [], [("model.tresse.customers", "error")], 1)
    with pytest.raises(TresseError, match="customers"):
        dbt.run_dbt(settings, ["build"], AS_OF)
    lines = ["10:00:00  Encountered an error:", "Parsing Error", "  in models/a.yml"]
    stand_in(monkeypatch, lines, None, 2)
    with pytest.raises(TresseError, match=r"error: Parsing Error in models/a\.yml") as error:
        dbt.run_dbt(settings, ["build"], AS_OF)
    assert "customers" not in str(error.value)
    assert dbt.read_results(dbt.target_dir(settings)) is None


def test_results_that_were_cut_while_written_are_none(settings: Settings) -> None:
    target = dbt.target_dir(settings)
    target.mkdir(parents=True, exist_ok=True)
    (target / "run_results.json").write_text('{"results": [{"uni')
    assert dbt.read_results(target) is None


def test_a_held_warehouse_is_busy_and_names_its_holder(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = (
        'IO Error: Could not set lock on file "w": Conflicting lock is held in /bin/dbeaver (PID 7)'
    )
    stand_in(monkeypatch, [line], None, 2)
    with pytest.raises(BusyError, match=r"held by process 7 \(dbeaver\)"):
        dbt.run_dbt(settings, ["build"], AS_OF)


def test_a_full_disk_is_told_as_such(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    results = [("model.tresse.customers", "error")]
    stand_in(monkeypatch, ["IO Error: No space left on device"], results, 1)
    with pytest.raises(TresseError, match="is full: dbt build stopped, and what is published"):
        dbt.run_dbt(settings, ["build"], AS_OF)


def test_variables_are_passed_only_when_they_are_overridden(settings: Settings) -> None:
    target = dbt.target_dir(settings)
    assert "--vars" not in dbt._command(settings, ["build"], target)
    overridden = replace(settings, overrides={"minimum_age": 16})
    command = dbt._command(overridden, ["build"], target)
    assert json.loads(command[command.index("--vars") + 1]) == {"minimum_age": 16}


def test_dbt_parses_the_project_and_its_manifest_is_read(settings: Settings) -> None:
    target = dbt.target_dir(settings)
    dbt.run_dbt(settings, ["parse"], AS_OF)
    assert dbt.built_dir(settings) == target
    manifest = load_manifest(target / "manifest.json")
    members = manifest.model("audience_members")
    assert members.layer == "activation"
    assert members.access == "public"
    assert members.contract
    assert members.grain == ("channel", "segment", "customer_id")
    assert {column.name: column.pii for column in members.columns}["address"] == "P2"
    assert {node.name for node in manifest.of_type("source")} >= {"segment_daily", "web_events"}
    with pytest.raises(TresseError, match="no model named 'nothing'"):
        manifest.model("nothing")


def test_a_missing_or_damaged_manifest_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    with pytest.raises(TresseError, match="There is no dbt manifest at"):
        load_manifest(path)
    path.write_text("{")
    with pytest.raises(TresseError, match="is damaged"):
        load_manifest(path)
