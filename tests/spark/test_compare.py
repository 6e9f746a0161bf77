"""The comparer finds every difference between two files."""

from pathlib import Path

import duckdb
import pytest

from tests.spark.compare import Compared, Comparison, compare, markdown

ORDERS = """
create table orders as
from (
    values
        ('paid', 19.9000::decimal(18, 4), timestamp '2026-10-31 10:00:00', 'blue'),
        ('refunded', 5.0000::decimal(18, 4), null, null)
) as orders (order_id, amount, paid_at, colour)
"""
TABLE = Compared(
    "main",
    "orders",
    ("order_id",),
    {
        "order_id": "string",
        "amount": "decimal(18,4)",
        "paid_at": "timestamp",
        "colour": "varchar",
    },
)


def compared(folder: Path, *changes: str, table: Compared = TABLE) -> Comparison:
    """The orders against a copy with changes."""
    for name, statements in (("left", [ORDERS]), ("right", [ORDERS, *changes])):
        with duckdb.connect(folder / f"{name}.duckdb") as connection:
            for statement in statements:
                connection.execute(statement)
    (found,) = compare(folder / "left.duckdb", folder / "right.duckdb", [table])
    return found


def test_equal_tables_agree(tmp_path: Path) -> None:
    found = compared(tmp_path)
    assert found.agrees
    assert found.differences == "none"
    assert (found.left.rows, found.right.rows) == (2, 2)


def test_a_view_over_parquet_agrees_with_a_table(tmp_path: Path) -> None:
    parquet = tmp_path / "orders.parquet"
    found = compared(
        tmp_path,
        f"copy orders to '{parquet}'",
        "drop table orders",
        f"create view orders as from '{parquet}'",
    )
    assert found.differences == "none"


def test_one_more_row_is_found_on_its_side(tmp_path: Path) -> None:
    found = compared(tmp_path, "insert into orders values ('new', 1, null, null)")
    assert not found.agrees
    assert (found.left.only_here, found.right.only_here) == (0, 1)
    assert found.differences == "rows only left 0, only right 1"


def test_a_row_held_twice_is_one_more_row(tmp_path: Path) -> None:
    found = compared(tmp_path, "insert into orders from orders where order_id = 'paid'")
    assert (found.left.only_here, found.right.only_here) == (0, 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("colour", "null"),
        ("colour", "''"),
        ("amount", "amount + 0.0001"),
        ("paid_at", "paid_at + interval 1 microsecond"),
    ],
)
def test_a_differing_value_is_found_by_its_column(tmp_path: Path, column: str, value: str) -> None:
    found = compared(tmp_path, f"update orders set {column} = {value} where order_id = 'paid'")
    assert found.differing == {column: 1}
    assert found.differences == f"rows only left 1, only right 1; {column} differs in 1 rows"


def test_null_against_a_value_differs(tmp_path: Path) -> None:
    found = compared(tmp_path, "update orders set colour = 'red' where colour is null")
    assert found.differing == {"colour": 1}


def test_a_null_in_the_grain_meets_its_like(tmp_path: Path) -> None:
    by_colour = Compared("main", "orders", ("colour",))
    found = compared(tmp_path, "update orders set amount = 0", table=by_colour)
    assert found.differing == {"amount": 2}


def test_another_type_is_a_difference_even_of_equal_values(tmp_path: Path) -> None:
    found = compared(tmp_path, "alter table orders alter amount type decimal(38, 4)")
    assert found.differences == (
        "amount is declared DECIMAL(18,4), DECIMAL(18,4) on the left, DECIMAL(38,4) on the right"
    )
    assert (found.left.only_here, found.right.only_here) == (0, 0)


def test_columns_in_another_order_are_a_difference(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        "create or replace table orders as select order_id, amount, colour, paid_at from orders",
    )
    assert found.differences == (
        "the columns on the right are not the declared ones; "
        "column 3 is paid_at on the left, colour on the right"
    )


def test_a_column_that_is_not_declared_is_a_difference(tmp_path: Path) -> None:
    found = compared(tmp_path, "alter table orders add column size integer")
    assert "the columns on the right are not the declared ones" in found.differences
    assert "column 5 is None on the left, size on the right" in found.differences


def test_an_ignored_column_is_no_difference(tmp_path: Path) -> None:
    table = Compared("main", "orders", ("order_id",), ignored=("amount",))
    assert compared(tmp_path, "update orders set amount = 0", table=table).agrees


def test_a_missing_table_is_a_difference(tmp_path: Path) -> None:
    found = compared(tmp_path, "drop table orders")
    assert found.differences == "there is none on the right; rows only left 2, only right 0"


def test_the_report_shows_counts_and_no_value(tmp_path: Path) -> None:
    found = compared(tmp_path, "update orders set colour = 'green' where order_id = 'paid'")
    *_, line = markdown([found]).splitlines()
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "orders",
        "2",
        "4",
        "rows only left 1, only right 1; colour differs in 1 rows",
    ]
