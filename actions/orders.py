"""Forms that change an order which has not left yet."""

from __future__ import annotations

from typing import Sequence

from actions import agenda
from actions.forming import RequestForm
from actions.listening import Outcome
from actions.step import Step
from actions.steps.codes import CancelReason
from actions.steps.lines import Lines
from actions.steps.order import Check, OrderNumber
from actions.steps.payment import Method
from actions.steps.variants import Variants
from actions.talk import Talk
from shop.model import ordering, returning
from shop.model.customer import PaymentMethod
from shop.model.order import Order
from shop.model.refusals import OrderNotChangeable, OrderNotDelivered, Refusal
from shop.services.changes.base import Change
from shop.services.changes.orders import CancelOrder, ChangeItems, ChangeOrderPayment


def changeable(talk: Talk, order: Order) -> None:
    ordering.check_changeable(order, talk.desk.policy)


def items_changeable(talk: Talk, order: Order) -> None:
    ordering.check_items_changeable(order, talk.desk.policy)


def original_if_even(talk: Talk) -> str | None:
    """Where both cost the same no money moves, and nobody needs to be asked how to pay."""
    if talk.order is None:
        return None
    prices = {v.id: v.price for product in talk.desk.products.values() for v in product.variants}
    old = sum(line.price.minor for line in talk.order.lines if line.id in [s[0] for s in talk.filled["swaps"]])
    new = sum(prices[variant].minor for _, variant in talk.filled["swaps"])
    return talk.order.original_method_id if old == new else None


def all_methods(talk: Talk) -> Sequence[PaymentMethod]:
    return talk.desk.customer.payment_methods


def other_methods(talk: Talk) -> Sequence[PaymentMethod]:
    """The methods that could pay the whole order instead."""
    paid = [method for method, _ in talk.order.paid] if talk.order else []
    total = talk.order.total if talk.order else None
    return [m for m in talk.desk.customer.payment_methods if m.id not in paid and (total is None or m.covers(total))]


def exchangeable(talk: Talk, order: Order) -> None:
    returning.exchangeable_lines(order, talk.desk.customer, talk.desk.policy, talk.desk.today)


def instead(talk: Talk, error: Exception, check: Check, form: str) -> Outcome | None:
    """ "Swap" and "change" are one wish: how it is done depends on whether the order has arrived."""
    if talk.message is None or not isinstance(error, (OrderNotChangeable, OrderNotDelivered)):
        return None
    order = talk.desk.order(str(error.facts["number"]))
    if order is None:
        return None
    try:
        check(talk, order)
    except Refusal:
        return None
    request = {**agenda.request(form, order_number=order.number), "message": agenda.stored(talk.message)}
    return Outcome("over", further=[request])


class ValidateCancelOrder(RequestForm):
    form = "cancel_order_form"

    def steps(self) -> Sequence[Step]:
        return [OrderNumber(changeable, "utter_ask_which_order_to_cancel"), CancelReason()]

    def change(self, talk: Talk) -> Change:
        return CancelOrder(talk.filled["order_number"], talk.filled["cancel_reason"])


class ValidateChangePayment(RequestForm):
    form = "change_payment_form"

    def steps(self) -> Sequence[Step]:
        order = OrderNumber(changeable, "utter_ask_which_order_to_change", ("payment_method",))
        return [order, Method(other_methods, "utter_ask_pay_with")]

    def change(self, talk: Talk) -> Change:
        return ChangeOrderPayment(talk.filled["order_number"], talk.filled["payment_method"])


class ValidateChangeItems(RequestForm):
    form = "change_items_form"

    def steps(self) -> Sequence[Step]:
        return [
            OrderNumber(
                items_changeable,
                "utter_ask_which_order_to_change",
                ("lines", "swaps", "wishes", "offered", "wish_words"),
            ),
            Lines(
                lambda talk: talk.order.lines if talk.order else [],
                "utter_ask_which_lines_to_change",
                ("swaps",),
            ),
            Variants("utter_ask_variant"),
            Method(all_methods, "utter_ask_settle_with", original_if_even),
        ]

    def _refused(self, talk: Talk, error: Exception) -> Outcome:
        return instead(talk, error, exchangeable, "exchange_form") or super()._refused(talk, error)

    def change(self, talk: Talk) -> Change:
        return ChangeItems(talk.filled["order_number"], talk.filled["swaps"], talk.filled["payment_method"])
