"""Visits to the shop's site, and the carts that were left there."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from orchestration.demo.accounts import Account
from orchestration.demo.calendar import moment
from orchestration.demo.catalogue import Product
from orchestration.demo.identifiers import contact
from orchestration.demo.orders import Order
from orchestration.demo.people import Person
from orchestration.demo.rows import Row, euros
from orchestration.demo.shop import Shop
from orchestration.demo.vocabulary import Skewed

SITE = "https://www.boutique-demo.fr"
# Visits without an order, on average.
VISITS = {
    "prospect": 2.8,
    "once": 2.2,
    "occasional": 4.5,
    "regular": 8.0,
    "heavy": 14.0,
    "returning": 4.0,
    "holiday": 4.0,
}
ORIGINS = Skewed(
    (
        ("google", "organic"),
        ("google", "cpc"),
        ("newsletter", "email"),
        ("instagram", "social"),
        (None, None),
    ),
    (30, 16, 14, 12, 28),
)


@dataclass
class Visit:
    """One session: hits are written as they happen."""

    rng: random.Random
    shop: Shop
    person: Person
    at: datetime
    visitor: str
    user_id: str | None = None
    is_bot: bool = False
    session_id: str = field(init=False)

    def __post_init__(self) -> None:
        self.session_id = f"s{self.shop.dated_number('session', self.at.date())}"
        self._origin = ORIGINS.draw(self.rng)
        self._has_consent = self.rng.random() < 0.94
        self.hit("session_start")

    def hit(self, name: str, **cells: str | None) -> None:
        """Write one event, some seconds after the one before; none after the last day."""
        if self.at >= self.shop.calendar.end:
            return
        device = self.person.life.device
        self.shop.inbox.write(
            "web_events",
            {
                "event_id": f"e{self.shop.dated_number('event', self.at.date())}",
                "anonymous_id": self.visitor,
                "session_id": self.session_id,
                "user_id": self.user_id,
                "event_name": name,
                "occurred_at": self.at,
                "received_at": self.at,
                "device_type": device.type,
                "os": device.system,
                "browser": device.browser,
                "country_code": "FR",
                "utm_source": self._origin[0],
                "utm_medium": self._origin[1],
                "consent_analytics": self._has_consent,
                "is_bot": self.is_bot,
                **cells,
            },
        )
        self.at += timedelta(seconds=self.rng.randint(2, 40))

    def page(self, path: str, page_type: str, seconds: int, **cells: str | None) -> None:
        """A page view that keeps the reader for that long."""
        url = f"{SITE}{path}"
        self.hit(
            "page_view", page_url=url, page_type=page_type, engaged_seconds=str(seconds), **cells
        )
        self.at += timedelta(seconds=seconds)

    def look_at(self, product: Product) -> None:
        """A product page."""
        cells: dict[str, str | None] = {
            "product_id": product.id,
            "category_path": product.category_path,
        }
        seconds = min(240, int(self.rng.expovariate(1 / 38)) + 3)
        self.page(f"/p/{product.id.lower()}", "product", seconds, **cells)
        self.hit("view_item", **cells, value=euros(product.price), currency="EUR")

    def browse(self, depth: int) -> Product:
        """That many pages; the last product seen."""
        self.page("/", "home", self.rng.randint(2, 20))
        product = self._any_product()
        for _ in range(depth):
            if self.rng.random() < 0.4:
                category = product.category_path
                self.page("/c/" + str(product.shelf), "category", 12, category_path=category)
            self.look_at(product)
            product = self._any_product()
        return product

    def add_to_cart(self, product: Product) -> None:
        """The product goes into the cart."""
        value = euros(product.price)
        self.hit("add_to_cart", product_id=product.id, value=value, currency="EUR")

    def _any_product(self) -> Product:
        return self.shop.catalogue.pick(self.rng, self.person.life.tastes, self.person.gender)


def record_visits(
    rng: random.Random,
    person: Person,
    accounts: Sequence[Account],
    orders: Sequence[Order],
    shop: Shop,
) -> None:
    """Write the person's visits: to look around, to leave a cart, to buy."""
    for day in _visit_days(rng, person, shop):
        visit = _open(rng, person, accounts, shop, day)
        last = visit.browse(min(20, 1 + int(rng.expovariate(0.48))))
        if rng.random() < 0.2:
            visit.look_at(last)
            visit.add_to_cart(last)
            _record_open_cart(rng, visit, last)
    for order in orders:
        if order.cart_id and rng.random() < 0.95:
            _buy(rng, order, shop)
    if rng.random() < 0.3:
        _record_stranger(rng, person, shop)


