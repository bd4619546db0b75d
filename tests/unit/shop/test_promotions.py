"""Codes that are not accepted, and prices that dropped after the purchase."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shop.model.money import Money
from shop.model.promotion_refusals import PriceDropTooLate, PriceNotDropped
from shop.model.records import Promotion
from shop.services.changes.prices import AdjustPrice
from shop.services.promotions import Promotions

ME = "talk-1"


def furnish(stage: Any) -> Promotions:
    now = stage.tools.clock.now()

    def add(work: Any) -> None:
        begun, ends = now - timedelta(days=1), now + timedelta(days=10)
        codes = [
            Promotion("SPRING10", "10% off", percent=10, minimum_minor=5000, starts_at=begun, ends_at=ends),
            Promotion("OLD10", "10% off", percent=10, starts_at=now - timedelta(days=9), ends_at=begun),
            Promotion("SOON10", "10% off", percent=10, starts_at=ends),
            Promotion("GOLD25", "25% off", percent=25, tiers=["gold"], starts_at=begun, ends_at=ends),
            Promotion("HELLO10", "10% off", percent=10, new_customers_only=True, starts_at=begun, ends_at=ends),
            Promotion("ONCE5", "5 off", amount_minor=500, once_per_customer=True, starts_at=begun, ends_at=ends),
            Promotion("SECRET50", "half price", percent=50, listed=False, starts_at=begun, ends_at=ends),
        ]
        for code in codes:
            work.promotions.add(code)
        work.orders.of_customer("c1", "W1").promotion_code = "ONCE5"

    stage.edit(add)
    return Promotions(stage.tools)


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("spring10", "fine"), ("NOPE", "unknown"), ("OLD10", "ended"), ("SOON10", "not_yet"), ("GOLD25", "tier"),
        ("HELLO10", "new_only"), ("ONCE5", "used"),
    ],
)  # fmt: skip
def test_a_known_customer_hears_exactly_why_a_code_is_not_accepted(stage: Any, code: str, verdict: str) -> None:
    assert furnish(stage).explain(ME, code).verdict == verdict


def test_a_stranger_hears_nothing_personal(stage: Any) -> None:
    assert furnish(stage).explain("somebody-else", "ONCE5").verdict == "fine"


def test_only_listed_promotions_that_run_now_are_shown(stage: Any) -> None:
    codes = [promotion.code for promotion in furnish(stage).running()]
    assert codes == ["GOLD25", "HELLO10", "ONCE5", "SPRING10"]


def cheaper(stage: Any, minor: int = 3000) -> None:
    def lower(work: Any) -> None:
        work.products.variant("v1").price = Money(minor, "USD")
        work.orders.of_customer("c1", "W1").placed_at = stage.tools.clock.now() - timedelta(days=5)

    stage.edit(lower)


def test_the_difference_goes_back_and_is_given_only_once(stage: Any) -> None:
    cheaper(stage)
    stage.do(AdjustPrice("W1", ["W1-1"]))
    assert stage.payments.moved == [("refund", "card1", Money(1000, "USD"))]
    with pytest.raises(PriceNotDropped):
        stage.show(AdjustPrice("W1", ["W1-1"]))


def test_what_costs_the_same_gives_nothing_back(stage: Any) -> None:
    cheaper(stage)
    with pytest.raises(PriceNotDropped):
        stage.show(AdjustPrice("W1", ["W1-2"]))


def test_after_the_window_the_price_stays(stage: Any) -> None:
    cheaper(stage)
    past = stage.tools.clock.now() - timedelta(days=20)
    stage.edit(lambda work: setattr(work.orders.of_customer("c1", "W1"), "placed_at", past))
    with pytest.raises(PriceDropTooLate):
        stage.show(AdjustPrice("W1", ["W1-1"]))
