"""The inbox of the acceptance stories: every record's id says whose story it tells."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

AS_OF = "2026-11-20"
PROXY_OPENS = 7

CONTACTS = """\
contact_id,email,phone,first_name,last_name,external_customer_id,is_test
marie,Marie.Dupont@Gmail.com ,06 12 34 56 78,Marie,Dupont,,
qa,qa@foyer-h.fr,,Quality,Check,qa_account,true
"""

CUSTOMERS = """\
customer_id,email,phone,first_name,last_name,gender,created_at
marie_gmail,marie.dupont@gmail.com,,Marie,Dupont,f,2026-10-01
marie_perso,marie@perso.fr,+33612345678,Marie,Dupont,,2026-10-01
good_customer,good@foyer-h.fr,,Gaston,Lagaffe,m,2026-01-05
last_order_21_aug,a21@foyer-h.fr,,Anne,August,f,2025-01-01
last_order_20_aug,a20@foyer-h.fr,,Alix,Aube,,2025-01-01
last_order_20_jul,j20@foyer-h.fr,,Jules,Juin,m,2025-01-01
last_order_21_may,m21@foyer-h.fr,,Mona,Mai,f,2025-01-01
last_order_20_may,m20@foyer-h.fr,,Max,Mars,m,2025-01-01
five_paid,five@foyer-h.fr,,Five,Paid,,2026-01-01
four_paid_one_cancelled,four@foyer-h.fr,,Four,Paid,,2026-01-01
promo_twice,promo2@foyer-h.fr,,Promo,Twice,,2026-01-01
promo_twice_then_full_price,promo3@foyer-h.fr,,Promo,Thrice,,2026-01-01
cart_left,left@foyer-h.fr,,Cart,Left,,2026-11-01
cart_bought,bought@foyer-h.fr,,Cart,Bought,,2026-11-01
gender_unknown,unknown@foyer-h.fr,,Sacha,Martin,,2026-01-01
qa_account,qa@foyer-h.fr,,Quality,Check,,2026-01-01
black_friday_only,friday@foyer-h.fr,,Black,Friday,,2025-11-27
apple_proxy,apple@foyer-h.fr,,Apple,Proxy,,2025-01-01
"""

# customer, e-mail of a guest, local day, amount, state
ORDERS = [
    ("", "MARIE@perso.fr", "2026-10-01", "50.00", "paid"),
    ("", "MARIE@perso.fr", "2026-10-02", "70.00", "paid"),
    ("", "MARIE@perso.fr", "2026-10-03", "30.00", "paid"),
    ("good_customer", "", "2026-02-01", "900.00", "paid"),
    ("good_customer", "", "2026-06-01", "900.00", "paid"),
    ("good_customer", "", "2026-10-01", "900.00", "paid"),
    ("last_order_21_aug", "", "2026-08-21", "40.00", "paid"),
    ("last_order_20_aug", "", "2026-08-20", "40.00", "paid"),
    ("last_order_20_jul", "", "2026-07-20", "40.00", "paid"),
    ("last_order_21_may", "", "2026-05-21", "40.00", "paid"),
    ("last_order_20_may", "", "2026-05-20", "40.00", "paid"),
    *(("five_paid", "", f"2026-{month:02}-15", "20.00", "paid") for month in range(6, 11)),
    *(("four_paid_one_cancelled", "", f"2026-{m:02}-15", "20.00", "paid") for m in range(6, 10)),
    ("four_paid_one_cancelled", "", "2026-10-15", "20.00", "cancelled"),
    ("promo_twice", "", "2026-09-01", "30.00", "promo"),
    ("promo_twice", "", "2026-10-01", "30.00", "promo"),
    ("promo_twice_then_full_price", "", "2026-09-01", "30.00", "promo"),
    ("promo_twice_then_full_price", "", "2026-10-01", "30.00", "promo"),
    ("promo_twice_then_full_price", "", "2026-11-19", "30.00", "paid"),
    ("cart_bought", "", "2026-11-20", "180.00", "paid"),
    ("gender_unknown", "", "2026-10-10", "60.00", "paid"),
    ("qa_account", "", "2026-10-10", "9999.00", "paid"),
    ("black_friday_only", "", "2025-11-28", "60.00", "paid"),
    ("apple_proxy", "", "2025-07-10", "60.00", "paid"),
]

CARTS = """\
cart_id,customer_id,created_at,updated_at,total_amount,currency
left,cart_left,2026-11-19T10:00:00Z,2026-11-19T10:00:00Z,180.00,EUR
bought,cart_bought,2026-11-19T10:00:00Z,2026-11-19T10:00:00Z,180.00,EUR
good,good_customer,2026-11-19T10:00:00Z,2026-11-19T10:00:00Z,180.00,EUR
"""

CONSENTS = """\
consent_event_id,channel,address,purpose,state,occurred_at
jan,email,good@foyer-h.fr,marketing,granted,2026-01-10T09:00:00Z
nov,email,good@foyer-h.fr,marketing,withdrawn,2026-11-16T09:00:00Z
ads,email,good@foyer-h.fr,ads,granted,2026-01-10T09:00:00Z
"""

SUBSCRIBERS = """\
subscriber_id,channel,address,status,created_at
apple,email,apple@foyer-h.fr,subscribed,2025-01-01
"""

CAMPAIGNS = "campaign_id,kind,channel,sent_at\nletter,campaign,email,2026-06-01\n"

PRODUCTS = "product_id,variant_id,title,category_path,price\nvase,1,Vase,Maison,20.00\n"

WEB_EVENTS = """\
event_id,event_name,occurred_at,anonymous_id,user_id,page_type
visit,page_view,2026-10-01T09:00:00Z,visitor,five_paid,home
"""


def write_inbox(inbox: Path) -> None:
    """Write every story's records as the files of four sources."""
    texts = {
        "crm/crm_contacts.csv": CONTACTS,
        "crm/loyalty_members.csv": "member_id,programme,customer_id\ncard,main,five_paid\n",
        "shop/shop_customers.csv": CUSTOMERS,
        "shop/shop_carts.csv": CARTS,
        "shop/shop_products.csv": PRODUCTS,
        "email/msg_subscribers.csv": SUBSCRIBERS,
        "email/msg_consents.csv": CONSENTS,
        "email/msg_campaigns.csv": CAMPAIGNS,
        "web/web_events.csv": WEB_EVENTS,
    }
    for name, text in texts.items():
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text(text)
    orders = [(f"o{number}", *order) for number, order in enumerate(ORDERS)]
    _write(inbox / "shop/shop_orders.csv", (_order(*order) for order in orders))
    _write(inbox / "shop/shop_order_lines.csv", (_line(order[0], order[4]) for order in orders))
    promos = [order[0] for order in orders if order[5] == "promo"]
    _write(inbox / "shop/shop_order_discounts.csv", map(_coupon, promos))
    _write(inbox / "email/msg_events.csv", _letters())


