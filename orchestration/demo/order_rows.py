"""The rows that the shop keeps of an order: itself, its lines, its codes and its cart."""

import random
from datetime import timedelta

from orchestration.demo.orders import Order
from orchestration.demo.refunds import record_refund
from orchestration.demo.rows import Row, euros
from orchestration.demo.shop import Shop


def record_order(rng: random.Random, order: Order, shop: Shop) -> None:
    """Write the order and all that hangs on it."""
    _record_lines(order, shop)
    _record_discounts(order, shop)
    refunded = record_refund(rng, order, shop) if order.is_sale else 0
    row = {
        **_head(rng, order),
        **_state(rng, order, refunded, shop),
        **_money(order),
        **_people(order),
    }
    shop.inbox.write("shop_orders", row)
    if order.customer_id is None:
        shop.truth.record("guest_order", "shop", order.id, order.buyer, _traps(order))
    if order.cart_id:
        _record_cart(rng, order, order.cart_id, shop)


def _record_lines(order: Order, shop: Shop) -> None:
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


def _record_discounts(order: Order, shop: Shop) -> None:
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


def _traps(order: Order) -> frozenset[str]:
    return order.payer.traps | {"gift"} if order.is_gift else order.payer.traps


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
        "device_type": device.get(order.channel, order.buyer.life.device.type),
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
    shop.truth.record("cart", "shop", cart_id, order.buyer, order.payer.email_traps)
