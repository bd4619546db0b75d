"""Memberships: what is due when, and what may be changed about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shop.model.membership import next_year
from shop.model.membership_refusals import ExtendedAlready, MembershipCancelled, NoMembership, NothingDue
from shop.model.money import Money
from shop.services.changes.membership import CancelMembership, ExtendMembership, PayMembership
from shop.services.membership import Membership


def test_paying_charges_the_fee_and_moves_the_due_day_by_a_year(stage: Any) -> None:
    stage.do(PayMembership("card1"))
    assert stage.payments.moved == [("charge", "card1", Money(2900, "USD"))]
    assert stage.customer().member_due_on == date(2027, 6, 1)


def test_a_gift_card_pays_from_its_balance(stage: Any) -> None:
    stage.do(PayMembership("gift1"))
    assert stage.customer().method("gift1").balance == Money(2100, "USD")


def test_nothing_is_paid_long_before_it_is_due(stage: Any) -> None:
    stage.edit(lambda work: setattr(work.customers.get("c1"), "member_due_on", date(2026, 9, 1)))
    with pytest.raises(NothingDue) as raised:
        stage.show(PayMembership("card1"))
    assert raised.value.facts["opens_on"] == date(2026, 8, 4)


def test_the_fee_is_put_off_once_until_it_is_paid(stage: Any) -> None:
    stage.do(ExtendMembership())
    assert stage.customer().member_due_on == date(2026, 6, 15)
    with pytest.raises(ExtendedAlready):
        stage.show(ExtendMembership())


def test_after_paying_the_fee_can_be_put_off_again(stage: Any) -> None:
    stage.do(ExtendMembership())
    stage.edit(lambda work: setattr(work.customers.get("c1"), "member_due_on", date(2026, 5, 25)))
    stage.do(PayMembership("card1"))
    assert stage.show(ExtendMembership()).facts["due_on"] == date(2027, 6, 8)


def test_leaving_keeps_the_benefits_until_the_due_day(stage: Any) -> None:
    done = stage.do(CancelMembership())
    assert (done["until"], stage.customer().member_status) == (date(2026, 6, 1), "cancelled")
    with pytest.raises(MembershipCancelled):
        stage.show(PayMembership("card1"))


def test_a_tier_that_costs_nothing_has_nothing_to_pay_or_leave(stage: Any) -> None:
    def standard(work: Any) -> None:
        customer = work.customers.get("c1")
        customer.tier, customer.member_fee, customer.member_due_on = "standard", None, None

    stage.edit(standard)
    for change in (PayMembership("card1"), ExtendMembership(), CancelMembership()):
        with pytest.raises(NoMembership):
            stage.show(change)


def test_the_29th_of_february_becomes_the_28th() -> None:
    assert next_year(date(2028, 2, 29)) == date(2029, 2, 28)


def test_anybody_may_see_the_tiers(stage: Any) -> None:
    assert [view.tier for view in Membership(stage.tools).tiers()] == ["standard", "silver", "gold"]
