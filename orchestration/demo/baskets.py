"""What is in one order, in cents: lines, discounts and shipping, which add up to its total."""

import random
from dataclasses import dataclass
from datetime import date

from orchestration.demo.calendar import season
from orchestration.demo.catalogue import Catalogue, Product
from orchestration.demo.people import Person

FREE_SHIPPING_FROM = 6900
SHIPPING = {"home": 590, "pickup": 390, "express": 1190}
SEASON_CODES = {
    "black_friday": "BLACK20",
    "christmas": "NOEL15",
    "sales": "SOLDES10",
    "mothers_day": "MAMAN10",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Units of one product; `discount` is the reduction on the whole line."""

    product: Product
    quantity: int
    discount: int

    @property
    def amount(self) -> int:
        """What the line costs after its own discount."""
        return self.product.price * self.quantity - self.discount


@dataclass(frozen=True, slots=True)
class Discount:
    """A code used on the whole order."""

    code: str
    type: str
    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class Basket:
    """The lines of an order and what is added and taken off."""

    lines: tuple[Line, ...]
    discounts: tuple[Discount, ...]
    delivery: str
    shipping: int

    @property
    def lines_amount(self) -> int:
        """All lines after their own discounts."""
        return sum(line.amount for line in self.lines)

    @property
    def discount_amount(self) -> int:
        """What the codes take off."""
        return sum(discount.amount for discount in self.discounts)

    @property
    def total(self) -> int:
        """What the customer pays."""
        return self.lines_amount - self.discount_amount + self.shipping


def fill_basket(
    rng: random.Random, person: Person, catalogue: Catalogue, day: date, rank: int
) -> Basket:
    """A basket of this person on that day; `rank` counts the orders before."""
    count = rng.choices((1, 2, 3, 4, 6), (54, 28, 11, 5, 2))[0]
    products = {p.id: p for p in (_choice(rng, person, catalogue) for _ in range(count))}
    lines = tuple(_line(rng, product, day) for product in products.values())
    amount = sum(line.amount for line in lines)
    delivery = rng.choices(("home", "pickup", "express"), (58, 34, 8))[0]
    is_free = amount >= FREE_SHIPPING_FROM and delivery != "express"
    shipping = 0 if is_free else SHIPPING[delivery]
    return Basket(lines, _discounts(rng, person, day, rank, amount, shipping), delivery, shipping)


def _choice(rng: random.Random, person: Person, catalogue: Catalogue) -> Product:
    """The cheaper of two for the thrifty, the dearer for those who do not count."""
    first = catalogue.pick(rng, person.life.tastes, person.gender)
    second = catalogue.pick(rng, person.life.tastes, person.gender)
    cheaper, dearer = sorted((first, second), key=lambda product: (product.price, product.id))
    return cheaper if rng.random() < person.life.thrift else dearer


def _line(rng: random.Random, product: Product, day: date) -> Line:
    quantity = rng.choices((1, 2, 3), (85, 12, 3))[0]
    full_price = product.price * quantity
    is_reduced = rng.random() < (0.45 if season(day) == "sales" else 0.05)
    discount = full_price * rng.choice((10, 20, 30)) // 100 if is_reduced else 0
    return Line(product, quantity, discount)


def _discounts(
    rng: random.Random, person: Person, day: date, rank: int, amount: int, shipping: int
) -> tuple[Discount, ...]:
    used = []
    if rng.random() < _coupon_chance(person, day, rank):
        used.append(_coupon(day, rank, amount))
    elif rank >= 3 and rng.random() < 0.08:
        used.append(Discount("FIDELITE5", "fixed", "loyalty", min(500, amount)))
    elif rng.random() < 0.006:
        used.append(Discount("AVOIR", "fixed", "refund_credit", min(1000, amount)))
    if shipping and rng.random() < 0.04:
        used.append(Discount("PORT0", "free_shipping", "shipping", shipping))
    return tuple(used)


def _coupon_chance(person: Person, day: date, rank: int) -> float:
    if person.life.coupons != "sometimes":
        return 1.0 if person.life.coupons == "always" else 0.0
    if rank == 0:
        return 0.3
    return 0.4 if season(day) else 0.15


def _coupon(day: date, rank: int, amount: int) -> Discount:
    code = "BIENVENUE10" if rank == 0 else SEASON_CODES.get(season(day) or "", "MERCI10")
    percent = int(code[-2:])
    kind = "welcome" if rank == 0 else "promo"
    return Discount(code, "percentage", kind, amount * percent // 100)
