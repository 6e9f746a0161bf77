"""The rows that the shop keeps of an order: itself, its lines, codes, cart and refunds."""

import random
from datetime import timedelta

from orchestration.demo.calendar import moment
from orchestration.demo.orders import Order
from orchestration.demo.rows import Row, euros
from orchestration.demo.shop import Shop


def record_order(rng: random.Random, order: Order, shop: Shop) -> None:
    """Write the order and all that hangs on it."""
    for number, line in enumerate(order.basket.lines, start=1):
        shop.inbox.write(
            "shop_order_lines",
            {
                "order_line_id": f"{order.id}-{number}",
                "order_id": order.id,
                "line_type": "product",
                "product_id": line.product.id,
                "sku": line.product.sku,
                "title": line.product.title,
                "quantity": line.quantity,
                "unit_price": euros(line.product.price),
                "discount_amount": euros(line.discount),
                "line_amount": euros(line.amount),
                "unit_cost": euros(line.product.cost),
            },
        )
    for number, discount in enumerate(order.basket.discounts, start=1):
        shop.inbox.write(
            "shop_order_discounts",
            {
                "order_discount_id": f"{order.id}-{discount.code}-{number}",
                "order_id": order.id,
                "code": discount.code,
                "discount_type": discount.type,
                "amount": euros(discount.amount),
                "kind": discount.kind,
            },
        )
    refunded = _record_refund(rng, order, shop) if order.is_sale else 0
    state = _state(rng, order, refunded, shop)
    shop.inbox.write(
        "shop_orders", {**_head(rng, order), **state, **_money(order), **_people(order)}
    )
    if order.customer_id is None:
        shop.truth.record("guest_order", "shop", order.id, order.buyer.id, order.payer.traps)
    if order.cart_id:
        _record_cart(rng, order, order.cart_id, shop)


def _head(rng: random.Random, order: Order) -> Row:
    device = {"mobile_app": "mobile", "phone": None, "marketplace": "other"}
    return {
        "order_id": order.id,
        "order_number": f"#{order.id}",
        "customer_id": order.customer_id,
        "ordered_at": order.ordered_at,
        "is_test": order.is_test,
        "is_valid_sale": order.is_sale,
        "channel": order.channel,
        "cart_id": order.cart_id,
        "payment_method": rng.choices(
            ("card", "paypal", "instalments", "gift_card"), (70, 22, 6, 2)
        )[0],
        "delivery_type": order.basket.delivery,
        "device_type": device.get(order.channel, order.buyer.device[0]),
    }


def _state(rng: random.Random, order: Order, refunded: int, shop: Shop) -> Row:
    paid_at = order.ordered_at + timedelta(seconds=rng.randrange(5, 240))
    cancelled_at = paid_at + timedelta(minutes=rng.randrange(5, 25)) if order.is_cancelled else None
    financial, fulfilment = "paid", "fulfilled"
    if order.is_cancelled:
        financial, fulfilment = "voided", "unfulfilled"
    elif refunded:
        is_full = refunded == order.basket.total
        financial = "refunded" if is_full else "partially_refunded"
        fulfilment = "returned" if is_full else "partial"
    elif order.ordered_at > shop.calendar.end - timedelta(days=2):
        fulfilment = "unfulfilled"
    return {
        "paid_at": None if order.is_cancelled else paid_at,
        "cancelled_at": cancelled_at,
        "financial_status": financial,
        "fulfilment_status": fulfilment,
        "source_updated_at": cancelled_at or paid_at,
    }


def _money(order: Order) -> Row:
    basket = order.basket
    return {
        "currency": "EUR",
        "total_amount": euros(basket.total),
        "lines_amount": euros(basket.lines_amount),
        "discount_amount": euros(basket.discount_amount),
        "shipping_amount": euros(basket.shipping),
        # 20 % VAT is in the price.
        "tax_amount": euros(round(basket.total / 6)),
        "prices_include_tax": True,
        "fx_rate": "1",
    }


def _people(order: Order) -> Row:
    payer, receiver = order.payer, order.receiver
    ship_name = (
        (receiver.first_name, receiver.last_name)
        if order.is_gift
        else (payer.first_name, payer.last_name)
    )
    return {
        "email": payer.email,
        "phone": payer.phone,
        "bill_first_name": payer.first_name,
        "bill_last_name": payer.last_name,
        "ship_first_name": ship_name[0],
        "ship_last_name": ship_name[1],
        "ship_address_line": receiver.home.address_line,
        "ship_city": receiver.home.city,
        "ship_postal_code": receiver.home.postal_code,
        "ship_country_code": "FR",
    }


def _record_cart(rng: random.Random, order: Order, cart_id: str, shop: Shop) -> None:
    shop.inbox.write(
        "shop_carts",
        {
            "cart_id": cart_id,
            "customer_id": order.customer_id,
            "email": order.payer.email,
            "created_at": order.ordered_at - timedelta(minutes=rng.randrange(4, 90)),
            "updated_at": order.ordered_at,
            "converted_order_id": order.id,
            "total_amount": euros(order.basket.total),
            "currency": "EUR",
            "items_count": sum(line.quantity for line in order.basket.lines),
        },
    )
    shop.truth.record("cart", "shop", cart_id, order.buyer.id, order.payer.traps)


def _record_refund(rng: random.Random, order: Order, shop: Shop) -> int:
    """Write what comes back of one order in sixteen; the cents that were given back."""
    if rng.random() >= 0.065:
        return 0
    refunded_at = moment(rng, order.ordered_at.date() + timedelta(days=rng.randint(3, 25)))
    if refunded_at >= shop.calendar.end:
        return 0
    shares = _paid_by_line(order)
    is_full = rng.random() < 0.5
    kept = range(len(shares)) if is_full else [rng.randrange(len(shares))]
    reason = rng.choice(("taille", "ne convient pas", "abîmé", "arrivé trop tard"))
    rows = [(f"{order.id}-{n + 1}", order.basket.lines[n].quantity, shares[n]) for n in kept]
    rows = [row for row in rows if row[2] > 0]
    rest = order.basket.total - sum(shares)
    if is_full and rest > 0:
        rows.append((None, None, rest))
    for number, (line_id, quantity, amount) in enumerate(rows, start=1):
        shop.inbox.write(
            "shop_refunds",
            {
                "refund_line_id": f"R{order.id}-{number}",
                "refund_id": f"R{order.id}",
                "order_id": order.id,
                "order_line_id": line_id,
                "kind": "return" if line_id else "refund",
                "quantity": quantity,
                "amount": euros(amount),
                "reason": reason,
                "refunded_at": refunded_at,
            },
        )
    return sum(amount for *_, amount in rows)


def _paid_by_line(order: Order) -> list[int]:
    """What was paid for each line: the codes' discount is spread over the lines, rounded down."""
    basket = order.basket
    off = basket.discount_amount
    lines = basket.lines_amount
    return [line.amount - -(-off * line.amount // lines) for line in basket.lines]
