"""The newsletters, flows and text messages that the shop sent in its two years."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from orchestration.demo.calendar import Calendar, season, to_utc
from orchestration.demo.rows import Row, euros

SUBJECTS = {
    "black_friday": "Black Friday : -20 % avec le code BLACK20",
    "christmas": "Des cadeaux qui font plaisir",
    "sales": "Les soldes sont là",
    "mothers_day": "Bonne fête, Maman !",
}
NEWS = (
    "Les nouveautés du mois",
    "Nos idées maison",
    "La sélection de l'équipe",
    "Le journal de la boutique",
)
FLOWS = ("flow:welcome", "flow:after_purchase")


@dataclass(frozen=True, slots=True)
class Campaign:
    """One message sent to many."""

    id: str
    kind: str
    channel: str
    subject: str
    sent_at: datetime | None
    is_promotion: bool

    def row(self) -> Row:
        """Its row of msg_campaigns."""
        return {
            "campaign_id": self.id,
            "kind": self.kind,
            "channel": self.channel,
            "name": f"{self.id} {self.channel}",
            "subject": self.subject if self.channel == "email" else None,
            "sent_at": self.sent_at,
            "tags": "promo" if self.is_promotion else "news",
            "cost_amount": euros(4500) if self.channel == "sms" else None,
        }


def plan_campaigns(seed: int, calendar: Calendar) -> list[Campaign]:
    """Two newsletters a month, text messages on the great days, and the flows."""
    rng = random.Random(f"{seed} campaigns")
    letters = [
        _campaign(rng, calendar.first + timedelta(days=offset), "email", number)
        for number, offset in enumerate(range(6, 730, 14), start=1)
    ]
    great_days = [letter.sent_at for letter in letters if letter.is_promotion and letter.sent_at]
    texts = [
        _campaign(rng, sent_at.date() + timedelta(days=1), "sms", number)
        for number, sent_at in enumerate(great_days, start=1)
        if sent_at.date() < calendar.as_of
    ]
    flows = [Campaign(flow, "flow", "email", "Merci !", None, False) for flow in FLOWS]
    return [*letters, *texts, *flows]


def _campaign(rng: random.Random, day: date, channel: str, number: int) -> Campaign:
    kind = season(day + timedelta(days=3))
    return Campaign(
        id=f"{'NL' if channel == 'email' else 'TXT'}{number:03d}",
        kind="campaign",
        channel=channel,
        subject=SUBJECTS[kind] if kind else rng.choice(NEWS),
        sent_at=to_utc(datetime.combine(day, time(rng.choice((9, 10, 18)), 15))),
        is_promotion=kind is not None,
    )
