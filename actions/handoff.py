"""A person on request: a case with everything that was said, and when people are there."""

from __future__ import annotations

from typing import Any

from actions.base import Replies, ShopAction
from actions.mood import hours_text
from actions.replies import Reply
from actions.turn import Turn

# One case is enough for who wants somebody to talk to, whatever it was opened for.
_FOR_A_PERSON = {"customer_asked", "upset", "complaint"}


def open_case(turn: Turn, reason: str, queue: str) -> Reply:
    """One open case a reason and conversation; what is said later is added to it."""
    said = [m.said for m in turn.said_before][-10:]
    facts: dict[str, Any] = {
        "said": said,
        "form": turn.form or "",
        "open_requests": [request["does"] for request in turn.open_requests],
        "order_number": turn.tracker.get_slot("order_number") or "",
    }
    before = turn.shop.handoff.tickets(turn.conversation)
    waiting = [t for t in before if t.reason in _FOR_A_PERSON and t.state != "resolved"]
    if reason in _FOR_A_PERSON and waiting:
        return Reply.of("utter_case_open_already", ticket=waiting[0].id, hours_text=hours_text(turn))
    ticket = turn.shop.handoff.open_case(
        turn.conversation, reason=reason, queue=queue, summary=" / ".join(said[-3:])[:500], facts=facts,
        order_number=facts["order_number"], key=f"{turn.conversation}:{reason}",
    )  # fmt: skip
    known = ticket.id in {each.id for each in before}
    response = "utter_case_open_already" if known else "utter_case_opened"
    return Reply.of(response, ticket=ticket.id, hours_text=hours_text(turn))


class CallPerson(ShopAction):
    def name(self) -> str:
        return "action_call_person"

    def reply(self, turn: Turn) -> Replies:
        return open_case(turn, "customer_asked", "general")
