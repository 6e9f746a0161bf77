"""A user's mistake is one sentence on stderr, whatever the command."""

import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration import cli, settings

FUTURE = "2199-01-01"


class Tresse:
    """The command, run here on a data folder of its own."""

    def __init__(
        self, data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.data_dir, self.monkeypatch, self.capsys = data_dir, monkeypatch, capsys
        monkeypatch.setenv("TRESSE_DATA", str(data_dir))
        monkeypatch.delenv("TRESSE_AS_OF", raising=False)

    def refused(self, *arguments: str, code: int = 1) -> str:
        """Run, expect a refusal and return its one sentence."""
        self.monkeypatch.setattr(sys, "argv", ["tresse", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        assert end.value.code == code
        (line,) = self.capsys.readouterr().err.strip().splitlines()
        assert line.startswith("tresse: ")
        return line


@pytest.fixture
def tresse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Tresse:
    return Tresse(tmp_path / "data", monkeypatch, capsys)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ("{sources: 3}", "vars: sources: is no list"),
        ("{sources: [shop]}", "the source 'shop' under vars: sources: needs exactly id"),
        ("{sources: [{id: shop}]}", "shop and tables (it lacks vendor, it lacks time_zone,"),
        ("{time_zone: Mars/Crater}", "vars: time_zone: names no time zone: 'Mars/Crater'"),
        ("{time_zone: 3}", "vars: time_zone: names no time zone: 3"),
    ],
)
def test_variables_that_cannot_be_used(tresse: Tresse, variables: str, named: str) -> None:
    assert named in tresse.refused("--vars", variables, "run")


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("time_zone", "Mars/Crater", "the time_zone of the source 'shop' names no time zone"),
        ("id", "shop:fr", "has an id that is no name"),
        ("decimal_mark", ";", "the decimal_mark of the source 'shop' is ';'"),
        ("tables", "shop_orders", "the tables of the source 'shop' are no list"),
        ("table", "shop_orders", "(it has table)"),
        ("date_format", "yyyy", "the date_format of the source 'shop' is 'yyyy': write iso, dmy"),
        ("full_exports", "shop_orders", "the full_exports of the source 'shop' are no list"),
        ("full_exports", ["shop_carts"], "the full_exports of the source 'shop' name 'shop_carts'"),
    ],
)
def test_a_source_declared_badly(tresse: Tresse, key: str, value: Any, named: str) -> None:
    source = {
        "id": "shop",
        "vendor": "canonical",
        "time_zone": "UTC",
        "decimal_mark": ".",
        "shop": "shop",
        "tables": ["shop_orders"],
    }
    assert named in tresse.refused("--vars", str({"sources": [{**source, key: value}]}), "land")
    assert "declared twice" in tresse.refused("--vars", str({"sources": [source] * 2}), "land")


@pytest.mark.parametrize("text", ["vars: [", "name: tresse", "", "- vars"])
def test_a_dbt_project_that_cannot_be_read(tresse: Tresse, tmp_path: Path, text: str) -> None:
    (tmp_path / "dbt_project.yml").write_text(text)
    tresse.monkeypatch.setattr(settings, "PROJECT_DIR", tmp_path)
    assert str(tmp_path / "dbt_project.yml") in tresse.refused("land")


@pytest.mark.parametrize("command", ["demo", "run", "land", "gates", "publish"])
def test_a_data_folder_that_is_a_file(tresse: Tresse, command: str) -> None:
    tresse.data_dir.write_text("")
    assert f"{tresse.data_dir}, which is a file: name a folder." in tresse.refused(command)


@pytest.mark.parametrize("command", ["run", "land"])
def test_an_inbox_that_is_not_there(tresse: Tresse, command: str) -> None:
    assert str(tresse.data_dir / "inbox") in tresse.refused(command)


@pytest.mark.parametrize("command", ["demo", "run", "gates", "publish"])
def test_a_day_in_the_future(tresse: Tresse, command: str) -> None:
    assert f"as_of {FUTURE} is in the future" in tresse.refused(command, "--as-of", FUTURE)


def test_a_demo_of_a_day_before_its_shop_opens(tresse: Tresse) -> None:
    assert "opens in 2000" in tresse.refused("demo", "--as-of", "0001-01-01")


@pytest.mark.parametrize("command", ["gates", "publish"])
def test_no_warehouse(tresse: Tresse, command: str) -> None:
    assert "There is no warehouse" in tresse.refused(command)


@pytest.mark.parametrize("command", ["gates", "publish"])
def test_a_warehouse_that_holds_nothing(tresse: Tresse, command: str) -> None:
    tresse.data_dir.mkdir()
    duckdb.connect(tresse.data_dir / "warehouse.duckdb").close()
    tresse.refused(command)


def test_a_folder_that_may_not_be_written(tresse: Tresse) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/shop/inbox/orders.csv")

    tresse.monkeypatch.setattr("orchestration.landing.landing.land", refuse)
    assert tresse.refused("land") == "tresse: /shop/inbox/orders.csv: Permission denied."


def test_a_run_stopped_by_its_user(tresse: Tresse) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    tresse.monkeypatch.setattr("orchestration.landing.landing.land", stop)
    assert "stopped by you" in tresse.refused("land", code=130)


@pytest.mark.parametrize("arguments", [["runn"], ["run", "--as-of", "31/10/2026"]])
def test_a_command_written_wrongly_says_how_it_is_used(
    tresse: Tresse, arguments: list[str]
) -> None:
    tresse.monkeypatch.setattr(sys, "argv", ["tresse", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    assert "Usage: tresse" in tresse.capsys.readouterr().err


def test_an_error_that_quotes_a_cell_is_not_shown(tresse: Tresse) -> None:
    def convert(*_: object) -> None:
        duckdb.execute("select cast('zoe@example.com' as integer)")

    tresse.monkeypatch.setattr("orchestration.landing.landing.land", convert)
    assert "zoe" not in tresse.refused("land")
