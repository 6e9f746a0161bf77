"""The people behind the files: who they are, where they live, how they shop and read."""

import random
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from orchestration.demo.calendar import Calendar
from orchestration.demo.vocabulary import DOMAINS, FIRST_NAMES, PLACES, Skewed, street, surname

# How people shop, and how many of them do.
HABITS = Skewed(
    ("prospect", "once", "occasional", "regular", "heavy", "returning", "holiday"),
    (39, 35, 14, 6.5, 2.6, 1.4, 1.5),
)
COUPONS = Skewed(("never", "sometimes", "always"), (35, 55, 10))
READERS = Skewed(("reader", "skimmer", "machine", "dormant"), (30, 30, 18, 22))
# Device, system, browser.
DEVICES = Skewed(
    (
        ("mobile", "iOS", "Safari"),
        ("mobile", "Android", "Chrome"),
        ("desktop", "Windows", "Chrome"),
        ("desktop", "macOS", "Safari"),
        ("tablet", "iOS", "Safari"),
    ),
    (27, 30, 29, 8, 6),
)


@dataclass(frozen=True, slots=True)
class Home:
    """A household and where it lives."""

    number: int
    size: int
    surname: str
    address_line: str
    postal_code: str
    city: str
    landline: str | None
    shares_mailbox: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One real person; every record of the demo belongs to exactly one."""

    id: str
    number: int
    home: Home
    gender: str
    first_name: str
    last_name: str
    maiden_name: str | None
    married_on: date
    birth_date: date
    emails: tuple[str, ...]
    family_email: str | None
    role_email: str | None
    mobile: str | None
    has_recycled_mobile: bool
    device: tuple[str, str, str]
    tastes: tuple[int, int]
    thrift: float
    habit: str
    coupons: str
    reader: str
    joined: date
    gone: date
    has_account: bool
    is_consenting: bool
    role: str

    @property
    def is_buyer(self) -> bool:
        """Did this person ever order?"""
        return self.habit != "prospect"


class Population:
    """Makes people, household by household, no two with the same mailbox."""

    def __init__(self, seed: int, calendar: Calendar) -> None:
        self._seed = seed
        self._calendar = calendar
        self._mailboxes: set[str] = set()
        self._old_mobiles: deque[str] = deque(maxlen=200)

    def people(self, count: int) -> Iterator[Person]:
        """That many people, in households of one to five."""
        number = household = 0
        while number < count:
            household += 1
            rng = random.Random(f"{self._seed} home {household}")
            size = min(rng.choices((1, 2, 3, 4, 5), (45, 27, 13, 11, 4))[0], count - number)
            home = _home(rng, household, size)
            head: Person | None = None
            for rank in range(size):
                number += 1
                person = self._person(rng, number, home, rank, head)
                head = head or person
                yield person

    def _person(
        self, rng: random.Random, number: int, home: Home, rank: int, head: Person | None
    ) -> Person:
        gender = _gender(rng, rank, head)
        first_name, is_junior = _first_name(rng, gender, rank, head)
        last_name = home.surname if rank == 0 or rng.random() < 0.8 else surname(rng)
        is_wife = gender == "f" and rank < 2 and home.size > 1
        maiden_name = surname(rng) if is_wife and rng.random() < 0.2 else None
        birth_date = _birth_date(rng, self._calendar, rank, is_junior)
        habit = HABITS.draw(rng)
        mobile, is_recycled = self._mobile(rng, number)
        emails = self._emails(rng, first_name, maiden_name or last_name, birth_date)
        taste = rng.randrange(10)
        joined = _joined(rng, self._calendar, habit)
        person = Person(
            id=f"P{number:07d}",
            number=number,
            home=home,
            gender=gender,
            first_name=first_name,
            last_name=last_name,
            maiden_name=maiden_name,
            married_on=self._calendar.first + timedelta(days=rng.randrange(730)),
            birth_date=birth_date,
            emails=emails,
            family_email=head.emails[0] if head and home.shares_mailbox else None,
            role_email=_role_email(rng, number),
            mobile=mobile,
            has_recycled_mobile=is_recycled,
            device=DEVICES.draw(rng),
            tastes=(taste, (taste + rng.randint(1, 9)) % 10),
            thrift=rng.random(),
            habit=habit,
            coupons=COUPONS.draw(rng),
            reader=READERS.draw(rng),
            joined=joined,
            gone=_gone(rng, self._calendar, habit, joined),
            has_account=rng.random() < ACCOUNT_SHARE[habit],
            is_consenting=rng.random() < 0.62,
            role="customer",
        )
        return _with_role(person)

    def _mobile(self, rng: random.Random, number: int) -> tuple[str | None, bool]:
        if rng.random() < 0.06:
            return None, False
        if self._old_mobiles and rng.random() < 0.012:
            return self._old_mobiles.popleft(), True
        # An odd factor that five does not divide: every number is given once.
        mobile = f"0{rng.choice('67')}{number * 61_803_399 % 10**8:08d}"
        self._old_mobiles.append(mobile)
        return mobile, False

    def _emails(
        self, rng: random.Random, first_name: str, last_name: str, birth_date: date
    ) -> tuple[str, ...]:
        count = rng.choices((1, 2, 3), (66, 27, 7))[0]
        return tuple(self._email(rng, first_name, last_name, birth_date) for _ in range(count))

    def _email(self, rng: random.Random, first_name: str, last_name: str, born: date) -> str:
        first, last = plain(first_name), plain(last_name)
        styles = (f"{first}.{last}", f"{first}{last}", f"{first[0]}.{last}", f"{last}.{first}")
        local = rng.choice(styles) + rng.choice(("", "", f"{born:%y}", str(born.year)))
        domain = DOMAINS.draw(rng)
        # Gmail ignores dots: two people never get what would be one mailbox.
        while (mailbox := f"{local.replace('.', '')}@{domain}") in self._mailboxes:
            local += str(rng.randrange(10))
        self._mailboxes.add(mailbox)
        return f"{local}@{domain}"


ACCOUNT_SHARE = {
    "prospect": 0.3,
    "once": 0.5,
    "occasional": 0.75,
    "regular": 0.9,
    "heavy": 0.98,
    "returning": 0.85,
    "holiday": 0.7,
}


STILL_HERE = {
    "prospect": 0.25,
    "once": 0.35,
    "occasional": 0.5,
    "regular": 0.6,
    "heavy": 0.8,
    "returning": 1.0,
    "holiday": 1.0,
}


def plain(text: str) -> str:
    """Lower-case ASCII letters of a name, as in a mail address."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in folded if letter.isalpha())


