"""The people behind the files: who they are, where they live, which addresses they use."""

import random
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from orchestration.demo.calendar import Calendar
from orchestration.demo.lives import Life, draw_life
from orchestration.demo.vocabulary import (
    DOMAINS,
    FIRST_NAMES,
    PLACES,
    ROLE_MAILBOXES,
    street,
    surname,
)

# Every so many people one tests the shop, and one works there: in every run the same numbers.
TESTER_EVERY = 400
STAFF_EVERY = 350
# The first two of a household are its adults.
CHILD = 2
GREATER_PARIS = {"75", "78", "92", "93", "94"}


@dataclass(frozen=True, slots=True)
class Home:
    """A household and where it lives."""

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

    number: int
    role: str
    home: Home
    life: Life
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
    labels: frozenset[str]

    @property
    def id(self) -> str:
        """The person's id in the truth."""
        return f"P{self.number:07d}"


class Population:
    """Makes people, household by household, no two with the same mailbox of their own."""

    def __init__(self, seed: int, calendar: Calendar) -> None:
        self._seed = seed
        self._calendar = calendar
        self._mailboxes: set[str] = set()
        self._given_up_mobiles: deque[str] = deque(maxlen=200)

    def people(self, count: int) -> Iterator[Person]:
        """That many people, in households of one to five."""
        number = household = 0
        while number < count:
            household += 1
            rng = random.Random(f"{self._seed} home {household}")
            size = min(rng.choices((1, 2, 3, 4, 5), (45, 27, 13, 11, 4))[0], count - number)
            home = _home(rng, household, size)
            family: list[Person] = []
            for _ in range(size):
                number += 1
                person = self._person(rng, number, home, family)
                family.append(person)
                yield person

    def _person(self, rng: random.Random, number: int, home: Home, family: list[Person]) -> Person:
        role = _role(number)
        rank, head = len(family), family[0] if family else None
        twin = family[-1] if rank > CHILD and rng.random() < 0.04 else None
        gender = _gender(rng, rank, head)
        first_name = _first_name(rng, gender, rank, head)
        while twin and first_name == twin.first_name:
            first_name = _first_name(rng, gender, rank, head)
        last_name = home.surname if rank == 0 or rng.random() < 0.8 else surname(rng)
        last_name = twin.last_name if twin else last_name
        is_wife = gender == "f" and rank < CHILD and home.size > 1
        maiden_name = surname(rng) if is_wife and rng.random() < 0.2 else None
        birth_date = twin.birth_date if twin else _birth_date(rng, self._calendar, rank)
        is_junior = head is not None and (first_name, last_name) == (
            head.first_name,
            head.last_name,
        )
        mobile, is_recycled = self._mobile(rng, number)
        own_emails = self._emails(rng, first_name, maiden_name or last_name, birth_date)
        return Person(
            number=number,
            role=role,
            home=home,
            life=draw_life(rng, self._calendar, role),
            gender=gender,
            first_name="Test" if role == "test" else first_name,
            last_name="Testeur" if role == "test" else last_name,
            maiden_name=maiden_name,
            married_on=self._calendar.first + timedelta(days=rng.randrange(730)),
            birth_date=birth_date,
            emails=(f"test{number}@boutique-demo.fr",) if role == "test" else own_emails,
            family_email=head.emails[0] if head and home.shares_mailbox else None,
            role_email=_role_email(rng, number),
            mobile=mobile,
            has_recycled_mobile=is_recycled,
            labels=frozenset({"twin"} if twin else ()) | frozenset({"junior"} if is_junior else ()),
        )

    def _mobile(self, rng: random.Random, number: int) -> tuple[str | None, bool]:
        """A mobile number, and whether a stranger had it before."""
        if rng.random() < 0.06:
            return None, False
        if self._given_up_mobiles and rng.random() < 0.012:
            return self._given_up_mobiles.popleft(), True
        # An odd factor that five does not divide: every number is given once.
        mobile = f"0{rng.choice('67')}{number * 61_803_399 % 10**8:08d}"
        self._given_up_mobiles.append(mobile)
        return mobile, False

    def _emails(
        self, rng: random.Random, first_name: str, last_name: str, born: date
    ) -> tuple[str, ...]:
        count = rng.choices((1, 2, 3), (66, 27, 7))[0]
        return tuple(self._email(rng, first_name, last_name, born) for _ in range(count))

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
    zone = 1 if postal_code[:2] in GREATER_PARIS else 2 + int(postal_code[0]) % 4
    landline = f"0{zone}{number * 38_196_601 % 10**8:08d}"
    return Home(
        size=size,
        surname=surname(rng),
        address_line=street(rng),
        postal_code=postal_code,
        city=city,
        landline=landline if rng.random() < 0.33 else None,
        shares_mailbox=size > 1 and rng.random() < 0.06,
    )


def _role(number: int) -> str:
    if number % TESTER_EVERY == TESTER_EVERY - 1:
        return "test"
    return "staff" if number % STAFF_EVERY == STAFF_EVERY - 1 else "customer"


def _gender(rng: random.Random, rank: int, head: Person | None) -> str:
    if rank == 1 and head is not None and rng.random() < 0.9:
        return "m" if head.gender == "f" else "f"
    return "f" if rng.random() < 0.57 else "m"


def _first_name(rng: random.Random, gender: str, rank: int, head: Person | None) -> str:
    """A first name; now and then the father's or mother's own."""
    if rank >= CHILD and head is not None and head.gender == gender and rng.random() < 0.02:
        return head.first_name
    return FIRST_NAMES[gender].draw(rng)


def _birth_date(rng: random.Random, calendar: Calendar, rank: int) -> date:
    """The first two of a household are adults, the others their children."""
    years = min(88.0, max(18.0, rng.gauss(43, 14))) if rank < CHILD else rng.uniform(13, 27)
    return calendar.as_of - timedelta(days=int(years * 365.25) + rng.randrange(365))


def _role_email(rng: random.Random, number: int) -> str | None:
    """One person in a hundred writes from a mailbox that colleagues share."""
    if rng.random() >= 0.01:
        return None
    return f"{rng.choice(ROLE_MAILBOXES)}@atelier-{number // 1000}.fr"
