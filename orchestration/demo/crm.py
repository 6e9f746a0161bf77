"""What the CRM and the loyalty programme hold."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from orchestration.demo.accounts import Account, address
from orchestration.demo.calendar import moment
from orchestration.demo.identifiers import contact
from orchestration.demo.orders import Order
from orchestration.demo.people import Person, moved
from orchestration.demo.rows import Row, euros
from orchestration.demo.shop import Shop
from orchestration.demo.vocabulary import PLACEHOLDER_EMAILS, PLACEHOLDER_PHONES

CONTACT_SHARE = {"prospect": 0.42, "once": 0.5, "occasional": 0.65, "regular": 0.8, "heavy": 0.9}
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
    if person.role == "customer" and rng.random() >= CONTACT_SHARE.get(person.habit, 0.6):
        return
    created_at = moment(rng, person.joined)
    _record_contact(rng, person, accounts, orders, shop, created_at, frozenset())
    if rng.random() < 0.05:
        later = moment(rng, shop.calendar.pick(rng, person.joined, shop.calendar.as_of))
        _record_contact(rng, person, [], orders, shop, later, frozenset({"crm_duplicate"}))


def _record_contact(
    rng: random.Random,
    person: Person,
    accounts: Sequence[Account],
    orders: Sequence[Order],
    shop: Shop,
    created_at: datetime,
    traps: frozenset[str],
) -> None:
    typed = contact(rng, person, created_at.date())
    email, phone, extra = _placeholders(rng, typed.email, typed.phone)
    has_old_address = rng.random() < 0.12
    knows_account = bool(accounts) and rng.random() < 0.55
    contact_id = f"H{shop.number('contact'):06d}"
    updated_at = created_at + timedelta(days=rng.randrange(400))
    shop.inbox.write(
        "crm_contacts",
        {
            "contact_id": contact_id,
            "email": email,
            "phone": phone,
            "first_name": typed.first_name,
            "last_name": typed.last_name,
            "birth_date": person.birth_date if rng.random() < 0.5 else None,
            "gender": person.gender if rng.random() < 0.65 else None,
            "language": "fr",
            "country_code": "FR",
            **address(moved(person, rng) if has_old_address else person),
            **_trade(rng, person),
            "lifecycle_stage": "customer" if orders else rng.choice(("subscriber", "lead")),
            "external_customer_id": accounts[0].id if knows_account else None,
            "created_at": created_at,
            "is_test": person.role == "test",
            "is_staff": person.role == "staff",
            "source_updated_at": min(updated_at, shop.calendar.end - timedelta(hours=1)),
        },
    )
    moved_trap = {"moved"} if has_old_address else set()
    labels = typed.traps | traps | extra | moved_trap
    shop.truth.record("crm_contact", "crm", contact_id, person.id, labels)


def _placeholders(
    rng: random.Random, email: str, phone: str | None
) -> tuple[str | None, str | None, set[str]]:
    """The e-mail and phone, or what is typed when the form insists and nobody knows."""
    chance = rng.random()
    if chance < 0.01:
        return rng.choice(PLACEHOLDER_EMAILS), phone, {"placeholder_email"}
    if chance < 0.025:
        return email, rng.choice(PLACEHOLDER_PHONES), {"placeholder_phone"}
    if chance < 0.06 and phone:
        return None, phone, set()
    return email, phone, set()


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
    if not orders or rng.random() >= MEMBER_SHARE.get(person.habit, 0.3):
        return
    member_id = f"L{shop.number('member'):06d}"
    spent = sum(order.basket.total for order in orders if order.is_sale)
    earned = spent // 100
    joined_at = orders[0].ordered_at
    by_account = bool(accounts) and rng.random() < 0.8
    shop.inbox.write(
        "loyalty_members",
        {
            "member_id": member_id,
            "programme": "main",
            "customer_id": accounts[0].id if by_account else None,
            "email": None if by_account else orders[0].payer.email,
            "tier": "gold" if earned >= 600 else "silver" if earned >= 200 else "bronze",
            "points_balance": euros(100 * (earned - rng.randint(0, earned))),
            "points_earned_total": euros(100 * earned),
            "joined_at": joined_at,
            "tier_expires_at": joined_at + timedelta(days=3 * 365),
        },
    )
    traps = accounts[0].contact.traps if by_account else orders[0].payer.traps
    shop.truth.record("loyalty_member", "crm", member_id, person.id, traps)
