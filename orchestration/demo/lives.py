"""How people deal with the shop: whether they buy, how often, how they read, from when to when."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from orchestration.demo.calendar import Calendar
from orchestration.demo.vocabulary import Skewed

# How people shop, and how many of them do.
HABITS = Skewed(
    ("prospect", "once", "occasional", "regular", "heavy", "returning", "holiday"),
    (39, 35, 14, 6.5, 2.6, 1.4, 1.5),
)
ACCOUNT_SHARE = {
    "prospect": 0.3,
    "once": 0.5,
    "occasional": 0.75,
    "regular": 0.9,
    "heavy": 0.98,
    "returning": 0.85,
    "holiday": 0.7,
}
# Share of those who still care for the shop at the end.
STILL_HERE = {
    "prospect": 0.25,
    "once": 0.35,
    "occasional": 0.5,
    "regular": 0.6,
    "heavy": 0.8,
    "returning": 1.0,
    "holiday": 1.0,
}
# Nobody of these came later than so many days before the end.
CAME_BEFORE = {"returning": 490, "holiday": 400, "heavy": 45}
COUPONS = Skewed(("never", "sometimes", "always"), (35, 55, 10))
READERS = Skewed(("reader", "skimmer", "machine", "dormant"), (30, 30, 18, 22))


@dataclass(frozen=True, slots=True)
class Device:
    """What somebody browses with."""

    type: str
    system: str
    browser: str


DEVICES = Skewed(
    (
        Device("mobile", "iOS", "Safari"),
        Device("mobile", "Android", "Chrome"),
        Device("desktop", "Windows", "Chrome"),
        Device("desktop", "macOS", "Safari"),
        Device("tablet", "iOS", "Safari"),
    ),
    (27, 30, 29, 8, 6),
)


@dataclass(frozen=True, slots=True)
class Life:
    """One person's dealings with the shop, between the days `joined` and `gone`."""

    habit: str
    joined: date
    gone: date
    has_account: bool
    is_consenting: bool
    coupons: str
    reader: str
    thrift: float
    tastes: tuple[float, float]
    device: Device


def draw_life(rng: random.Random, calendar: Calendar, role: str) -> Life:
    """A life with the shop; testers and staff are its customers too."""
    habit = {"test": "occasional", "staff": "regular"}.get(role) or HABITS.draw(rng)
    joined = _joined(rng, calendar, habit)
    return Life(
        habit=habit,
        joined=joined,
        gone=_gone(rng, calendar, habit, joined),
        has_account=role != "customer" or rng.random() < ACCOUNT_SHARE[habit],
        is_consenting=rng.random() < 0.62,
        coupons=COUPONS.draw(rng),
        reader=READERS.draw(rng),
        thrift=rng.random(),
        tastes=(rng.random(), rng.random()),
        device=DEVICES.draw(rng),
    )


def _joined(rng: random.Random, calendar: Calendar, habit: str) -> date:
    if habit not in {"prospect", "once"} and rng.random() < 0.4:
        # Customers of before: the two years find them there.
        return calendar.first + timedelta(days=rng.randrange(45))
    return calendar.pick(rng, calendar.first, calendar.days_before(CAME_BEFORE.get(habit, 0)))


def _gone(rng: random.Random, calendar: Calendar, habit: str, joined: date) -> date:
    if rng.random() < STILL_HERE[habit]:
        return calendar.as_of
    if habit in {"prospect", "once"}:
        return min(calendar.as_of, joined + timedelta(days=int(rng.expovariate(1 / 60))))
    return calendar.pick(rng, joined, calendar.as_of)
