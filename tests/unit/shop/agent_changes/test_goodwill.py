"""Goodwill, and what is suggested to an agent."""

from __future__ import annotations

from typing import Any

import pytest

from shop.model.desk_refusals import GoodwillTooHigh, NoteMissing, NothingToGiveBack, OnlyByAgents
from shop.model.money import Money
from shop.model.order import Payment
from shop.model.returns import Return
from shop.services.agent_changes import change_from
from shop.services.changes.base import CHANGES, Change
from shop.services.changes.claims import MakeClaim
from shop.services.changes.goodwill import GoodwillRefund
from shop.services.changes.orders import CancelOrder
from shop.services.changes.returns import ReturnLines
from tests.unit.shop.agent_changes.conftest import ROOT, Desk
from tests.unit.shop.conftest import ME, NOW


def test_goodwill_goes_to_the_method_that_paid(desk: Desk) -> None:
    desk.do(GoodwillRefund("W2", 1500, "four days late"))
    assert desk.stage.payments.moved == [("refund", "card1", Money(1500, "USD"))]


def test_goodwill_is_written_into_the_orders_payments(desk: Desk) -> None:
    desk.do(GoodwillRefund("W2", 1500, "four days late"))
    last = desk.stage.order("W2").payments[-1]
    assert (last.kind, last.amount, last.reason) == ("refund", Money(1500, "USD"), "goodwill")


def test_the_audit_log_says_why_there_was_goodwill(desk: Desk) -> None:
    desk.do(GoodwillRefund("W2", 1500, "four days late"))
    assert desk.log()[-1].facts["change"]["note"] == "four days late"


@pytest.mark.parametrize("amount", [0, -100, 6496])
def test_goodwill_is_between_nothing_and_what_was_paid(desk: Desk, amount: int) -> None:
    with pytest.raises(GoodwillTooHigh):
        desk.changes.propose("anna", "T1", GoodwillRefund("W2", amount, "late"))


def test_what_was_given_back_is_not_given_twice(desk: Desk) -> None:
    desk.do(GoodwillRefund("W2", 6495, "lost patience"))
    with pytest.raises(NothingToGiveBack):
        desk.changes.propose("anna", "T1", GoodwillRefund("W2", 1, "again"))


def test_what_an_open_return_will_give_back_is_not_given_before(desk: Desk) -> None:
    back = Return("R1", "W1", "c1", ["W1-1"], Money(4000, "USD"), "card1", "received", NOW)
    desk.stage.edit(lambda work: work.returns.add(back))
    with pytest.raises(GoodwillTooHigh) as refused:
        desk.changes.propose("anna", "T1", GoodwillRefund("W1", 2496, "sorry"))
    assert refused.value.facts["most"] == Money(2495, "USD")


def test_no_method_gets_more_than_it_paid(desk: Desk) -> None:
    def pay_with_both(work: Any) -> None:
        order = work.orders.of_customer("c1", "W2")
        order.payments[0].amount = Money(5000, "USD")
        order.payments.append(Payment("W2-p2", "payment", Money(1495, "USD"), "gift1", NOW))

    desk.stage.edit(pay_with_both)
    _, summary = desk.changes.propose("anna", "T1", GoodwillRefund("W2", 2000, "late"))
    assert [(m.method.id, m.amount.minor) for m in summary.movements] == [("gift1", 1495), ("card1", 505)]


def test_goodwill_needs_a_note(desk: Desk) -> None:
    with pytest.raises(NoteMissing):
        desk.changes.propose("anna", "T1", GoodwillRefund("W2", 100, " "))


def test_the_bot_never_gives_goodwill(desk: Desk) -> None:
    with pytest.raises(OnlyByAgents):
        desk.stage.proposals.propose(ME, GoodwillRefund("W2", 100, "please"))


def test_the_bot_does_not_know_goodwill() -> None:
    named = [path.name for path in (ROOT / "actions").rglob("*.py") if "oodwill" in path.read_text(encoding="utf-8")]
    assert GoodwillRefund.kind not in CHANGES.kinds and named == []


@pytest.mark.parametrize("kind", ["goodwill_refund", "cancel_order"])
def test_agents_have_every_kind_of_change(kind: str) -> None:
    fields = (
        {"number": "W1", "amount_minor": 1, "note": ""} if kind == "goodwill_refund" else {"number": "W1", "reason": ""}
    )
    assert change_from(kind, fields).kind == kind


def test_the_order_that_the_ticket_names_comes_first(desk: Desk) -> None:
    desk.ticket(lambda ticket: setattr(ticket, "order_number", "#W3"))
    assert desk.changes.may_do("anna", "T1")[0]["number"] == "W3"


def test_an_order_that_has_not_left_may_be_cancelled_and_changed(desk: Desk) -> None:
    assert desk.kinds("W5") == {
        "cancel_order", "change_delivery_address", "goodwill_refund",
    }  # fmt: skip


def test_a_gift_card_that_covers_the_order_may_pay_for_it(desk: Desk) -> None:
    desk.stage.edit(lambda work: setattr(work.customers.get("c1").method("gift1"), "balance", Money(9000, "USD")))
    assert [m.id for m in desk.choices("W5", "change_order_payment")["methods"]] == ["gift1"]


def test_a_variant_on_the_shelf_may_come_in_place_of_another(desk: Desk) -> None:
    def restock(work: Any) -> None:
        black = work.products.variant("v2")
        black.stock, black.available = 4, True

    desk.stage.edit(restock)
    lines = desk.choices("W5", "change_items")["lines"]
    assert [(line["id"], [v["id"] for v in line["variants"]]) for line in lines] == [("W5-1", ["v2"])]


def test_a_delivered_order_may_go_back(desk: Desk) -> None:
    assert desk.kinds("W1") == {"return_lines", "make_claim", "goodwill_refund"}


def test_a_lost_parcel_may_be_claimed(desk: Desk) -> None:
    assert "lost" in desk.choices("W4", "make_claim")["kinds"]


def test_goodwill_says_how_much_there_may_be(desk: Desk) -> None:
    assert desk.choices("W2", "goodwill_refund") == {"most": Money(6495, "USD")}


def test_a_colleague_may_look_at_what_is_possible(desk: Desk) -> None:
    assert desk.changes.may_do("bob", "T1") == desk.changes.may_do("anna", "T1") != []


def test_nothing_is_suggested_for_a_customer_nobody_knows(desk: Desk) -> None:
    desk.ticket(lambda ticket: setattr(ticket, "customer_id", "gone"))
    assert desk.changes.may_do("anna", "T1") == []


def changes_suggested(desk: Desk) -> list[Change]:
    """Those that need no more than the order."""
    found: list[Change] = []
    for each in desk.changes.may_do("anna", "T1"):
        number, choices = each["number"], each["choices"]
        if each["kind"] == "cancel_order":
            found.append(CancelOrder(number, choices["reasons"][0]))
        if each["kind"] == "return_lines":
            ids = [line["id"] for line in choices["lines"]]
            found.append(ReturnLines(number, ids, choices["methods"][0].id))
        if each["kind"] == "make_claim":
            found += [MakeClaim(number, kind, [], "refund") for kind in choices["kinds"]]
        if each["kind"] == "goodwill_refund":
            found.append(GoodwillRefund(number, choices["most"].minor, "sorry"))
    return found


def test_whatever_is_suggested_can_be_shown(desk: Desk) -> None:
    suggested = changes_suggested(desk)
    shown = [desk.changes.propose("anna", "T1", change)[0].kind for change in suggested]
    assert shown == [change.kind for change in suggested] and len(set(shown)) == 4
