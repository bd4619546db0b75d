"""Agents change what customers can, with their own authority."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop.model.desk_refusals import NoCustomer
from shop.model.money import Money
from shop.model.refusals import NeedsAPerson, NothingToConfirm, OrderNotChangeable, OrderNotFound, ProposalOutdated
from shop.services.changes.claims import MakeClaim
from shop.services.changes.goodwill import GoodwillRefund
from shop.services.changes.membership import ExtendMembership
from shop.services.changes.orders import CancelOrder
from shop.services.changes.returns import ReturnLines
from shop.services.desk import NotPossible
from tests.unit.shop.agent_changes.conftest import Desk
from tests.unit.shop.conftest import ME, NOW


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
