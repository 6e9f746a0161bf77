"""The proof log of consents, with the gaps and contradictions that such logs have."""

import hashlib
import random
from datetime import datetime

from orchestration.demo.calendar import moment
from orchestration.demo.shop import Shop
from orchestration.demo.subscriptions import Subscription

WITHDRAWN_BY = {"unsubscribed": "preference_centre", "complained": "complaint"}


def record_consents(rng: random.Random, subscription: Subscription, shop: Shop) -> None:
    """Write what the log holds about one subscriber."""
    log = _Log(rng, subscription, shop)
    started_at, ended_at = subscription.started_at, subscription.ended_at
    if subscription.status == "never_subscribed":
        if rng.random() < 0.5:
            log.write("marketing", "refused", started_at, "checkout")
        return
    if subscription.status == "pending":
        log.write("marketing", "pending", started_at, "form")
        return
    # Some came by an import and nobody kept the proof.
    if rng.random() < 0.94:
        log.write("marketing", "granted", started_at, rng.choice(("form", "checkout")))
    method = WITHDRAWN_BY.get(subscription.status)
    if method and ended_at and rng.random() < 0.94:
        log.write("marketing", "withdrawn", ended_at, method)
    if subscription.status == "subscribed" and rng.random() < 0.015:
        # The preference centre says no, the tool's status still says yes.
        log.write("marketing", "withdrawn", log.later(), "preference_centre")
    _record_other_purposes(rng, log, started_at)


class _Log:
    """Writes statements of one subscriber."""

    def __init__(self, rng: random.Random, subscription: Subscription, shop: Shop) -> None:
        self._rng = rng
        self._subscription = subscription
        self._shop = shop
        self._is_double = rng.random() < 0.6

    def later(self) -> datetime:
        """A moment after the sign-up."""
        calendar = self._shop.calendar
        started_at = self._subscription.started_at
        day = calendar.pick(self._rng, started_at.date(), calendar.as_of)
        return max(moment(self._rng, day), started_at)

    def write(self, purpose: str, state: str, occurred_at: datetime, method: str) -> None:
        """One statement."""
        subscription = self._subscription
        # Not a secret: it only has the form of what the tool would store of an IP address.
        ip_hash = hashlib.sha256(subscription.person.id.encode()).hexdigest()
        self._shop.inbox.write(
            "msg_consents",
            {
                "consent_event_id": f"Q{self._shop.number('consent'):07d}",
                "channel": subscription.channel,
                "subscriber_id": subscription.id,
                "address": subscription.address,
                "purpose": purpose,
                "state": state,
                "opt_in_level": "double" if self._is_double else "single",
                "method": method,
                "source_text": "newsletter-v2" if self._is_double else "newsletter-v1",
                "occurred_at": occurred_at,
                "ip_hash": ip_hash,
            },
        )


def _record_other_purposes(rng: random.Random, log: _Log, started_at: datetime) -> None:
    chance = rng.random()
    if chance < 0.42:
        log.write("ads", "granted", started_at, "form")
        if rng.random() < 0.08:
            log.write("ads", "withdrawn", log.later(), "preference_centre")
    elif chance < 0.52:
        log.write("ads", "refused", started_at, "form")
    if rng.random() < 0.12:
        log.write("partner_offers", rng.choice(("granted", "refused")), started_at, "form")
