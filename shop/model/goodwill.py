"""The rules for money that people give back because they think it right."""

from __future__ import annotations

from typing import Sequence

from shop.model.customer import Customer, PaymentMethod
from shop.model.desk_refusals import GoodwillTooHigh, NothingToGiveBack
from shop.model.money import Money
from shop.model.order import Order
from shop.model.ordering import Movement, back_to
from shop.model.policy import Policy
from shop.model.returns import Return

_PROMISED = ("requested", "in_transit", "received")


def _sources(order: Order, customer: Customer) -> list[tuple[PaymentMethod, Money]]:
    """What stands on each method that the customer still has, the original one first."""
    original = order.original_method_id
    paid = sorted(order.paid, key=lambda each: each[0] != original)
    return [(method, amount) for method_id, amount in paid if (method := customer.method(method_id)) is not None]


def most(order: Order, customer: Customer, returns: Sequence[Return]) -> Money:
    """What was paid and has not gone back, less what open returns of the order will give back."""
    paid = Money.total((amount for _, amount in _sources(order, customer)), order.currency)
    promised = Money.total((r.amount for r in returns if r.state in _PROMISED), order.currency)
    return paid - promised if paid > promised else Money.zero(order.currency)


def refund(
    order: Order, customer: Customer, returns: Sequence[Return], amount: Money, policy: Policy
) -> list[Movement]:
    """To the original method; what is more than it paid goes to the others that paid. Raises GoodwillTooHigh."""
    limit = most(order, customer, returns)
    if not limit:
        raise NothingToGiveBack(number=order.number)
    if amount.minor <= 0 or amount > limit:
        raise GoodwillTooHigh(number=order.number, amount=amount, most=limit)
    moves, left = [], amount
    for method, paid in _sources(order, customer):
        part = paid if left > paid else left
        if part:
            moves.append(back_to(method, part, policy))
        left = left - part
    return moves
