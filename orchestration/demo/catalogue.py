"""What the shop sells, shelf by shelf."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from orchestration.demo.rows import Row, euros


@dataclass(frozen=True, slots=True)
class Product:
    """One thing sold, priced in cents."""

    id: str
    sku: str
    title: str
    brand: str
    shelf: int
    category_path: str
    target_gender: str
    price: int
    cost: int
    replenish_days: int | None
    created_at: datetime

    def row(self) -> Row:
        """Its row of shop_products."""
        return {
            "product_id": self.id,
            "variant_id": "",
            "sku": self.sku,
            "title": self.title,
            "brand": self.brand,
            "category_path": self.category_path,
            "price": euros(self.price),
            "unit_cost": euros(self.cost),
            "status": "active",
            "created_at": self.created_at,
            "life_event_tag": "baby" if self.category_path.endswith("Bébé") else None,
            "occasion_tag": "christmas" if "Chocolats" in self.title else None,
            "replenish_days": self.replenish_days,
            "target_gender": self.target_gender,
        }


class Catalogue:
    """The products of `catalogue.yml`, priced and branded by the seed."""

    def __init__(self, seed: int, opening: date) -> None:
        text = Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
        rng = random.Random(f"{seed} catalogue")
        self._shelves = [
            [
                _product(rng, shelf, number, rank, title, opening)
                for rank, title in enumerate(shelf["titles"])
            ]
            for number, shelf in enumerate(yaml.safe_load(text)["shelves"])
        ]

    @property
    def products(self) -> list[Product]:
        """All products."""
        return [product for shelf in self._shelves for product in shelf]

    def pick(self, rng: random.Random, tastes: tuple[float, float], gender: str) -> Product:
        """A product that somebody of these tastes (0 to 1) would look at."""
        chance = rng.random()
        taste = tastes[0] if chance < 0.55 else tastes[1] if chance < 0.8 else rng.random()
        products = self._shelves[int(taste * len(self._shelves))]
        if products[0].target_gender not in {gender, "unisex"} and rng.random() < 0.7:
            products = rng.choice(self._shelves)
        # Best sellers stand first on their shelf.
        return products[int(len(products) * rng.random() ** 1.6)]


def _product(
    rng: random.Random, shelf: dict[str, Any], number: int, rank: int, title: str, opening: date
) -> Product:
    brands = shelf["brands"]
    low, high = shelf["price"]
    cents = round(low + (high - low) * rng.random() ** 1.3) * 100 - rng.choice((0, 10, 5))
    code = 100 * (number + 1) + rank
    return Product(
        id=f"PR{code}",
        sku=f"{shelf['path'][:3].upper()}-{code}",
        title=title,
        brand=brands[int(len(brands) * rng.random() ** 1.5)],
        shelf=number,
        category_path=shelf["path"],
        target_gender=shelf["target_gender"],
        price=cents,
        cost=cents * rng.randint(30, 55) // 100,
        replenish_days=shelf["days"],
        created_at=datetime.combine(opening - timedelta(days=rng.randint(5, 400)), time(9)),
    )
