"""The demo from end to end: people first, then what every system would have recorded of them."""

import random
import tempfile
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orchestration.adapters.adapter import Adapter
from orchestration.demo.accounts import Account, record_accounts
from orchestration.demo.calendar import Calendar
from orchestration.demo.campaigns import Campaign, plan_campaigns
from orchestration.demo.catalogue import Catalogue
from orchestration.demo.consents import record_consents
from orchestration.demo.crm import record_contacts, record_membership
from orchestration.demo.drop import clear_inbox, deliver
from orchestration.demo.mailings import record_mailings
from orchestration.demo.noise import Noise
from orchestration.demo.order_rows import record_order
from orchestration.demo.orders import Order, make_orders
from orchestration.demo.people import Person, Population
from orchestration.demo.shop import Shop
from orchestration.demo.subscriptions import Subscription, record_subscriptions
from orchestration.demo.vendors import rewrite
from orchestration.demo.web import record_visits
from orchestration.demo.write import Truth, open_inbox
from orchestration.errors import TresseError

TRUTH_FILE = "records.csv"


@dataclass(frozen=True)
class DemoReport:
    """What was written: the rows of each table, and where."""

    rows: Mapping[str, int]
    inbox: Path
    truth: Path


def generate(
    people: int,
    seed: int,
    as_of: date,
    inbox: Path,
    truth: Path,
    adapters: Sequence[Adapter] = (),
    has_behaviour: bool = True,
) -> DemoReport:
    """Write the inbox of a shop with that many people, and apart from it whose each record is.

    Its sources have the shapes of the adapters, and else the contract's. Without behaviour there is
    what says who people are, and nobody reads a mailing or visits the site.
    """
    if people < 1:
        raise TresseError(f"--people {people}: the demo needs at least one person.")
    clear_inbox(inbox)
    truth.mkdir(parents=True, exist_ok=True)
    inbox.mkdir(parents=True, exist_ok=True)
    truth_file = truth / TRUTH_FILE
    # Beside the inbox, so that a file appears there whole or not at all.
    with tempfile.TemporaryDirectory(dir=inbox.parent, prefix=".demo-") as folder:
        rows = _write(people, seed, as_of, Path(folder), truth_file, has_behaviour)
        rewrite(Path(folder), adapters)
        deliver(Path(folder), inbox, {"people": people, "seed": seed, "as_of": as_of.isoformat()})
    return DemoReport(rows, inbox, truth_file)


def _write(
    people: int, seed: int, as_of: date, folder: Path, truth_file: Path, has_behaviour: bool
) -> dict[str, int]:
    calendar = Calendar(as_of)
    with (
        truth_file.open("w", encoding="utf-8", newline="") as file,
        open_inbox(folder, Noise()) as inbox,
    ):
        shop = Shop(calendar, Catalogue(seed, calendar.first), inbox, Truth(file))
        campaigns = plan_campaigns(seed, calendar)
        for product in shop.catalogue.products:
            inbox.write("shop_products", product.row())
        for campaign in campaigns:
            inbox.write("msg_campaigns", campaign.row())
        acquaintances: deque[Person] = deque(maxlen=30)
        for person in Population(seed, calendar).people(people):
            friend = acquaintances[0] if acquaintances else person
            rng = random.Random(f"{seed} {person.id}")
            traces = _record_identity(rng, person, friend, shop)
            if has_behaviour:
                _record_behaviour(rng, person, *traces, campaigns, shop)
            acquaintances.append(person)
    return inbox.rows


def _record_identity(
    rng: random.Random, person: Person, friend: Person, shop: Shop
) -> tuple[list[Account], list[Order], list[Subscription]]:
    """Write one person's records: what says who it is."""
    accounts = record_accounts(rng, person, shop)
    orders = make_orders(rng, person, accounts, shop, friend)
    for order in orders:
        record_order(rng, order, shop)
    record_contacts(rng, person, accounts, orders, shop)
    record_membership(rng, person, accounts, orders, shop)
    return accounts, orders, record_subscriptions(rng, person, accounts, shop)


def _record_behaviour(
    rng: random.Random,
    person: Person,
    accounts: list[Account],
    orders: list[Order],
    subscriptions: list[Subscription],
    campaigns: list[Campaign],
    shop: Shop,
) -> None:
    """Write what the person read, answered and looked at."""
    record_visits(rng, person, accounts, orders, shop)
    for subscription in subscriptions:
        record_consents(rng, subscription, shop)
        record_mailings(rng, subscription, orders, campaigns, shop)
