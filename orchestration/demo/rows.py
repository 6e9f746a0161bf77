"""What a row of a file is, and how an amount is written in it."""

from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = str | int | date | datetime | None
Row: TypeAlias = dict[str, Cell]


def euros(cents: int) -> str:
    """An amount with two decimals, exact."""
    return f"{cents // 100}.{cents % 100:02d}"
