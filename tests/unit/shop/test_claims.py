"""Claims: what the facts bear out, and what is done about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shop.model.claims_refusals import AlreadyClaimed, CarrierDoesNotAnswer, ClaimWindowClosed, SoldOutNow
from shop.model.money import Money
from shop.model.refusals import ClaimNotFounded, NeedsAPerson
from shop.services.changes.claims import MakeClaim


def test_a_damaged_item_is_refunded_to_the_method_that_paid(stage: Any) -> None:
    done = stage.do(MakeClaim("W1", "damaged", ["W1-1"], "refund"))
    assert stage.payments.moved == [("refund", "card1", Money(4000, "USD"))]
    assert stage.order("W1").line("W1-1").state == "returned"
    assert done["claim_number"].startswith("C")


def test_a_replacement_takes_one_from_the_shelf_and_moves_no_money(stage: Any) -> None:
    stage.do(MakeClaim("W1", "wrong_item", ["W1-1"], "replacement"))
    with stage.tools.open_work() as work:
        assert work.products.variant("v1").stock == 2
    assert stage.payments.moved == []


def test_what_is_sold_out_cannot_be_sent_again(stage: Any) -> None:
    stage.edit(lambda work: setattr(work.products.variant("v3"), "available", False))
    with pytest.raises(SoldOutNow):
        stage.show(MakeClaim("W1", "missing_item", ["W1-2"], "replacement"))


def test_one_item_is_claimed_only_once(stage: Any) -> None:
    stage.do(MakeClaim("W1", "damaged", ["W1-1"], "replacement"))
    with pytest.raises(AlreadyClaimed):
        stage.show(MakeClaim("W1", "damaged", ["W1-1"], "refund"))


def test_a_claim_long_after_the_delivery_is_refused(stage: Any) -> None:
    def long_ago(work: Any) -> None:
        for event in work.orders.of_customer("c1", "W1").parcels[0].events:
            event.at = event.at - timedelta(days=40)

    stage.edit(long_ago)
    with pytest.raises(ClaimWindowClosed):
        stage.show(MakeClaim("W1", "damaged", ["W1-1"], "refund"))


def test_what_is_still_on_its_way_is_not_missing(stage: Any) -> None:
    with pytest.raises(ClaimNotFounded):
        stage.show(MakeClaim("W6", "missing_item", ["W6-1"], "refund"))


def test_an_order_that_was_not_sent_bears_no_claim(stage: Any) -> None:
    with pytest.raises(ClaimNotFounded):
        stage.show(MakeClaim("W5", "missing_parcel"))


def test_a_parcel_in_time_is_no_claim_whatever_it_is_called(stage: Any) -> None:
    for kind in ("late", "stuck", "lost", "missing_parcel"):
        with pytest.raises(ClaimNotFounded):
            stage.show(MakeClaim("W6", kind))


def test_a_parcel_four_days_late_gives_the_shipping_back_once(stage: Any) -> None:
    stage.do(MakeClaim("W2", "late"))
    assert stage.payments.moved == [("refund", "card1", Money(495, "USD"))]
    with pytest.raises(AlreadyClaimed):
        stage.show(MakeClaim("W2", "late"))


def test_a_late_parcel_that_was_sent_for_free_is_traced(stage: Any) -> None:
    stage.edit(lambda work: setattr(work.orders.of_customer("c1", "W2"), "shipping", None))
    stage.do(MakeClaim("W2", "late"))
    assert stage.carrier.traces == ["1ZW2"]


def test_a_parcel_one_day_late_is_too_early_for_a_claim(stage: Any) -> None:
    yesterday = stage.tools.clock.now().date() - timedelta(days=1)
    stage.edit(lambda work: setattr(work.orders.of_customer("c1", "W2").parcels[0], "expected_on", yesterday))
    with pytest.raises(ClaimNotFounded) as raised:
        stage.show(MakeClaim("W2", "late"))
    assert raised.value.facts["claim_situation"] == "late_few_days"


def test_a_stuck_parcel_is_traced_by_the_carrier(stage: Any) -> None:
    done = stage.do(MakeClaim("W3", "stuck"))
    assert stage.carrier.traces == ["1ZW3"]
    assert done["claim_trace"]["carrier"] == "UPS"


def test_nothing_is_written_where_the_carrier_does_not_answer(stage: Any) -> None:
    stage.carrier.silent = True
    with pytest.raises(CarrierDoesNotAnswer):
        stage.do(MakeClaim("W3", "stuck"))
    with stage.tools.open_work() as work:
        assert work.returns.claims_of_customer("c1") == []


def test_a_parcel_said_to_be_delivered_but_not_there_is_traced(stage: Any) -> None:
    summary = stage.show(MakeClaim("W1", "missing_parcel"))
    assert summary.facts["claim_trace"]["tracking_number"] == "1ZW1"


def test_a_lost_parcel_is_refunded_whole(stage: Any) -> None:
    stage.do(MakeClaim("W4", "missing_parcel", [], "refund"))
    assert stage.payments.moved == [("refund", "card1", Money(6000, "USD"))]


def test_above_the_limit_a_person_decides(stage: Any) -> None:
    def dear(work: Any) -> None:
        work.orders.of_customer("c1", "W1").line("W1-1").price = Money(20000, "USD")

    stage.edit(dear)
    with pytest.raises(NeedsAPerson) as raised:
        stage.show(MakeClaim("W1", "damaged", ["W1-1"], "refund"))
    assert raised.value.facts["reason"] == "claim_over_limit"


def test_after_three_claims_in_ninety_days_a_person_decides(stage: Any) -> None:
    stage.do(MakeClaim("W1", "damaged", ["W1-1"], "refund"))
    stage.do(MakeClaim("W1", "damaged", ["W1-2"], "refund"))
    stage.do(MakeClaim("W2", "late"))
    with pytest.raises(NeedsAPerson) as raised:
        stage.show(MakeClaim("W4", "lost", [], "refund"))
    assert raised.value.facts["reason"] == "many_claims"
