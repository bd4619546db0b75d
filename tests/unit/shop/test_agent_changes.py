"""What agents change for customers: with their own authority, shown first, carried out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Callable

import pytest

from shop.model.desk_refusals import GoodwillTooHigh, NoCustomer, NoteMissing, NothingToGiveBack, OnlyByAgents
from shop.model.facts import Facts
from shop.model.money import Money
from shop.model.order import Payment
from shop.model.people import Agent
from shop.model.records import AuditEntry, Ticket
from shop.model.refusals import NeedsAPerson, NothingToConfirm, OrderNotChangeable, OrderNotFound, ProposalOutdated
from shop.model.returns import Return
from shop.services.agent_changes import AgentChanges, change_from
from shop.services.changes.base import CHANGES, Change
from shop.services.changes.claims import MakeClaim
from shop.services.changes.goodwill import GoodwillRefund
from shop.services.changes.membership import ExtendMembership
from shop.services.changes.orders import CancelOrder
from shop.services.changes.returns import ReturnLines
from shop.services.desk import NotPossible
from tests.unit.shop.conftest import ME, NOW, Stage, an_order

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Desk:
    """Anna has the ticket T1 of the stage's customer."""

    stage: Stage
    changes: AgentChanges

    def do(self, change: Change, agent: str = "anna") -> Facts:
        proposal, _ = self.changes.propose(agent, "T1", change)
        return self.changes.carry_out(agent, "T1", proposal.id)[1]

    def log(self) -> list[AuditEntry]:
        with self.stage.tools.open_work() as work:
            return list(work.people.audit_of_conversation(ME))

    def ticket(self, what: Callable[[Ticket], None]) -> None:
        self.stage.edit(lambda work: what(work.records.ticket("T1")))

    def kinds(self, number: str) -> set[str]:
        return {each["kind"] for each in self.changes.may_do("anna", "T1") if each["number"] == number}

    def choices(self, number: str, kind: str) -> dict[str, Any]:
        found = self.changes.may_do("anna", "T1")
        return next(e["choices"] for e in found if (e["number"], e["kind"]) == (number, kind))


@pytest.fixture
def desk(stage: Stage) -> Desk:
    def sit_down(work: Any) -> None:
        for name, role in (("anna", "agent"), ("bob", "agent"), ("luis", "lead")):
            work.people.add(Agent(name, f"{name}@shop.example", name.title(), role, "", ["en"]))  # type: ignore[arg-type]
        ticket = Ticket("T1", "live", "orders", "wish", "", ME, "c1", "W1", created_at=NOW)
        ticket.state, ticket.agent_id, ticket.claimed_at = "claimed", "anna", NOW
        work.records.add(ticket)
        work.orders.add(an_order("W9", "pending", price=150_000))

    stage.edit(sit_down)
    return Desk(stage, AgentChanges(stage.tools))


def test_an_agent_cancels_an_order_that_the_bot_may_not(desk: Desk) -> None:
    with pytest.raises(NeedsAPerson):
        desk.stage.show(CancelOrder("W9", "other"))
    desk.do(CancelOrder("W9", "other"))
    assert desk.stage.order("W9").status == "cancelled"


def test_what_is_shown_names_the_amount(desk: Desk) -> None:
    _, summary = desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    assert [m.amount for m in summary.movements] == [Money(6495, "USD")]


def test_showing_changes_nothing(desk: Desk) -> None:
    desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    assert desk.stage.order("W5").status == "pending"


def test_a_claim_above_the_bots_limit_is_granted_by_an_agent(desk: Desk) -> None:
    desk.stage.edit(lambda work: setattr(work.orders.of_customer("c1", "W1").lines[0], "price", Money(90_000, "USD")))
    desk.do(MakeClaim("W1", "damaged", ["W1-1"], "refund"))
    assert desk.stage.payments.moved == [("refund", "card1", Money(90_000, "USD"))]


def test_a_fourth_claim_is_granted_by_an_agent(desk: Desk) -> None:
    for order, line in (("W1", "W1-1"), ("W1", "W1-2")):
        desk.do(MakeClaim(order, "damaged", [line], "refund"))
    desk.do(MakeClaim("W4", "lost", [], "refund"))
    desk.do(MakeClaim("W2", "late"))
    assert len(desk.stage.payments.moved) == 4


def test_a_return_above_the_bots_limit_is_accepted_by_an_agent(desk: Desk) -> None:
    desk.stage.edit(lambda work: setattr(work.orders.of_customer("c1", "W1").lines[0], "price", Money(190_000, "USD")))
    assert desk.do(ReturnLines("W1", ["W1-1"], "card1"))["return_number"].startswith("R")


def test_what_has_left_cannot_be_cancelled_by_an_agent_either(desk: Desk) -> None:
    with pytest.raises(OrderNotChangeable):
        desk.changes.propose("anna", "T1", CancelOrder("W2", "other"))


def test_an_agent_reaches_only_the_orders_of_the_tickets_customer(desk: Desk) -> None:
    with pytest.raises(OrderNotFound):
        desk.changes.propose("anna", "T1", CancelOrder("W404", "other"))


def test_the_authority_is_written_into_the_proposal(desk: Desk) -> None:
    proposal, _ = desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    assert "desk.agent_authority" in proposal.rules


def test_the_audit_log_says_which_agent_it_was_and_by_what_authority(desk: Desk) -> None:
    desk.do(CancelOrder("W5", "other"))
    entry = desk.log()[-1]
    assert (entry.actor, entry.action, entry.subject) == ("agent:anna", "cancel_order", "W5")
    assert "desk.agent_authority" in entry.rules


