"""An inbox in which every record's id says what is wrong with it, and sixty orders without fault.

Deliveries are hours apart; cells are given by name, what is not said is empty.
"""

import csv
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

AS_OF = "2026-11-20"
NIGHT = "2026-11-20T03:00:00"
MORNING, EVENING = "2026-11-20T13:00:00", "2026-11-20T19:00:00"
NAMES = "Anne Bruno Chloe David Elsa Farid Gilles Helene Igor Jeanne Karim Lucie".split()  # noqa: SIM905

Row = Mapping[str, str]


def order(order_id: str, **cells: str) -> Row:
    """A paid order of 10 euros of nobody known."""
    usual = {"ordered_at": "2026-11-02 12:00:00", "currency": "EUR", "total_amount": "10.00"}
    return {"order_id": order_id, **usual, "financial_status": "paid", **cells}


def line(order_line_id: str, order_id: str, **cells: str) -> Row:
    """One vase."""
    usual = {"order_line_id": order_line_id, "order_id": order_id, "line_type": "product"}
    return {**usual, "product_id": "vase", "quantity": "1", "line_amount": "10.00", **cells}


def refund(refund_line_id: str, order_id: str, **cells: str) -> Row:
    """A refund of 4 euros."""
    usual = {"refund_line_id": refund_line_id, "refund_id": refund_line_id, "order_id": order_id}
    return {**usual, "kind": "refund", "refunded_at": "2026-11-05", "amount": "4.00", **cells}


def event(event_id: str, **cells: str) -> Row:
    """A page seen."""
    usual = {"event_name": "page_view", "occurred_at": "2026-11-10T09:00:00Z", "page_type": "home"}
    return {"event_id": event_id, **usual, **cells}


def consent(consent_event_id: str, address: str, state: str, day: str) -> Row:
    """A word about e-mail marketing."""
    usual = {"channel": "email", "purpose": "marketing", "occurred_at": f"{day}T09:00:00Z"}
    return {"consent_event_id": consent_event_id, "address": address, "state": state, **usual}


def subscriber(subscriber_id: str, address: str, **cells: str) -> Row:
    """An address on a list."""
    usual = {"channel": "email", "status": "subscribed", "created_at": "2026-01-01"}
    return {"subscriber_id": subscriber_id, "address": address, **usual, **cells}


CUSTOMERS = [
    {"customer_id": "buyer", "email": "buyer@foyer-h.fr", "last_name": "Buyer"},
    {"customer_id": "deleted_at_source", "email": "gone@foyer-h.fr", "is_deleted": "1"},
    *(
        {"customer_id": f"same_address_{name}", "email": "shop@tablette-h.fr", "last_name": name}
        for name in NAMES
    ),
    *(
        {"customer_id": f"same_device_{name}", "email": f"{name}@foyer-h.fr", "last_name": name}
        for name in NAMES[:3]
    ),
    {"customer_id": "name_twin_1", "first_name": "Jean", "last_name": "Dupont", "email": "t1@a.fr"},
    {"customer_id": "name_twin_2", "first_name": "Jean", "last_name": "Dupont", "email": "t2@b.fr"},
    {"customer_id": "contradicted", "email": "contradicted@foyer-h.fr", "last_name": "Contra"},
    {
        "customer_id": "two_in_one_cell",
        "email": "one@foyer-h.fr; two@foyer-h.fr",
        "last_name": "Un",
    },
    {"customer_id": "first_of_the_two", "email": "one@foyer-h.fr", "last_name": "Un"},
    {"customer_id": "no_address_1", "email": "no@email.com", "last_name": "Leroy"},
    {"customer_id": "no_address_2", "email": "no@email.com", "last_name": "Leroy"},
    {"customer_id": "no_phone_1", "phone": "0000000000", "last_name": "Petit"},
    {"customer_id": "no_phone_2", "phone": "+33600000000", "last_name": "Petit"},
    {"customer_id": "no_phone_3", "phone": "0600000000", "last_name": "Petit"},
    {
        "customer_id": "composed",
        "email": "zo\u00e9@foyer-h.fr",
        "last_name": "\U0001f600 Le\u0301a",
    },
    {"customer_id": "decomposed", "email": "zoe\u0301@foyer-h.fr", "last_name": "L\u00e9a"},
    {"customer_id": "on_two_lists", "email": "lists@foyer-h.fr", "last_name": "Lists"},
]