def moved(person: Person, rng: random.Random) -> Person:
    """The same person at another address."""
    city, postal_code = PLACES.draw(rng)
    home = replace(person.home, address_line=street(rng), city=city, postal_code=postal_code)
    return replace(person, home=home)


def _home(rng: random.Random, number: int, size: int) -> Home:
    city, postal_code = PLACES.draw(rng)
    has_landline = rng.random() < 0.33
    zone = 1 if postal_code[:2] in {"75", "78", "92", "93", "94"} else 2 + int(postal_code[0]) % 4
    return Home(
        number=number,
        size=size,
        surname=surname(rng),
        address_line=street(rng),
        postal_code=postal_code,
        city=city,
        landline=f"0{zone}{number * 38_196_601 % 10**8:08d}" if has_landline else None,
        shares_mailbox=size > 1 and rng.random() < 0.06,
    )


def _gender(rng: random.Random, rank: int, head: Person | None) -> str:
    if rank == 1 and head is not None and rng.random() < 0.9:
        return "m" if head.gender == "f" else "f"
    return "f" if rng.random() < 0.57 else "m"


def _first_name(
    rng: random.Random, gender: str, rank: int, head: Person | None
) -> tuple[str, bool]:
    """A first name, and whether it is the father's or mother's own."""
    if rank >= 2 and head is not None and head.gender == gender and rng.random() < 0.02:
        return head.first_name, True
    return FIRST_NAMES[gender].draw(rng), False


def _birth_date(rng: random.Random, calendar: Calendar, rank: int, is_junior: bool) -> date:
    if rank >= 2 or is_junior:
        age = rng.uniform(13, 27)
    else:
        age = min(88.0, max(18.0, rng.gauss(43, 14)))
    return calendar.as_of - timedelta(days=int(age * 365.25) + rng.randrange(365))


def _role_email(rng: random.Random, number: int) -> str | None:
    """One person in a hundred writes from a mailbox that colleagues share."""
    if rng.random() >= 0.01:
        return None
    mailbox = rng.choice(("contact", "info", "compta", "accueil", "commande"))
    return f"{mailbox}@atelier-{number // 1000}.fr"


def _joined(rng: random.Random, calendar: Calendar, habit: str) -> date:
    """The day this person first met the shop."""
    if habit not in {"prospect", "once"} and rng.random() < 0.4:
        # Customers of before: the two years find them there.
        return calendar.first + timedelta(days=rng.randrange(45))
    until = {"returning": 490, "holiday": 400, "heavy": 45}.get(habit, 0)
    return calendar.pick(rng, calendar.first, calendar.days_before(until))


def _gone(rng: random.Random, calendar: Calendar, habit: str, joined: date) -> date:
    """The last day this person cared for the shop; `as_of` for those who still do."""
    if rng.random() < STILL_HERE[habit]:
        return calendar.as_of
    if habit in {"prospect", "once"}:
        return min(calendar.as_of, joined + timedelta(days=int(rng.expovariate(1 / 60))))
    return calendar.pick(rng, joined, calendar.as_of)


def _with_role(person: Person) -> Person:
    """Now and then a tester or somebody of the staff, in every run the same numbers."""
    if person.number % 400 == 399:
        return replace(
            person,
            role="test",
            first_name="Test",
            last_name=f"Testeur {person.number}",
            emails=(f"test{person.number}@boutique-demo.fr",),
            habit="occasional",
            has_account=True,
        )
    if person.number % 350 == 349:
        return replace(person, role="staff", habit="regular", has_account=True)
    return person
