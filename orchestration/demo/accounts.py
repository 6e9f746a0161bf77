"""Shop accounts: who has one, and what the shop knows of its owner."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from orchestration.demo.calendar import moment
from orchestration.demo.identifiers import Contact, contact
from orchestration.demo.people import Person
from orchestration.demo.rows import Row
from orchestration.demo.shop import Shop


@dataclass(frozen=True, slots=True)
class Account:
    """A shop account of a person."""

    id: str
    contact: Contact
    created_at: datetime


def record_accounts(rng: random.Random, person: Person, shop: Shop) -> list[Account]:
    """Write the person's accounts: none, one, or two of somebody who forgot the first."""
    if not person.life.has_account:
        return []
    accounts = [_account(rng, person, shop, moment(rng, person.life.joined), frozenset())]
    if rng.random() < 0.04 and len(person.emails) > 1:
        day = shop.calendar.pick(rng, person.life.joined, shop.calendar.as_of)
        forgotten = frozenset({"double_account"})
        accounts.append(_account(rng, person, shop, moment(rng, day), forgotten))
    return accounts


def _account(
    rng: random.Random, person: Person, shop: Shop, created_at: datetime, traps: frozenset[str]
) -> Account:
    typed = contact(rng, person, created_at.date())
    account = Account(f"C{shop.number('account'):06d}", typed, created_at)
    optin = _optin(rng, person)
    has_phone = rng.random() < 0.8
    who = profile(rng, person, typed, 0.35, 0.7)
    shop.inbox.write(
        "shop_customers",
        {
            "customer_id": account.id,
            "email": typed.email,
            "phone": typed.phone if has_phone else None,
            **who,
            **address(person),
            "account_state": rng.choices(("enabled", "disabled", "invited"), (94, 2, 4))[0],
            "email_optin": optin,
            "email_optin_at": None if optin is None else created_at,
            "partner_optin": False,
            "customer_group": "staff" if person.role == "staff" else "web",
            "tags": person.role if person.role != "customer" else None,
            "created_at": created_at,
            "source_updated_at": last_change(rng, created_at, shop),
        },
    )
    labels = traps | typed.email_traps | typed.name_traps
    labels |= typed.phone_traps if has_phone else frozenset()
    labels |= typed.birth_traps if who["birth_date"] else frozenset()
    shop.truth.record("shop_customer", "shop", account.id, person, labels)
    return account


def profile(
    rng: random.Random, person: Person, typed: Contact, birth_share: float, gender_share: float
) -> Row:
    """The cells that say who the person is; birth date and gender are not always asked for."""
    has_birth_date = rng.random() < birth_share
    return {
        "first_name": typed.first_name,
        "last_name": typed.last_name,
        "birth_date": typed.birth_date if has_birth_date else None,
        "gender": person.gender if rng.random() < gender_share else None,
        "language": "fr",
        "country_code": "FR",
    }


def address(person: Person) -> Row:
    """The cells of the person's home."""
    home = person.home
    return {
        "address_line": home.address_line,
        "postal_code": home.postal_code,
        "city": home.city,
    }


def last_change(rng: random.Random, created_at: datetime, shop: Shop) -> datetime:
    """When a record of that age was last edited."""
    edited_at = created_at + timedelta(days=rng.randrange(300), minutes=rng.randrange(600))
    return max(created_at, min(edited_at, shop.calendar.end - timedelta(hours=1)))


def _optin(rng: random.Random, person: Person) -> bool | None:
    """The account's newsletter box; now and then it contradicts the mail tool."""
    if rng.random() < 0.2:
        return None
    return person.life.is_consenting != (rng.random() < 0.04)
