"""Charges that a customer does not understand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shop.model.money import Money
from shop.services.billing import Billing

ME = "talk-1"


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def pay_again(stage: Any, status: str = "settled") -> None:
    def again(work: Any) -> None:
        order = work.orders.of_customer("c1", "W1")
        order.payments.append(replace(order.payments[0], id="W1-p2", status=status))

    stage.edit(again)


def test_an_order_that_was_paid_twice_is_found_with_what_is_too_much(stage: Any) -> None:
    pay_again(stage)
    found = Billing(stage.tools).look_into(ME, "charged_twice", "W1", None)
    assert (found.finding, found.over) == ("overpaid", usd(6495))


def test_one_payment_is_not_two(stage: Any) -> None:
    found = Billing(stage.tools).look_into(ME, "charged_twice", "W1", None)
    assert (found.finding, len(found.charges)) == ("charged_once", 1)


def test_a_failed_payment_does_not_count_and_is_found_as_failed(stage: Any) -> None:
    pay_again(stage, "failed")
    billing = Billing(stage.tools)
    assert billing.look_into(ME, "charged_twice", "W1", None).finding == "charged_once"
    assert [charge.payment.id for charge in billing.failed(ME)] == ["W1-p2"]


def test_an_amount_is_recognised_as_an_order_shipping_or_the_membership(stage: Any) -> None:
    billing = Billing(stage.tools)
    found = [billing.look_into(ME, "unknown_fee", "", usd(minor)).finding for minor in (6495, 495, 2900)]
    assert found == ["is_order", "is_shipping", "is_membership"]


def test_an_amount_that_nothing_explains_is_not_ours(stage: Any) -> None:
    assert Billing(stage.tools).look_into(ME, "never_bought", "", usd(7777)).finding == "not_ours"


def test_an_order_is_added_up_where_the_amount_seems_wrong(stage: Any) -> None:
    found = Billing(stage.tools).look_into(ME, "wrong_amount", "W1", None)
    assert found.finding == "right_amount"


def test_what_a_return_will_give_back_is_no_overpayment(stage: Any) -> None:
    stage.edit(lambda work: setattr(work.orders.of_customer("c1", "W1").lines[0], "state", "returned"))
    assert Billing(stage.tools).look_into(ME, "charged_twice", "W1", None).finding == "charged_once"
