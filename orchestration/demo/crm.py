"""What the CRM and the loyalty programme hold."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from orchestration.demo.accounts import Account, address, last_change, profile
from orchestration.demo.calendar import moment
from orchestration.demo.identifiers import Contact, contact
from orchestration.demo.orders import Order
from orchestration.demo.people import Person, moved
from orchestration.demo.rows import Row
from orchestration.demo.shop import Shop
from orchestration.demo.vocabulary import PLACEHOLDER_EMAILS, PLACEHOLDER_PHONES

CONTACT_SHARE = {"prospect": 0.42, "once": 0.5, "occasional": 0.65, "regular": 0.8, "heavy": 0.9}
OFFICES: tuple[Row, ...] = (
    {"address_line": "1 parvis de la Défense", "postal_code": "92800", "city": "Puteaux"},
    {"address_line": "20 rue de la Villette", "postal_code": "69003", "city": "Lyon"},
    {"address_line": "Zone de fret, quai 4", "postal_code": "76600", "city": "Le Havre"},
)
MEMBER_SHARE = {"once": 0.08, "occasional": 0.25, "regular": 0.5, "heavy": 0.8}
INDUSTRIES = ("hôtellerie", "restauration", "commerce", "santé", "éducation")


def record_contacts(
    rng: random.Random,
    person: Person,
    accounts: Sequence[Account],
    orders: Sequence[Order],
    shop: Shop,
) -> None:
    """Write the person's CRM contacts: none, one, or a duplicate too."""
    share = CONTACT_SHARE.get(person.life.habit, 0.6)
    if person.role == "customer" and rng.random() >= share:
        return
    stage = "customer" if orders else rng.choice(("subscriber", "lead"))
    account_id = accounts[0].id if accounts and rng.random() < 0.55 else None
    link: Row = {"lifecycle_stage": stage, "external_customer_id": account_id}
    _record_contact(rng, person, link, shop, moment(rng, person.life.joined), frozenset())
    if rng.random() < 0.05:
        day = shop.calendar.pick(rng, person.life.joined, shop.calendar.as_of)
        duplicate = frozenset({"crm_duplicate"})
        _record_contact(rng, person, {"lifecycle_stage": stage}, shop, moment(rng, day), duplicate)


def _record_contact(
    rng: random.Random,
    person: Person,
    link: Row,
    shop: Shop,
    created_at: datetime,
    traps: frozenset[str],
) -> None:
    typed = contact(rng, person, created_at.date())
    reach, reach_traps = _reach(rng, typed)
    who = profile(rng, person, typed, 0.5, 0.65)
    home, home_traps = _home(rng, person)
    contact_id = f"H{shop.number('contact'):06d}"
    shop.inbox.write(
        "crm_contacts",
        {
            "contact_id": contact_id,
            **reach,
            **who,
            **home,
            **_trade(rng, person),
            **link,
            "created_at": created_at,
            "is_test": person.role == "test",
            "is_staff": person.role == "staff",
            "is_deleted": rng.random() < 0.003,
            "source_updated_at": last_change(rng, created_at, shop),
        },
    )
    labels = reach_traps | traps | home_traps
    labels |= typed.birth_traps if who["birth_date"] else frozenset()
    shop.truth.record("crm_contact", "crm", contact_id, person, labels)


def _home(rng: random.Random, person: Person) -> tuple[Row, frozenset[str]]:
    """Where the person lives, lived, or works: strangers share the address of an office."""
    chance = rng.random()
    if chance < 0.12:
        return address(moved(person, rng)), frozenset({"moved"})
    if chance < 0.13:
        return rng.choice(OFFICES), frozenset({"office_address"})
    return address(person), frozenset()


def _reach(rng: random.Random, typed: Contact) -> tuple[Row, frozenset[str]]:
    """E-mail and phone, or what is typed when the form insists and nobody knows."""
    chance = rng.random()
    email: str | None = typed.email
    phone, email_traps, phone_traps = typed.phone, typed.email_traps, typed.phone_traps
    if chance < 0.01:
        email, email_traps = rng.choice(PLACEHOLDER_EMAILS), frozenset({"placeholder_email"})
    elif chance < 0.025:
        phone, phone_traps = rng.choice(PLACEHOLDER_PHONES), frozenset({"placeholder_phone"})
    elif chance < 0.06 and phone:
        email, email_traps = None, frozenset()
    return {"email": email, "phone": phone}, email_traps | phone_traps | typed.name_traps


def _trade(rng: random.Random, person: Person) -> Row:
    if person.role_email is None:
        return {"customer_type": "b2c" if rng.random() < 0.5 else None}
    return {
        "customer_type": "b2b",
        "company_name": f"Atelier {person.home.surname}",
        "industry": rng.choice(INDUSTRIES),
    }


def record_membership(
    rng: random.Random,
    person: Person,
    accounts: Sequence[Account],
    orders: Sequence[Order],
    shop: Shop,
) -> None:
    """Write the loyalty membership of one buyer in five."""
    if not orders or rng.random() >= MEMBER_SHARE.get(person.life.habit, 0.3):
        return
    by_account = bool(accounts) and rng.random() < 0.8
    payer = orders[0].payer
    member_id = f"L{shop.number('member'):06d}"
    joined_at = orders[0].ordered_at
    shop.inbox.write(
        "loyalty_members",
        {
            "member_id": member_id,
            "programme": "main",
            "customer_id": accounts[0].id if by_account else None,
            "email": None if by_account else payer.email,
            **_points(rng, orders),
            "joined_at": joined_at,
            "tier_expires_at": joined_at + timedelta(days=3 * 365),
        },
    )
    traps = frozenset() if by_account else payer.email_traps
    shop.truth.record("loyalty_member", "crm", member_id, person, traps)


def _points(rng: random.Random, orders: Sequence[Order]) -> Row:
    """A point per euro spent; some are used up."""
    earned = sum(order.basket.total for order in orders if order.is_sale) // 100
    return {
        "tier": "gold" if earned >= 600 else "silver" if earned >= 200 else "bronze",
        "points_balance": earned - rng.randint(0, earned),
        "points_earned_total": earned,
    }
