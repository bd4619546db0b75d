"""The rules for changing and cancelling orders. Each refuses by raising; what is left is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Sequence

from shop.model.customer import Address, Customer, PaymentMethod
from shop.model.money import Money
from shop.model.order import Order, OrderLine, StatusChange
from shop.model.policy import Policy
from shop.model.product import Product, Variant
from shop.model.refusals import (
    GiftCardTooLow,
    LineNotInOrder,
    NeedsAPerson,
    OrderAlreadyCancelled,
    OrderAlreadyChanged,
    OrderNotChangeable,
    OtherProduct,
    ReasonNotAccepted,
    SameAddress,
    SamePaymentMethod,
    SameVariant,
    VariantNotAvailable,
)

When = Literal["now", "days", "after_receipt"]


@dataclass(frozen=True)
class Movement:
    """`amount` > 0 goes to the customer's method, < 0 is charged to it; `days` from, to, for `when` days."""

    method: PaymentMethod
    amount: Money
    when: When
    days: tuple[int, int] = (0, 0)


def back_to(method: PaymentMethod, amount: Money, policy: Policy) -> Movement:
    """A gift card has its money at once; a card or PayPal account after the bank's days."""
    if method.is_gift_card:
        return Movement(method, amount, "now")
    first, last = policy.orders.card_refund_days
    return Movement(method, amount, "days", (first, last))


def settle(method: PaymentMethod, difference: Money, policy: Policy) -> list[Movement]:
    """A price difference: > 0 the customer pays. Raises GiftCardTooLow."""
    if not difference:
        return []
    if difference.minor < 0:
        return [back_to(method, -difference, policy)]
    check_covers(method, difference)
    return [Movement(method, -difference, "now")]


def check_covers(method: PaymentMethod, amount: Money) -> None:
    if not method.covers(amount):
        raise GiftCardTooLow(method=method, balance=method.balance, amount=amount)


def check_changeable(order: Order, policy: Policy) -> None:
    """Only an order in a changeable status; where the shop says so, none whose items were changed."""
    if order.status == "cancelled":
        raise OrderAlreadyCancelled(number=order.number)
    if order.status not in policy.orders.changeable:
        raise OrderNotChangeable(number=order.number, status=order.status)
    if order.items_changed and policy.orders.changed_order_is_final:
        raise OrderAlreadyChanged(number=order.number)


def cancellation(order: Order, customer: Customer, reason: str | None, policy: Policy) -> list[Movement]:
    """What goes back where. `reason` None: asked before the customer has said why."""
    check_changeable(order, policy)
    if reason is not None and reason not in policy.orders.cancel_reasons:
        raise ReasonNotAccepted(number=order.number, reasons=policy.orders.cancel_reasons)
    limit = policy.orders.refund_limit
    if limit is not None and order.total > Money.of(limit, order.currency):
        raise NeedsAPerson(reason="cancel_over_limit", queue="orders", number=order.number, amount=order.total)
    moves = []
    for method_id, amount in order.paid:
        method = customer.method(method_id)
        if method is not None:
            moves.append(back_to(method, amount, policy))
    return moves


def cancel(order: Order, reason: str, now: datetime) -> None:
    order.status = "cancelled"
    order.cancel_reason = reason
    order.history.append(StatusChange("cancelled", now, reason))


def check_new_address(order: Order, address: Address, policy: Policy) -> None:
    check_changeable(order, policy)
    if order.address == address:
        raise SameAddress(number=order.number, address=address)


def other_payment(order: Order, customer: Customer, method: PaymentMethod, policy: Policy) -> list[Movement]:
    """One single other method takes the whole total; what was paid goes back."""
    check_changeable(order, policy)
    if [paid_by for paid_by, _ in order.paid] == [method.id]:
        raise SamePaymentMethod(number=order.number, method=method)
    check_covers(method, order.total)
    moves = [Movement(method, -order.total, "now")]
    for method_id, amount in order.paid:
        before = customer.method(method_id)
        if before is not None:
            moves.append(back_to(before, amount, policy))
    return moves


@dataclass(frozen=True)
class Replacement:
    """An order's line and the variant wanted in its place."""

    line: OrderLine
    variant: Variant

    @property
    def difference(self) -> Money:
        """> 0: the new one costs more."""
        return self.variant.price - self.line.price


def check_items_changeable(order: Order, policy: Policy) -> None:
    check_changeable(order, policy)
    if order.items_changed and policy.orders.item_changes_per_order == 1:
        raise OrderAlreadyChanged(number=order.number)


def check_replacement(line: OrderLine | None, variant: Variant | None, product: Product | None) -> Replacement:
    """Another available variant of the same product, nothing else."""
    if line is None:
        raise LineNotInOrder()
    if variant is None or variant.product_id != line.product_id:
        raise OtherProduct(name=line.name)
    if variant.id == line.variant_id:
        raise SameVariant(name=line.name, options=variant.options)
    if not variant.available:
        raise VariantNotAvailable(name=line.name, options=variant.options, product=product)
    return Replacement(line, variant)


def total_difference(replacements: Sequence[Replacement], currency: str) -> Money:
    return Money.total((r.difference for r in replacements), currency)


def replace_items(order: Order, replacements: Sequence[Replacement], now: datetime) -> None:
    for replacement in replacements:
        replacement.line.variant_id = replacement.variant.id
        replacement.line.options = dict(replacement.variant.options)
        replacement.line.price = replacement.variant.price
    order.items_changed = True
    order.history.append(StatusChange("items_changed", now))
