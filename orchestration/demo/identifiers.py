"""How a system comes to write a person down: variants, typos and shared values, each labelled."""

import random
from dataclasses import dataclass
from datetime import date

from orchestration.demo.people import Person
from orchestration.demo.vocabulary import MISTYPED_DOMAINS, NICKNAMES

# What a clerk types for whoever calls and gives no number.
CALL_CENTRE = "0970801234"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as typed into one form; the traps say what makes each part hard to recognise."""

    email: str
    phone: str | None
    first_name: str
    last_name: str
    birth_date: date
    email_traps: frozenset[str]
    phone_traps: frozenset[str]
    name_traps: frozenset[str]
    birth_traps: frozenset[str]

    @property
    def traps(self) -> frozenset[str]:
        """The traps of a record that holds all of it."""
        return self.email_traps | self.phone_traps | self.name_traps


def contact(rng: random.Random, person: Person, day: date) -> Contact:
    """The person as one form has it on that day."""
    email, email_traps = _email(rng, person)
    phone, phone_traps = _phone(rng, person)
    first_name, first_traps = _first_name(rng, person)
    last_name, last_traps = _last_name(rng, person, day)
    birth_date, birth_traps = _birth_date(rng, person)
    name_traps = frozenset(first_traps + last_traps)
    if rng.random() < 0.004:
        first_name, last_name, name_traps = last_name, first_name, name_traps | {"swapped_names"}
    return Contact(
        email=email,
        phone=phone,
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_date,
        email_traps=frozenset(email_traps),
        phone_traps=frozenset(phone_traps),
        name_traps=name_traps,
        birth_traps=frozenset(birth_traps),
    )


def _email(rng: random.Random, person: Person) -> tuple[str, list[str]]:
    if person.family_email and rng.random() < 0.6:
        return person.family_email, ["family_email"]
    if person.role_email and rng.random() < 0.4:
        return person.role_email, ["role_email"]
    if len(person.emails) > 1 and rng.random() < 0.3:
        return email_as_typed(rng, rng.choice(person.emails[1:]), ["second_email"])
    return email_as_typed(rng, person.emails[0], [])


def email_as_typed(rng: random.Random, email: str, traps: list[str]) -> tuple[str, list[str]]:
    """The address in capitals, with a tag, dotted, or mistyped; mostly as it is."""
    local, domain = email.split("@")
    chance = rng.random()
    if chance < 0.06:
        return f"{local.title()}@{domain}", [*traps, "email_variant"]
    if chance < 0.08:
        return email.upper(), [*traps, "email_variant"]
    if chance < 0.10:
        return f" {email} ", [*traps, "email_variant"]
    if chance < 0.15 and domain == "gmail.com":
        return f"{local}+boutique@{domain}", [*traps, "email_variant"]
    if chance < 0.20 and domain == "gmail.com":
        dotless = local.replace(".", "")
        return f"{dotless[:3]}.{dotless[3:]}@{domain}", [*traps, "email_variant"]
    if chance < 0.21 and domain in MISTYPED_DOMAINS:
        return f"{local}@{MISTYPED_DOMAINS[domain]}", [*traps, "typo"]
    return email, traps


def _phone(rng: random.Random, person: Person) -> tuple[str | None, list[str]]:
    if rng.random() < 0.002:
        return phone_as_typed(rng, CALL_CENTRE), ["call_centre_phone"]
    landline = person.home.landline
    if landline and (person.mobile is None or rng.random() < 0.2):
        shared = ["shared_landline"] if person.home.size > 1 else []
        return phone_as_typed(rng, landline), shared
    if person.mobile is None:
        return None, []
    recycled = ["recycled_phone"] if person.has_recycled_mobile else []
    return phone_as_typed(rng, person.mobile), recycled


def phone_as_typed(rng: random.Random, phone: str) -> str:
    """A French number in one of the ways people write it."""
    pairs = [phone[n : n + 2] for n in range(0, 10, 2)]
    styles = (
        phone,
        phone,
        " ".join(pairs),
        ".".join(pairs),
        f"+33{phone[1:]}",
        f"+33 {phone[1]} {' '.join(pairs[1:])}",
        f"0033{phone[1:]}",
    )
    return rng.choice(styles)


def _first_name(rng: random.Random, person: Person) -> tuple[str, list[str]]:
    name = person.first_name
    chance = rng.random()
    if chance < 0.10 and name in NICKNAMES:
        return NICKNAMES[name], ["nickname"]
    if chance < 0.12:
        return _typo(rng, name), ["typo"]
    if chance < 0.135:
        return f"{name[0]}.", ["initial"]
    return _cased(rng, name), []


def _last_name(rng: random.Random, person: Person, day: date) -> tuple[str, list[str]]:
    if person.maiden_name and day < person.married_on:
        return _cased(rng, person.maiden_name), ["maiden_name"]
    if rng.random() < 0.02:
        return _typo(rng, person.last_name), ["typo"]
    return _cased(rng, person.last_name), []


def _birth_date(rng: random.Random, person: Person) -> tuple[date, list[str]]:
    born = person.birth_date
    if born.day <= 12 and born.day != born.month and rng.random() < 0.025:
        return born.replace(month=born.day, day=born.month), ["swapped_birth_date"]
    return born, []


def _cased(rng: random.Random, name: str) -> str:
    chance = rng.random()
    if chance < 0.12:
        return name.upper()
    if chance < 0.18:
        return name.lower()
    return name


def _typo(rng: random.Random, name: str) -> str:
    """The name with two neighbouring letters swapped, or one lost."""
    at = rng.randrange(1, len(name) - 1) if len(name) > 2 else 1
    if rng.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
