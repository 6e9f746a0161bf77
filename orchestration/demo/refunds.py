"""What comes back: whole orders or one line, refunded to the cent."""

import random
from dataclasses import dataclass
from datetime import timedelta

from orchestration.demo.calendar import moment
from orchestration.demo.orders import Order
from orchestration.demo.rows import euros
from orchestration.demo.shop import Shop

REASONS = ("taille", "ne convient pas", "abîmé", "arrivé trop tard")


@dataclass(frozen=True, slots=True)
class Share:
    """What was paid for one line, or for shipping and rounding when it names no line."""

    line_id: str | None
    quantity: int | None
    amount: int


def record_refund(rng: random.Random, order: Order, shop: Shop) -> int:
    """Write what comes back of one order in sixteen; the cents that were given back."""
    if rng.random() >= 0.065:
        return 0
    refunded_at = moment(rng, order.ordered_at.date() + timedelta(days=rng.randint(3, 25)))
    if refunded_at >= shop.calendar.end:
        return 0
    shares = _shares(order)
    if rng.random() < 0.5:
        shares = [rng.choice([share for share in shares if share.line_id])]
    reason = rng.choice(REASONS)
    for number, share in enumerate(shares, start=1):
        shop.inbox.write(
            "shop_refunds",
            {
                "refund_line_id": f"R{order.id}-{number}",
                "refund_id": f"R{order.id}",
                "order_id": order.id,
                "order_line_id": share.line_id,
                "kind": "return" if share.line_id else "refund",
                "quantity": share.quantity,
                "amount": euros(share.amount),
                "reason": reason,
                "refunded_at": refunded_at,
            },
        )
    return sum(share.amount for share in shares)


def _shares(order: Order) -> list[Share]:
    """The total of the order, line by line: discounts are spread over the lines, rounded up."""
    basket = order.basket
    shares = [
        Share(
            f"{order.id}-{number}",
            line.quantity,
            line.amount - -(-basket.discount_amount * line.amount // basket.lines_amount),
        )
        for number, line in enumerate(basket.lines, start=1)
    ]
    rest = basket.total - sum(share.amount for share in shares)
    return [*shares, Share(None, None, rest)] if rest else shares
