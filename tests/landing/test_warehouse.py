"""The warehouse is opened one way, and a user is told who holds it."""

from pathlib import Path

import pytest

from orchestration.errors import BUSY, BusyError, TresseError
from orchestration.warehouse import open_warehouse, warehouse_busy
from tests.holder import held
from tests.landing.shop import Shop


def test_the_session_is_in_utc(shop: Shop) -> None:
    with open_warehouse(shop.settings) as connection:
        zone = connection.execute("select current_setting('TimeZone')").fetchall()
    assert zone == [("UTC",)]


def test_another_process_that_holds_the_warehouse_is_named(shop: Shop) -> None:
    with (
        held(shop.settings.warehouse) as holder,
        pytest.raises(BusyError, match=f"held by process {holder} ") as refusal,
    ):
        shop.land()
    assert refusal.value.exit_code == BUSY
    assert len(shop.land().files) == 3


def test_reading_a_warehouse_that_is_not_there_is_refused(shop: Shop) -> None:
    with (
        pytest.raises(TresseError, match="There is no warehouse at"),
        open_warehouse(shop.settings, read_only=True),
    ):
        pass


def test_a_file_that_is_no_warehouse_is_refused(shop: Shop) -> None:
    shop.settings.warehouse.write_text("not a database", encoding="utf-8")
    with pytest.raises(TresseError, match="not a valid DuckDB database"):
        shop.land()


def test_only_a_lock_error_of_duckdb_means_a_busy_warehouse(tmp_path: Path) -> None:
    message = (
        'IO Error: Could not set lock on file "w.duckdb": Conflicting lock is held in '
        "/usr/bin/python3.11 (PID 4242). See also https://duckdb.org/docs"
    )
    busy = warehouse_busy(message, tmp_path / "w.duckdb")
    assert busy is not None
    assert "is held by process 4242 (python3.11)" in str(busy)
    assert warehouse_busy("IO Error: Cannot open file", tmp_path / "w.duckdb") is None