VANISHED = {"customer_id": "vanished", "email": "vanished@foyer-h.fr"}

ORDERS = {
    MORNING: [
        *(order(f"clean_{number}", customer_id="buyer") for number in range(60)),
        order("replayed"),
        order("two_versions", total_amount="10.00", source_updated_at="2026-11-02 13:00:00"),
        order("two_truths", total_amount="10.00"),
        order("two_truths", total_amount="99.00"),
        order("customer_unknown", customer_id="nobody_told", email="ghost@foyer-h.fr"),
        order("negative", total_amount="-10.00"),
        order("over_refunded"),
        order("without_rate", currency="USD"),
        order("with_rate", currency="USD", fx_rate="0.9"),
        order("two_currencies", currency=""),
        order("a_test", is_test="true"),
        order("zero_guest_1", customer_id="0", email="zero1@foyer-h.fr"),
        order("zero_guest_2", customer_id="0", email="zero2@foyer-h.fr"),
    ],
    EVENING: [
        order("replayed"),
        order("two_versions", total_amount="20.00", source_updated_at="2026-11-02 14:00:00"),
        order("parent_late", ordered_at="2026-10-20 12:00:00"),
    ],
}

LINES = {
    MORNING: [
        *(line(f"line_{number}", f"clean_{number}") for number in range(60)),
        line("orphan", "order_nobody_delivers"),
        line("early_child", "parent_late"),
        line("given_away", "replayed", line_amount="0.00"),
        line("carriage", "replayed", line_type="shipping", line_amount="5.00"),
        line("sold_below_zero", "replayed", unit_price="-1.00"),
    ]
}

REFUNDS = {
    MORNING: [
        refund("more_than_its_order", "over_refunded", amount="25.00"),
        refund("of_no_order", "order_nobody_delivers"),
    ]
}

WEB_EVENTS = {
    MORNING: [
        event("a_bot", user_id="buyer", session_id="robot", anonymous_id="robot", is_bot="true"),
        event("a_person", user_id="buyer", session_id="human", anonymous_id="human"),
        *(
            event(f"login_{name}", user_id=f"same_device_{name}", anonymous_id="one_device",
                  session_id=f"session_{name}")
            for name in NAMES[:3]
        ),
        event("thank_you", event_name="purchase", user_id="buyer", order_id="clean_0", value="10",
              session_id="human", anonymous_id="human"),
        event("reloaded", event_name="purchase", user_id="buyer", order_id="clean_0", value="10",
              session_id="human", anonymous_id="human"),
    ]
}  # fmt: skip

CONSENTS = {
    MORNING: [
        consent("one_tool_says_yes", "contradicted@foyer-h.fr", "granted", "2026-11-01"),
        consent("lists_agree", "lists@foyer-h.fr", "granted", "2026-11-01"),
    ]
}

SUBSCRIBERS = {
    MORNING: [
        subscriber(
            "another_says_no",
            "contradicted@foyer-h.fr",
            status="unsubscribed",
            status_at="2026-11-09",
        ),
        subscriber("list_1:lists", "lists@foyer-h.fr"),
        subscriber("list_2:lists", "lists@foyer-h.fr"),
    ]
}


def write_inbox(inbox: Path) -> None:
    """Write the files of the four sources, each as old as its delivery."""
    deliveries: dict[str, Mapping[str, Iterable[Row]]] = {
        "shop/shop_customers": {
            NIGHT: [*CUSTOMERS, VANISHED],
            MORNING: CUSTOMERS,
            EVENING: [*CUSTOMERS, {"customer_id": "new_in_the_evening"}],
        },
        "shop/shop_orders": ORDERS,
        "shop/shop_order_lines": LINES,
        "shop/shop_refunds": REFUNDS,
        "web/web_events": WEB_EVENTS,
        "email/msg_consents": CONSENTS,
        "email/msg_subscribers": SUBSCRIBERS,
    }
    (inbox / "crm").mkdir(parents=True)
    for table, files in deliveries.items():
        for delivered_at, rows in files.items():
            _write(inbox / f"{table}_{delivered_at[11:13]}h.csv", rows, delivered_at)


def _write(path: Path, rows: Iterable[Row], delivered_at: str) -> None:
    records = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, sorted({name for record in records for name in record}))
        writer.writeheader()
        writer.writerows(records)
    moment = datetime.fromisoformat(delivered_at).replace(tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
