"""What every recorder needs: the calendar, the catalogue, running numbers and where to write."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from orchestration.demo.calendar import Calendar
from orchestration.demo.catalogue import Catalogue
from orchestration.demo.write import Inbox, Truth


@dataclass(frozen=True)
class Shop:
    """The shop while it is being recorded."""

    calendar: Calendar
    catalogue: Catalogue
    inbox: Inbox
    truth: Truth
    _numbers: Counter[str] = field(default_factory=Counter)

    def number(self, kind: str) -> int:
        """The next number of its kind."""
        self._numbers[kind] += 1
        return self._numbers[kind]

    def dated_number(self, kind: str, day: date) -> str:
        """An id that grows with the day, as a shop's order numbers do."""
        return f"{day:%y%m%d}{self.number(f'{kind} {day}'):04d}"
