"""A person on request: a case with everything that was said, and when people are there."""

from __future__ import annotations

from actions.base import Replies, ShopAction
from actions.people import call_person, hours_text, what_was_said
from actions.replies import Reply
from actions.turn import Turn
from shop.model.records import Ticket

# One case is enough for who wants somebody to talk to, whatever it was opened for.
_FOR_A_PERSON = {"customer_asked", "upset", "complaint"}


def waiting_for_a_person(turn: Turn) -> Ticket | None:
    """The open ticket of who wants somebody to talk to."""
    tickets = turn.shop.handoff.tickets(turn.conversation)
    return next((t for t in tickets if t.reason in _FOR_A_PERSON and t.state != "resolved"), None)


def open_case(turn: Turn, reason: str, queue: str) -> Reply:
    """One open case a reason and conversation; what is said later is added to it."""
    facts = what_was_said(turn)
    before = turn.shop.handoff.tickets(turn.conversation)
    waiting = waiting_for_a_person(turn)
    if reason in _FOR_A_PERSON and waiting is not None:
        return Reply.of("utter_case_open_already", ticket=waiting.id, hours_text=hours_text(turn))
    ticket = turn.shop.handoff.open_case(
        turn.conversation, reason=reason, queue=queue, summary=" / ".join(facts["said"][-3:])[:500], facts=facts,
        order_number=facts["order_number"], key=f"{turn.conversation}:{reason}",
    )  # fmt: skip
    known = ticket.id in {each.id for each in before}
    response = "utter_case_open_already" if known else "utter_case_opened"
    return Reply.of(response, ticket=ticket.id, hours_text=hours_text(turn))


class CallPerson(ShopAction):
    """A person takes the conversation over where one can, with everything open dropped; else a case is opened."""

    def name(self) -> str:
        return "action_call_person"

    def reply(self, turn: Turn) -> Replies:
        waiting = waiting_for_a_person(turn)
        reason, queue = (waiting.reason, waiting.queue) if waiting else ("customer_asked", "general")
        return call_person(turn, reason, queue, "utter_case_opened")
