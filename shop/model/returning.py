"""The rules for sending back and exchanging what was delivered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Sequence

from shop.model.customer import Customer, PaymentMethod
from shop.model.money import Money
from shop.model.order import Order, OrderLine, OrderStatus, StatusChange
from shop.model.ordering import Replacement, check_covers
from shop.model.policy import Policy
from shop.model.refusals import (
    AlreadyReturned,
    LineNotInOrder,
    NeedsAPerson,
    NotReturnable,
    OrderAlreadyCancelled,
    OrderNotDelivered,
    RefundTargetNotAllowed,
    ReturnAlreadyRequested,
    ReturnWindowClosed,
)

_REQUESTED = ("return_requested", "exchange_requested")


def window_closes(order: Order, line: OrderLine, days: int | None) -> date | None:
    """The last day for this line; None: no window, or the delivery has no date."""
    delivered = order.delivered_at(line.id)
    if days is None or delivered is None:
        return None
    return delivered.date() + timedelta(days=days)


def check_order_delivered(order: Order, several: bool) -> None:
    if order.status == "cancelled":
        raise OrderAlreadyCancelled(number=order.number)
    if order.status in _REQUESTED and not several:
        raise ReturnAlreadyRequested(number=order.number)
    if not any(order.is_delivered(line.id) for line in order.lines):
        raise OrderNotDelivered(number=order.number, status=order.status)


def check_line(order: Order, line: OrderLine | None, days: int | None, today: date) -> OrderLine:
    """`days`: the window of this customer's tier."""
    if line is None:
        raise LineNotInOrder(number=order.number)
    if not order.is_delivered(line.id):
        raise OrderNotDelivered(number=order.number, status=order.status, name=line.name)
    if line.state != "ordered":
        raise AlreadyReturned(number=order.number, name=line.name)
    closes = window_closes(order, line, days)
    if closes is not None and today > closes:
        raise ReturnWindowClosed(number=order.number, name=line.name, days=days, closed_on=closes)
    return line


def returnable_lines(order: Order, customer: Customer, policy: Policy, today: date) -> list[OrderLine]:
    """Raises why, where not one line can go back."""
    check_order_delivered(order, policy.returns.several_per_order)
    days = policy.returns.window_for(customer.tier)
    return _allowed(order, days, today)


def exchangeable_lines(order: Order, customer: Customer, policy: Policy, today: date) -> list[OrderLine]:
    check_order_delivered(order, policy.exchanges.several_per_order)
    days = policy.exchanges.window_for(customer.tier)
    return _allowed(order, days, today)


def _allowed(order: Order, days: int | None, today: date) -> list[OrderLine]:
    allowed, refusal = [], None
    for line in order.lines:
        try:
            allowed.append(check_line(order, line, days, today))
        except (OrderNotDelivered, AlreadyReturned, ReturnWindowClosed) as refused:
            refusal = refusal or refused
    if not allowed and refusal is not None:
        raise refusal
    return allowed


def check_category(line: OrderLine, category: str, policy: Policy) -> None:
    if category and category.lower() in policy.returns.not_returnable_categories:
        raise NotReturnable(name=line.name, category=category)


def refund_targets(order: Order, customer: Customer, policy: Policy) -> list[PaymentMethod]:
    """The original method first, then the gift cards that the customer has."""
    original = customer.method(order.original_method_id or "")
    targets = [original] if original is not None and "original" in policy.returns.refund_to else []
    if "gift_card" in policy.returns.refund_to:
        targets += [m for m in customer.payment_methods if m.is_gift_card and m not in targets]
    return targets


def check_refund_target(order: Order, customer: Customer, method: PaymentMethod, policy: Policy) -> None:
    allowed = refund_targets(order, customer, policy)
    if method.id not in [m.id for m in allowed]:
        raise RefundTargetNotAllowed(number=order.number, allowed=allowed)


def refund_amount(order: Order, lines: Sequence[OrderLine], policy: Policy) -> Money:
    """What was paid for the lines: a discount on the order is shared out by price."""
    amount = Money.total((line.price for line in lines), order.currency)
    if order.discount is not None and order.items_total:
        share = order.discount.minor * amount.minor // order.items_total.minor
        amount = amount - Money(share, order.currency)
    limit = policy.returns.person_above
    if limit is not None and amount > Money.of(limit, order.currency):
        raise NeedsAPerson(reason="return_over_limit", queue="returns", number=order.number, amount=amount)
    return amount


def request_return(order: Order, lines: Sequence[OrderLine], now: datetime) -> None:
    for line in lines:
        line.state = "return_requested"
    _mark(order, "return_requested", now)


def check_exchange_payment(method: PaymentMethod, difference: Money) -> None:
    if difference.minor > 0:
        check_covers(method, difference)


def request_exchange(order: Order, replacements: Sequence[Replacement], now: datetime) -> None:
    for replacement in replacements:
        replacement.line.state = "exchange_requested"
    _mark(order, "exchange_requested", now)


def _mark(order: Order, status: OrderStatus, now: datetime) -> None:
    """An order with a parcel still on its way keeps its status."""
    order.history.append(StatusChange(status, now))
    if order.status != "shipped":
        order.status = status