def test_a_change_that_logs_by_itself_names_the_agent_too(desk: Desk) -> None:
    desk.do(ExtendMembership())
    assert {entry.actor for entry in desk.log()} == {"agent:anna"}


def test_carried_out_twice_it_moves_money_once(desk: Desk) -> None:
    proposal, _ = desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    first = desk.changes.carry_out("anna", "T1", proposal.id)
    assert desk.changes.carry_out("anna", "T1", proposal.id) == first
    assert len(desk.stage.payments.moved) == 1


def test_another_agent_cannot_carry_out_what_was_shown_to_anna(desk: Desk) -> None:
    proposal, _ = desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    with pytest.raises(NothingToConfirm):
        desk.changes.carry_out("luis", "T1", proposal.id)


def test_the_customer_cannot_carry_out_what_was_shown_to_anna(desk: Desk) -> None:
    proposal, _ = desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    with pytest.raises(NothingToConfirm):
        desk.stage.proposals.carry_out(ME, proposal.id)


def test_the_customers_own_proposal_stays_open(desk: Desk) -> None:
    mine, _ = desk.stage.proposals.propose(ME, CancelOrder("W5", "other"))
    desk.changes.propose("anna", "T1", CancelOrder("W9", "other"))
    desk.stage.proposals.carry_out(ME, mine.id)
    assert desk.stage.order("W5").status == "cancelled"


def test_what_an_agent_did_makes_the_customers_proposal_outdated(desk: Desk) -> None:
    mine, _ = desk.stage.proposals.propose(ME, CancelOrder("W5", "other"))
    desk.do(GoodwillRefund("W5", 500, "late"))
    with pytest.raises(ProposalOutdated):
        desk.stage.proposals.carry_out(ME, mine.id)


def test_the_bot_does_not_repeat_what_an_agent_did(desk: Desk) -> None:
    desk.do(CancelOrder("W5", "other"))
    assert desk.stage.proposals.last_answer(ME) is None


def test_a_newer_proposal_closes_the_agents_older_one(desk: Desk) -> None:
    older, _ = desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    desk.changes.propose("anna", "T1", CancelOrder("W9", "other"))
    with pytest.raises(NothingToConfirm):
        desk.changes.carry_out("anna", "T1", older.id)


def test_nothing_is_changed_for_a_customer_nobody_knows(desk: Desk) -> None:
    desk.ticket(lambda ticket: setattr(ticket, "customer_id", None))
    desk.stage.edit(lambda work: setattr(work.records.conversation(ME), "customer_id", None))
    with pytest.raises(NoCustomer):
        desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))


def test_who_identified_themselves_after_the_ticket_was_opened_is_known(desk: Desk) -> None:
    desk.ticket(lambda ticket: setattr(ticket, "customer_id", None))
    assert desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))[0].customer_id == "c1"


def test_a_case_is_worked_on_long_after_the_customers_session(desk: Desk) -> None:
    desk.stage.edit(lambda work: setattr(work.records.conversation(ME), "verified_until", NOW - timedelta(days=2)))
    assert desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))[0].state == "open"


@pytest.mark.parametrize(
    ("agent", "ticket", "code"),
    [("bob", "T1", "not_yours"), ("nobody", "T1", "unknown"), ("anna", "T404", "unknown")],
)
def test_who_has_not_the_ticket_changes_nothing(desk: Desk, agent: str, ticket: str, code: str) -> None:
    with pytest.raises(NotPossible) as refused:
        desk.changes.propose(agent, ticket, CancelOrder("W5", "other"))
    assert refused.value.code == code


def test_a_lead_may_act_on_a_colleagues_ticket(desk: Desk) -> None:
    desk.do(CancelOrder("W5", "other"), "luis")
    assert desk.log()[-1].actor == "agent:luis"


def test_a_ticket_that_went_to_a_colleague_meanwhile_is_carried_out_no_more(desk: Desk) -> None:
    proposal, _ = desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))
    desk.ticket(lambda ticket: setattr(ticket, "agent_id", "bob"))
    with pytest.raises(NotPossible):
        desk.changes.carry_out("anna", "T1", proposal.id)


def test_nothing_is_changed_on_a_resolved_ticket(desk: Desk) -> None:
    desk.ticket(lambda ticket: setattr(ticket, "state", "resolved"))
    with pytest.raises(NotPossible):
        desk.changes.propose("anna", "T1", CancelOrder("W5", "other"))


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


def test_whatever_is_suggested_can_be_shown(desk: Desk) -> None:
    """For those that need no more than the order."""
    for each in desk.changes.may_do("anna", "T1"):
        if each["kind"] == "cancel_order":
            desk.changes.propose("anna", "T1", CancelOrder(each["number"], each["choices"]["reasons"][0]))
        if each["kind"] == "return_lines":
            ids = [line["id"] for line in each["choices"]["lines"]]
            method = each["choices"]["methods"][0].id
            desk.changes.propose("anna", "T1", ReturnLines(each["number"], ids, method))
        if each["kind"] == "make_claim":
            for kind in each["choices"]["kinds"]:
                desk.changes.propose("anna", "T1", MakeClaim(each["number"], kind, [], "refund"))
        if each["kind"] == "goodwill_refund":
            most = each["choices"]["most"].minor
            desk.changes.propose("anna", "T1", GoodwillRefund(each["number"], most, "sorry"))
