"""How a gate reads a raw cell: by the very macros that staging reads it with."""

from datetime import datetime

from orchestration.contract.contract import Column
from orchestration.gates.macros import Macros

# The macro that names the first fault of cells which are not of a type; NULL when there is none.
FAULTS = {
    "integer": "bad_integers",
    "bigint": "bad_integers",
    "timestamp": "bad_timestamps",
    "date": "bad_dates",
    "boolean": "bad_booleans",
}


class Cells:
    """SQL conditions on the cells of a raw table, which are all text."""

    def __init__(self, macros: Macros) -> None:
        self._macros = macros

    def text(self, column_name: str) -> str:
        """The cell's text; null when the cell is blank or says that it holds nothing."""
        return self._macros.render("parse_text", column_name)

    def is_deleted(self) -> str:
        """The row says that its record is gone: its other cells may be empty."""
        return f"coalesce({self._macros.render('parse_boolean', 'is_deleted')}, false)"

    def is_empty(self, column: Column) -> str:
        """The cell holds nothing."""
        return f"{self.text(column.name)} is null"

    def is_unreadable(self, column: Column) -> str:
        """The cell holds something that is not of the contract's type."""
        if column.type.startswith("decimal"):
            return f"{self._macros.render('bad_numbers', [column.name], column.type)} is not null"
        return f"{self._macros.render(FAULTS[column.type], [column.name])} is not null"

    def is_not_accepted(self, column: Column) -> str:
        """The cell holds something that the contract does not list."""
        accepted = ", ".join(f"'{value}'" for value in column.accepted)
        return f"{self._macros.render('parse_lower', column.name)} not in ({accepted})"

    def is_address(self, column_name: str) -> str:
        """The cell has the shape of an e-mail address."""
        return rf"regexp_matches(trim({column_name}), '^[^@\s]+@[^@\s]+\.[^@\s]+$')"

    def number(self, column_name: str, number_type: str) -> str:
        """The cell as a number of that type; null when it is none."""
        return self._macros.render("parse_decimal", column_name, number_type)

    def age_in_hours(self, day_end: datetime) -> str:
        """Hours from the newest load to the end of the day; negative when it came later."""
        return f"epoch(timestamp '{day_end}' - max(loaded_at)) / 3600"
