"""Orders: when people buy, as whom, through which channel; and the rows the shop keeps of it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from orchestration.demo.accounts import Account
from orchestration.demo.baskets import Basket, fill_basket
from orchestration.demo.calendar import moment, season
from orchestration.demo.identifiers import Contact, contact
from orchestration.demo.people import Person
from orchestration.demo.shop import Shop


@dataclass(frozen=True, slots=True)
class Order:
    """One order with all that any system records of it."""

    id: str
    ordered_at: datetime
    buyer: Person
    customer_id: str | None
    payer: Contact
    receiver: Person
    channel: str
    cart_id: str | None
    basket: Basket
    is_cancelled: bool

    @property
    def is_gift(self) -> bool:
        """Does somebody else receive it?"""
        return self.receiver is not self.buyer

    @property
    def is_test(self) -> bool:
        """Was it placed to try the shop out?"""
        return self.buyer.role == "test"

    @property
    def is_sale(self) -> bool:
        """Does it count as revenue?"""
        return not self.is_cancelled and not self.is_test


def make_orders(
    rng: random.Random, person: Person, accounts: Sequence[Account], shop: Shop, friend: Person
) -> list[Order]:
    """The person's orders, oldest first; a gift goes to the friend."""
    days = _order_days(rng, person, shop)
    return [_order(rng, person, accounts, shop, friend, day, n) for n, day in enumerate(days)]


def _order_days(rng: random.Random, person: Person, shop: Shop) -> list[date]:
    calendar, joined = shop.calendar, person.life.joined
    match person.life.habit:
        case "prospect":
            return []
        case "once":
            return [calendar.pick(rng, joined, joined + timedelta(days=25))]
        case "heavy":
            return _monthly(rng, person)
        case "returning":
            first = calendar.pick(rng, joined, joined + timedelta(days=60))
            return [first, calendar.days_before(rng.randrange(75))]
        case "holiday":
            days = [calendar.pick(rng, joined, calendar.as_of) for _ in range(60)]
            festive = [day for day in days if season(day) in {"christmas", "black_friday"}]
            return sorted(festive[:3])
        case "occasional":
            count = rng.choice((2, 2, 2, 3))
        case _:
            count = rng.randint(4, 8)
    return sorted(calendar.pick(rng, joined, person.life.gone) for _ in range(count))


def _monthly(rng: random.Random, person: Person) -> list[date]:
    rhythm = rng.randint(18, 38)
    days = [person.life.joined]
    while (
        day := days[-1] + timedelta(days=max(3, round(rng.gauss(rhythm, 6))))
    ) <= person.life.gone:
        days.append(day)
    return days


def _order(
    rng: random.Random,
    person: Person,
    accounts: Sequence[Account],
    shop: Shop,
    friend: Person,
    day: date,
    rank: int,
) -> Order:
    ordered_at = moment(rng, day)
    open_accounts = [account for account in accounts if account.created_at <= ordered_at]
    account = rng.choice(open_accounts) if open_accounts and rng.random() > 0.12 else None
    channel = _channel(rng, account)
    receiver = friend if rng.random() < 0.03 else person
    typed = account.contact if account else contact(rng, person, day)
    has_cart = channel in {"web", "mobile_app"}
    return Order(
        id=shop.dated_number("order", day),
        ordered_at=ordered_at,
        buyer=person,
        customer_id=account.id if account else None,
        payer=_payer(rng, typed, channel, receiver if receiver is not person else None),
        receiver=receiver,
        channel=channel,
        cart_id=f"K{shop.dated_number('cart', day)}" if has_cart else None,
        basket=fill_basket(rng, person, shop.catalogue, day, rank),
        is_cancelled=rng.random() < 0.02,
    )


def _payer(rng: random.Random, typed: Contact, channel: str, friend: Person | None) -> Contact:
    """The buyer as the order has it: behind a relay, or with the phone of who gets the gift."""
    if channel == "marketplace":
        relay = f"{rng.getrandbits(48):012x}@marketplace.amazon.fr"
        typed = replace(typed, email=relay, email_traps=frozenset({"relay"}))
    if friend and friend.mobile and rng.random() < 0.4:
        typed = replace(typed, phone=friend.mobile, phone_traps=frozenset())
    return typed


def _channel(rng: random.Random, account: Account | None) -> str:
    if account:
        return rng.choices(("web", "mobile_app", "phone"), (86, 12, 2))[0]
    return rng.choices(("web", "marketplace", "phone"), (88, 8, 4))[0]
