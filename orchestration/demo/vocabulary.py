"""Names, places and mail domains, each as frequent as it is in life."""

import random
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

import yaml
from faker.providers.person.fr_FR import Provider as FrenchNames

T = TypeVar("T")

_WORDS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


class Skewed(Generic[T]):
    """Draws values as often as their weights say."""

    def __init__(self, values: Sequence[T], weights: Sequence[float]) -> None:
        self._values = values
        self._cumulative = tuple(accumulate(weights))

    def draw(self, rng: random.Random) -> T:
        """One value."""
        return rng.choices(self._values, cum_weights=self._cumulative)[0]


def by_rank(values: Sequence[T], flatness: float) -> Skewed[T]:
    """The first values much oftener than the last, as names are in life."""
    return Skewed(values, [1 / (rank + flatness) for rank in range(len(values))])


FIRST_NAMES: dict[str, Skewed[str]] = {
    "f": by_rank(_WORDS["women"], 12),
    "m": by_rank(_WORDS["men"], 12),
}
SURNAMES: Skewed[str] = by_rank(FrenchNames.last_names, 15)
PLACES: Skewed[tuple[str, str]] = Skewed(
    [(city, postal_code) for city, postal_code, _ in _WORDS["cities"]],
    [weight for *_, weight in _WORDS["cities"]],
)
DOMAINS: Skewed[str] = Skewed(list(_WORDS["mail_domains"]), list(_WORDS["mail_domains"].values()))
NICKNAMES: dict[str, str] = _WORDS["nicknames"]
MISTYPED_DOMAINS: dict[str, str] = _WORDS["mistyped_domains"]
ROLE_MAILBOXES: list[str] = _WORDS["role_mailboxes"]
PLACEHOLDER_EMAILS: list[str] = _WORDS["placeholder_emails"]
PLACEHOLDER_PHONES: list[str] = _WORDS["placeholder_phones"]


def surname(rng: random.Random) -> str:
    """A common surname for three people in five, a rare one for the others."""
    if rng.random() < 0.6:
        return SURNAMES.draw(rng)
    return f"{rng.choice(_WORDS['surname_heads'])}{rng.choice(_WORDS['surname_tails'])}"


def street(rng: random.Random) -> str:
    """A street and number."""
    number = rng.randint(1, 120)
    return f"{number} {rng.choice(_WORDS['street_kinds'])} {rng.choice(_WORDS['streets'])}"
