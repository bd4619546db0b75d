"""Forms that send back or exchange what was delivered."""

from __future__ import annotations

from typing import Sequence

from actions.forming import RequestForm
from actions.listening import Outcome
from actions.orders import all_methods, exchangeable, instead, items_changeable, original_if_even
from actions.step import Step
from actions.steps.codes import Code
from actions.steps.lines import Lines
from actions.steps.order import OrderNumber
from actions.steps.payment import Method
from actions.steps.variants import Variants
from actions.talk import Talk
from shop.model import returning
from shop.model.customer import PaymentMethod
from shop.model.order import Order, OrderLine
from shop.model.refusals import NotReturnable
from shop.services.changes.base import Change
from shop.services.changes.returns import ExchangeLines, ReturnLines


def returnable(talk: Talk, order: Order) -> None:
    _in_category(talk, order)


def lines_to_return(talk: Talk) -> Sequence[OrderLine]:
    """Raises why, where not one line can go back."""
    return _in_category(talk, talk.order) if talk.order is not None else []


def _in_category(talk: Talk, order: Order) -> Sequence[OrderLine]:
    allowed, refusal = [], None
    for line in returning.returnable_lines(order, talk.desk.customer, talk.desk.policy, talk.desk.today):
        product = talk.desk.products.get(line.product_id)
        try:
            returning.check_category(line, product.category if product is not None else "", talk.desk.policy)
            allowed.append(line)
        except NotReturnable as refused:
            refusal = refused
    if not allowed and refusal is not None:
        raise refusal
    return allowed


def lines_to_exchange(talk: Talk) -> Sequence[OrderLine]:
    if talk.order is None:
        return []
    return returning.exchangeable_lines(talk.order, talk.desk.customer, talk.desk.policy, talk.desk.today)


def refund_targets(talk: Talk) -> Sequence[PaymentMethod]:
    if talk.order is None:
        return []
    return returning.refund_targets(talk.order, talk.desk.customer, talk.desk.policy)


class ValidateReturn(RequestForm):
    form = "return_form"

    def steps(self) -> Sequence[Step]:
        return [
            OrderNumber(returnable, "utter_ask_which_order_to_return", ("lines", "payment_method")),
            Lines(lines_to_return, "utter_ask_which_lines_to_return"),
            Method(refund_targets, "utter_ask_refund_to"),
            Code("return_way", "way", lambda talk: talk.desk.policy.returns.ways, "utter_which_return_way"),
        ]

    def change(self, talk: Talk) -> Change:
        known = talk.filled
        return ReturnLines(known["order_number"], known["lines"], known["payment_method"], known["return_way"])


class ValidateExchange(RequestForm):
    form = "exchange_form"

    def steps(self) -> Sequence[Step]:
        return [
            OrderNumber(
                exchangeable, "utter_ask_which_order_to_exchange", ("lines", "swaps", "wishes", "offered", "wish_words")
            ),
            Lines(lines_to_exchange, "utter_ask_which_lines_to_exchange", ("swaps",)),
            Variants("utter_ask_variant"),
            Method(all_methods, "utter_ask_settle_with", original_if_even),
            Code("return_way", "way", lambda talk: talk.desk.policy.returns.ways, "utter_which_return_way"),
        ]

    def _refused(self, talk: Talk, error: Exception) -> Outcome:
        return instead(talk, error, items_changeable, "change_items_form") or super()._refused(talk, error)

    def change(self, talk: Talk) -> Change:
        known = talk.filled
        return ExchangeLines(known["order_number"], known["swaps"], known["payment_method"], known["return_way"])
