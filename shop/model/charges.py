"""What the shop's own books say about a charge that a customer does not understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Sequence

from shop.model.customer import Customer
from shop.model.money import Money
from shop.model.order import Order, Payment

Finding = Literal[
    "overpaid", "charged_once", "right_amount", "is_order", "is_shipping", "is_membership", "is_card_test", "not_ours"
]


@dataclass(frozen=True)
class Charge:
    order: Order
    payment: Payment


@dataclass(frozen=True)
class Verdict:
    """`over`: paid beyond what the order costs; `charges`: what was looked at."""

    finding: Finding
    charges: list[Charge]
    order: Order | None = None
    over: Money | None = None


def settled(order: Order) -> list[Payment]:
    return [p for p in order.payments if p.kind == "payment" and p.status != "failed"]


def overpaid(order: Order) -> Money:
    """What was paid and not given back, less what the order costs; nothing for a cancelled order's refund to come."""
    zero = Money.zero(order.currency)
    net = Money.total((amount for _, amount in order.paid), order.currency)
    owed = zero if order.status == "cancelled" else order.total
    returned = Money.total((line.price for line in order.lines if line.state == "returned"), order.currency)
    over = net - owed if net > owed else zero
    return over if over > returned else zero


def look_into(
    kind: str, order: Order | None, amount: Money | None, customer: Customer, orders: Sequence[Order]
) -> Verdict:
    """`order` where the customer named one, or the only one that fits."""
    if order is not None and overpaid(order):
        return Verdict("overpaid", _charges([order]), order, overpaid(order))
    if kind == "charged_twice":
        return Verdict("charged_once", _charges([order] if order else orders), order)
    if amount is not None:
        named = _by_amount(amount, customer, orders)
        if named is not None:
            return named
    if order is not None and kind != "never_bought":
        return Verdict("right_amount", _charges([order]), order)
    return Verdict("not_ours", _charges(orders), order)


def _by_amount(amount: Money, customer: Customer, orders: Sequence[Order]) -> Verdict | None:
    for order in orders:
        hits = [p for p in settled(order) if p.amount.minor == amount.minor]
        if hits:
            return Verdict("is_order", [Charge(order, hits[0])], order)
    if customer.member_fee is not None and customer.member_fee.minor == amount.minor and amount:
        return Verdict("is_membership", [])
    shipped = [o for o in orders if o.shipping is not None and o.shipping.minor == amount.minor and amount]
    if shipped:
        return Verdict("is_shipping", _charges(shipped[:1]), shipped[0])
    return Verdict("is_card_test", []) if amount.minor in (0, 100) else None


def _charges(orders: Sequence[Order]) -> list[Charge]:
    return [Charge(order, payment) for order in orders for payment in settled(order)]


def twice_charged(orders: Sequence[Order]) -> list[Order]:
    return [order for order in orders if overpaid(order)]


def failed(orders: Sequence[Order]) -> list[Charge]:
    """Payments that did not go through, the newest order first."""
    return [Charge(o, p) for o in orders for p in o.payments if p.kind == "payment" and p.status == "failed"]
