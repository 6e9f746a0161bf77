"""Shop accounts: who has one, and what the shop knows of its owner."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from orchestration.demo.calendar import moment
from orchestration.demo.identifiers import Contact, contact
from orchestration.demo.people import Person
from orchestration.demo.rows import Cell
from orchestration.demo.shop import Shop


@dataclass(frozen=True, slots=True)
class Account:
    """A shop account of a person."""

    id: str
    contact: Contact
    created_at: datetime


def record_accounts(rng: random.Random, person: Person, shop: Shop) -> list[Account]:
    """Write the person's accounts: none, one, or two of somebody who forgot the first."""
    if not person.has_account:
        return []
    accounts = [_account(rng, person, shop, set())]
    if rng.random() < 0.04 and len(person.emails) > 1:
        accounts.append(_account(rng, person, shop, {"double_account"}))
    return accounts


def _account(rng: random.Random, person: Person, shop: Shop, traps: set[str]) -> Account:
    day = person.joined
    if traps:
        day = shop.calendar.pick(rng, person.joined, shop.calendar.as_of)
    created_at = moment(rng, day)
    account = Account(f"C{shop.number('account'):06d}", contact(rng, person, day), created_at)
    optin = _optin(rng, person)
    updated_at = created_at + timedelta(days=rng.randrange(300), minutes=rng.randrange(600))
    shop.inbox.write(
        "shop_customers",
        {
            "customer_id": account.id,
            "email": account.contact.email,
            "phone": account.contact.phone if rng.random() < 0.8 else None,
            "first_name": account.contact.first_name,
            "last_name": account.contact.last_name,
            "birth_date": person.birth_date if rng.random() < 0.35 else None,
            "gender": person.gender if rng.random() < 0.7 else None,
            "language": "fr",
            "country_code": "FR",
            **address(person),
            "account_state": rng.choices(("enabled", "disabled", "invited"), (94, 2, 4))[0],
            "email_optin": optin,
            "email_optin_at": None if optin is None else created_at,
            "partner_optin": False,
            "customer_group": "staff" if person.role == "staff" else "web",
            "tags": person.role if person.role != "customer" else None,
            "created_at": created_at,
            "source_updated_at": min(updated_at, shop.calendar.end - timedelta(hours=1)),
        },
    )
    shop.truth.record("shop_customer", "shop", account.id, person.id, account.contact.traps | traps)
    return account


def address(person: Person) -> dict[str, Cell]:
    """The cells of the person's home."""
    home = person.home
    return {
        "address_line": home.address_line,
        "postal_code": home.postal_code,
        "city": home.city,
    }


def _optin(rng: random.Random, person: Person) -> bool | None:
    """The account's newsletter box; now and then it contradicts the mail tool."""
    if rng.random() < 0.2:
        return None
    return person.is_consenting != (rng.random() < 0.04)
