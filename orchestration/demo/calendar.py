"""The shop's two years: which days are busy, and instants in UTC."""

import random
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
# Hour of the day (local) and how many people shop then; nothing starts in the last half hour, so
# that what follows within minutes still belongs to the day.
HOURS = range(6, 24)
HOUR_WEIGHTS = (1, 2, 3, 4, 5, 5, 6, 5, 5, 4, 4, 5, 6, 7, 9, 9, 7, 3)


@dataclass(frozen=True)
class Calendar:
    """Two years of trade that end with the day `as_of`."""

    as_of: date

    @property
    def first(self) -> date:
        """The first day."""
        return self.as_of - timedelta(days=729)

    @cached_property
    def end(self) -> datetime:
        """The instant (UTC) at which `as_of` is over."""
        return to_utc(datetime.combine(self.as_of + timedelta(days=1), time()))

    @cached_property
    def _cumulative(self) -> tuple[float, ...]:
        weights = (busyness(self.first + timedelta(days=n)) * (1 + n / 2400) for n in range(730))
        return tuple(accumulate(weights, initial=0.0))

    def pick(self, rng: random.Random, start: date, end: date) -> date:
        """A day from `start` to `end`, both included; busy days come up oftener."""
        low = max(0, (start - self.first).days)
        high = min(729, (end - self.first).days) + 1
        if high <= low + 1:
            return self.first + timedelta(days=min(low, 729))
        target = rng.uniform(self._cumulative[low], self._cumulative[high])
        return self.first + timedelta(days=bisect_left(self._cumulative, target, low + 1, high) - 1)

    def days_before(self, days: int) -> date:
        """The day that many days before `as_of`."""
        return self.as_of - timedelta(days=days)


def to_utc(local: datetime) -> datetime:
    """A Paris wall-clock time as a naive UTC instant."""
    return local.replace(tzinfo=PARIS).astimezone(UTC).replace(tzinfo=None)


def moment(rng: random.Random, day: date) -> datetime:
    """A plausible instant (UTC) of a local day."""
    hour = rng.choices(HOURS, HOUR_WEIGHTS)[0]
    minute = rng.randrange(30 if hour == HOURS[-1] else 60)
    return to_utc(datetime.combine(day, time(hour, minute, rng.randrange(60))))


def black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 22)


def mothers_day(year: int) -> date:
    """The last Sunday of May."""
    return date(year, 5, 31) - timedelta(days=(date(year, 5, 31).weekday() + 1) % 7)


def winter_sales(year: int) -> date:
    """The second Wednesday of January."""
    return date(year, 1, 8) + timedelta(days=(2 - date(year, 1, 8).weekday()) % 7)


def summer_sales(year: int) -> date:
    """The last Wednesday of June."""
    return date(year, 6, 30) - timedelta(days=(date(year, 6, 30).weekday() - 2) % 7)


def season(day: date) -> str | None:
    """The commercial season that a day belongs to."""
    if abs((day - black_friday(day.year)).days) <= 3:
        return "black_friday"
    if day.month == 12 and day.day <= 21:
        return "christmas"
    if (
        0 <= (day - winter_sales(day.year)).days < 21
        or 0 <= (day - summer_sales(day.year)).days < 21
    ):
        return "sales"
    if 0 <= (mothers_day(day.year) - day).days <= 10:
        return "mothers_day"
    return None


SEASON_BUSYNESS = {
    "black_friday": 3.0,
    "christmas": 2.2,
    "sales": 1.6,
    "mothers_day": 1.7,
    None: 1.0,
}


def busyness(day: date) -> float:
    """How busy the shop is that day, an ordinary Tuesday being 1."""
    holidays = 0.7 if day.month == 8 else 1.0
    weekday = (1.1, 1.0, 1.0, 1.0, 0.95, 0.85, 1.2)[day.weekday()]
    return SEASON_BUSYNESS[season(day)] * holidays * weekday