def _order(order_id: str, customer: str, email: str, day: str, amount: str, state: str) -> Any:
    return {
        "order_id": order_id,
        "customer_id": customer,
        "email": email,
        "ordered_at": f"{day}T12:00:00Z",
        "cancelled_at": f"{day}T13:00:00Z" if state == "cancelled" else "",
        "financial_status": "voided" if state == "cancelled" else "paid",
        "currency": "EUR",
        "total_amount": amount,
    }


def _line(order_id: str, amount: str) -> dict[str, str]:
    line = {"order_line_id": order_id, "order_id": order_id, "line_type": "product"}
    return {**line, "product_id": "vase", "quantity": "1", "line_amount": amount}


def _coupon(order_id: str) -> dict[str, str]:
    coupon = {"order_discount_id": order_id, "order_id": order_id, "code": "SALE"}
    return {**coupon, "kind": "promo", "amount": "5.00"}


def _letters() -> Iterable[dict[str, Any]]:
    """Twelve fortnightly e-mails to apple_proxy; the newest ones are opened by the proxy."""
    for number in range(12):
        letter = {
            "channel": "email",
            "subscriber_id": "apple",
            "campaign_id": "letter",
            "message_id": f"m{number}",
            "occurred_at": f"{date(2026, 6, 5) + timedelta(weeks=2 * number)}T08:00:00Z",
        }
        yield {**letter, "message_event_id": f"d{number}", "event_type": "delivered"}
        if number >= 12 - PROXY_OPENS:
            machine = {"event_type": "opened", "is_machine": "true"}
            yield {**letter, "message_event_id": f"o{number}", **machine}


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    records = list(rows)
    names = sorted({name: None for record in records for name in record})
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(records)
