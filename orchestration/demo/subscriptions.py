"""The mail tool's subscribers: one address on one channel, from sign-up to its end."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from orchestration.demo.accounts import Account
from orchestration.demo.calendar import moment
from orchestration.demo.identifiers import Contact, contact, email_as_typed
from orchestration.demo.people import Person
from orchestration.demo.shop import Shop
from orchestration.demo.vocabulary import Skewed

# How a subscription ends: most never do.
ENDINGS = Skewed(
    ("subscribed", "unsubscribed", "bounced", "complained", "pending"), (78, 14.5, 3, 0.8, 3.7)
)
TEXT_ENDINGS = Skewed(("subscribed", "unsubscribed"), (90, 10))
SOURCES = ("formulaire pied de page", "pop-up", "commande", "jeu concours")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One address on one channel; `ended_at` is when it stopped receiving."""

    id: str
    channel: str
    address: str
    person: Person
    account_id: str | None
    started_at: datetime
    ended_at: datetime | None
    status: str

    def receives(self, sent_at: datetime) -> bool:
        """Was it on the list at that moment?"""
        if self.status in {"pending", "never_subscribed"}:
            return False
        return self.started_at < sent_at and (self.ended_at is None or sent_at < self.ended_at)


def record_subscriptions(
    rng: random.Random, person: Person, accounts: Sequence[Account], shop: Shop
) -> list[Subscription]:
    """Write the person's subscribers: by e-mail, by text message, or one who never said yes."""
    account_id = accounts[0].id if accounts and rng.random() < 0.45 else None
    if not person.life.is_consenting:
        if not accounts or rng.random() >= 0.25:
            return []
        return [_by_email(rng, person, account_id, shop, 0, "never_subscribed")]
    if rng.random() > 0.85:
        return []
    subscriptions = [_by_email(rng, person, account_id, shop, 0, ENDINGS.draw(rng))]
    if len(person.emails) > 1 and rng.random() < 0.08:
        subscriptions.append(_by_email(rng, person, None, shop, 1, ENDINGS.draw(rng)))
    if person.mobile and rng.random() < 0.38:
        subscriptions.append(_by_text(rng, person, account_id, person.mobile, shop))
    return subscriptions


def _by_email(
    rng: random.Random,
    person: Person,
    account_id: str | None,
    shop: Shop,
    email_rank: int,
    status: str,
) -> Subscription:
    typed = contact(rng, person, person.life.joined)
    address, traps = typed.email, typed.email_traps
    if email_rank:
        address, labels = email_as_typed(rng, person.emails[email_rank], ["second_email"])
        traps = frozenset(labels)
    subscription = _subscription(rng, person, account_id, shop, "email", address, status)
    _write(rng, subscription, typed, traps, shop)
    return subscription


def _by_text(
    rng: random.Random, person: Person, account_id: str | None, mobile: str, shop: Shop
) -> Subscription:
    typed = contact(rng, person, person.life.joined)
    recycled = frozenset({"recycled_phone"} if person.has_recycled_mobile else ())
    address = f"+33{mobile[1:]}"
    status = TEXT_ENDINGS.draw(rng)
    subscription = _subscription(rng, person, account_id, shop, "sms", address, status)
    _write(rng, subscription, typed, recycled, shop)
    return subscription


def _subscription(
    rng: random.Random,
    person: Person,
    account_id: str | None,
    shop: Shop,
    channel: str,
    address: str,
    status: str,
) -> Subscription:
    started_on = min(person.life.joined + timedelta(days=rng.randrange(12)), shop.calendar.as_of)
    started_at = moment(rng, started_on)
    ended_at = None
    if status not in {"subscribed", "pending", "never_subscribed"}:
        day = shop.calendar.pick(rng, started_on, shop.calendar.as_of)
        ended_at = max(moment(rng, day), started_at + timedelta(minutes=20))
    number = shop.number(channel)
    subscription_id = f"{'S' if channel == 'email' else 'T'}{number:06d}"
    return Subscription(
        subscription_id, channel, address, person, account_id, started_at, ended_at, status
    )


def _write(
    rng: random.Random,
    subscription: Subscription,
    typed: Contact,
    traps: frozenset[str],
    shop: Shop,
) -> None:
    has_name = rng.random() < 0.5
    changed_at = subscription.ended_at or subscription.started_at
    shop.inbox.write(
        "msg_subscribers",
        {
            "subscriber_id": subscription.id,
            "channel": subscription.channel,
            "address": subscription.address,
            "external_customer_id": subscription.account_id,
            "first_name": typed.first_name if has_name else None,
            "last_name": typed.last_name if has_name else None,
            "language": "fr",
            "timezone": "Europe/Paris",
            "status": subscription.status,
            "status_at": changed_at,
            "list_ids": "newsletter|clients" if subscription.account_id else "newsletter",
            "source": rng.choice(SOURCES),
            "created_at": subscription.started_at,
            "source_updated_at": changed_at,
        },
    )
    labels = traps | typed.name_traps if has_name else traps
    shop.truth.record("subscriber", "email", subscription.id, subscription.person, labels)
