"""What became of every message: delivered, opened by a person or a machine, clicked, bounced."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from orchestration.demo.campaigns import Campaign
from orchestration.demo.orders import Order
from orchestration.demo.shop import Shop
from orchestration.demo.subscriptions import Subscription

# Chance that a person opens, and that an opener clicks.
OPENS = {"reader": 0.5, "skimmer": 0.2, "machine": 0.25, "dormant": 0.2}
CLICKS = {"reader": 0.28, "skimmer": 0.14, "machine": 0.2, "dormant": 0.08}
LINKS = (
    ("product", "/p/pr101"),
    ("promo", "/offres"),
    ("recommendation", "/pour-vous"),
    ("other", "/"),
)
LAST_EVENT = {"unsubscribed": "unsubscribed", "complained": "complained", "bounced": "bounced_hard"}


@dataclass(frozen=True)
class _Message:
    """One message to one subscriber."""

    id: str
    campaign: Campaign
    subscription: Subscription
    shop: Shop

    def event(self, name: str, at: datetime, **cells: str | bool | None) -> None:
        """Write what happened to it, unless the two years are over by then."""
        if at >= self.shop.calendar.end:
            return
        self.shop.inbox.write(
            "msg_events",
            {
                "message_event_id": f"M{self.shop.number('message event'):08d}",
                "channel": self.subscription.channel,
                "event_type": name,
                "subscriber_id": self.subscription.id,
                "campaign_id": self.campaign.id,
                "message_id": self.id,
                "occurred_at": at,
                "is_machine": False,
                **cells,
            },
        )


def record_mailings(
    rng: random.Random,
    subscription: Subscription,
    orders: Sequence[Order],
    campaigns: Sequence[Campaign],
    shop: Shop,
) -> None:
    """Write the events of everything that was sent to one subscriber."""
    sendings = _sendings(subscription, orders, campaigns)
    for campaign, sent_at in sendings:
        message_id = f"{campaign.id}-{subscription.id}-{sent_at:%y%m%d}"
        _record_message(rng, _Message(message_id, campaign, subscription, shop), sent_at)
    last_event = LAST_EVENT.get(subscription.status)
    if sendings and last_event and subscription.ended_at:
        campaign, sent_at = sendings[-1]
        message_id = f"{campaign.id}-{subscription.id}-{sent_at:%y%m%d}"
        message = _Message(message_id, campaign, subscription, shop)
        reason = "mailbox does not exist" if last_event == "bounced_hard" else None
        message.event(last_event, subscription.ended_at, bounce_reason=reason)


def _sendings(
    subscription: Subscription, orders: Sequence[Order], campaigns: Sequence[Campaign]
) -> list[tuple[Campaign, datetime]]:
    """Which campaign went out to the subscriber, and when; oldest first."""
    sendings = []
    for campaign in campaigns:
        if campaign.channel != subscription.channel:
            continue
        if campaign.sent_at:
            times = [campaign.sent_at]
        elif campaign.id == "flow:welcome":
            times = [subscription.started_at + timedelta(minutes=5)]
        else:
            times = [order.ordered_at + timedelta(days=10) for order in orders if order.is_sale]
        sendings += [(campaign, sent_at) for sent_at in times if subscription.receives(sent_at)]
    return sorted(sendings, key=lambda sending: (sending[1], sending[0].id))


def _record_message(rng: random.Random, message: _Message, sent_at: datetime) -> None:
    delivered_at = sent_at + timedelta(seconds=rng.randint(1, 240))
    if rng.random() < 0.012:
        message.event("bounced_soft", delivered_at, bounce_reason="mailbox full")
        return
    message.event("delivered", delivered_at)
    person = message.subscription.person
    if message.subscription.channel == "sms":
        if rng.random() < 0.06:
            message.event("clicked", delivered_at + timedelta(minutes=9), link_kind="promo")
        return
    if person.life.reader == "machine":
        # Apple's mail fetches every picture at once, read or not.
        message.event("opened", delivered_at + timedelta(seconds=30), is_machine=True)
    months_on_list = (sent_at - message.subscription.started_at).days // 30
    if person.life.reader == "dormant" and months_on_list >= 3:
        return
    if rng.random() < OPENS[person.life.reader]:
        _record_reading(rng, message, delivered_at)


def _record_reading(rng: random.Random, message: _Message, delivered_at: datetime) -> None:
    opened_at = delivered_at + timedelta(seconds=int(rng.expovariate(1 / 14_000)) + 40)
    message.event("opened", opened_at)
    if rng.random() < CLICKS[message.subscription.person.life.reader]:
        kind, path = LINKS[1] if message.campaign.is_promotion else rng.choice(LINKS)
        clicked_at = opened_at + timedelta(seconds=rng.randint(4, 90))
        url = f"https://www.boutique-demo.fr{path}"
        message.event("clicked", clicked_at, link_kind=kind, url=url)
