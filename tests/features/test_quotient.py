"""Shares and averages are exact: no float between, and half a unit goes away from zero."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.macro_sql import load_macros

MACROS = load_macros()
CONNECTION = duckdb.connect()
AMOUNTS = st.decimals(Decimal("-9999999999999"), Decimal("9999999999999"), places=4)
COUNTS = st.integers(1, 10**9)


def quotient(numerator: Decimal, denominator: int, digits: int) -> Decimal | None:
    query = f"""
        select {MACROS["quotient"]("amount", "n", digits)}
        from (select cast($amount as decimal(18, 4)) as amount, cast($n as bigint) as n)
    """
    rows = CONNECTION.execute(query, {"amount": numerator, "n": denominator}).fetchall()
    result: Decimal | None = rows[0][0]
    return result


@pytest.mark.parametrize("digits", [4, 6])
@given(numerator=AMOUNTS, denominator=COUNTS)
@example(numerator=Decimal("100.01"), denominator=8)
@example(numerator=Decimal("-100.01"), denominator=8)
@example(numerator=Decimal("0.0001"), denominator=2)
def test_a_quotient_is_that_of_the_school(
    digits: int, numerator: Decimal, denominator: int
) -> None:
    with localcontext(prec=60):
        exact = numerator / denominator
        expected = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert quotient(numerator, denominator, digits) == expected


def test_nothing_is_divided_by_zero() -> None:
    assert quotient(Decimal(1), 0, 4) is None