def _record_stranger(rng: random.Random, person: Person, shop: Shop) -> None:
    """A visit by somebody who is nobody's customer, of like taste, or by a robot."""
    is_bot = rng.random() < 0.2
    day = shop.calendar.pick(rng, shop.calendar.first, shop.calendar.as_of)
    visitor = f"{'b' if is_bot else 'u'}{person.number:07d}"
    visit = Visit(rng, shop, person, moment(rng, day), visitor, is_bot=is_bot)
    visit.browse(8 if is_bot else 1 + int(rng.expovariate(0.9)))


def _visit_days(rng: random.Random, person: Person, shop: Shop) -> list[date]:
    share = max(0.15, (person.life.gone - person.life.joined).days / 730)
    expected = VISITS[person.life.habit] * (0.45 + share)
    count = min(40, int(rng.expovariate(1 / expected)))
    return [shop.calendar.pick(rng, person.life.joined, person.life.gone) for _ in range(count)]


def _open(
    rng: random.Random, person: Person, accounts: Sequence[Account], shop: Shop, day: date
) -> Visit:
    started_at = moment(rng, day)
    known = [account for account in accounts if account.created_at <= started_at]
    user_id = known[0].id if known and rng.random() < 0.6 else None
    return Visit(rng, shop, person, started_at, _cookie(person, day), user_id)


def _cookie(person: Person, day: date) -> str:
    """The browser's id: a cookie lives for thirteen months at most."""
    return f"v{person.number:07d}{(day - person.life.joined).days // 395}"


def _record_open_cart(rng: random.Random, visit: Visit, product: Product) -> None:
    """A cart that became no order, known by its account, by a typed address, or by nobody."""
    items = rng.choices((1, 2, 3), (70, 20, 10))[0]
    day = visit.at.date()
    typed = contact(rng, visit.person, day)
    has_email = visit.user_id is None and rng.random() < 0.5
    if visit.at >= visit.shop.calendar.end:
        return
    cart_id = f"K{visit.shop.dated_number('cart', day)}"
    cart: Row = {
        "cart_id": cart_id,
        "customer_id": visit.user_id,
        "email": typed.email if has_email else None,
        "anonymous_id": visit.visitor,
        "created_at": visit.at - timedelta(seconds=10),
        "updated_at": visit.at,
        "total_amount": euros(product.price * items),
        "currency": "EUR",
        "items_count": items,
    }
    visit.shop.inbox.write("shop_carts", cart)
    traps = typed.email_traps if has_email else frozenset()
    visit.shop.truth.record("cart", "shop", cart_id, visit.person, traps)


def _buy(rng: random.Random, order: Order, shop: Shop) -> None:
    """The visit that ends in an order: its last hit is the confirmation."""
    products = [line.product for line in order.basket.lines]
    lead = timedelta(seconds=40 * 4 + 250 * len(products))
    started_at = order.ordered_at - lead
    cookie = _cookie(order.buyer, order.ordered_at.date())
    visit = Visit(rng, shop, order.buyer, started_at, cookie, order.customer_id)
    for product in products:
        visit.look_at(product)
        visit.add_to_cart(product)
    visit.page("/panier", "cart", 10)
    visit.hit("begin_checkout", value=euros(order.basket.total), currency="EUR")
    visit.at = order.ordered_at
    visit.hit(
        "purchase",
        order_id=order.id,
        value=euros(order.basket.total),
        currency="EUR",
        page_type="confirmation",
    )
