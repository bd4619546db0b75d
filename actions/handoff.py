"""A person on request: a case with everything that was said, and when people are there."""

from __future__ import annotations

from typing import Any

from actions.base import Replies, ShopAction
from actions.mood import hours_text
from actions.replies import Reply
from actions.turn import Turn


def open_case(turn: Turn, reason: str, queue: str) -> Reply:
    """One open case a reason and conversation; what is said later is added to it."""
    said = [m.said for m in turn.said_before][-10:]
    facts: dict[str, Any] = {
        "said": said,
        "form": turn.form or "",
        "open_requests": [request["does"] for request in turn.open_requests],
        "order_number": turn.tracker.get_slot("order_number") or "",
    }
    before = {ticket.id for ticket in turn.shop.handoff.tickets(turn.conversation)}
    ticket = turn.shop.handoff.open_case(
        turn.conversation, reason=reason, queue=queue, summary=" / ".join(said[-3:])[:500], facts=facts,
        order_number=facts["order_number"], key=f"{turn.conversation}:{reason}",
    )  # fmt: skip
    response = "utter_case_open_already" if ticket.id in before else "utter_case_opened"
    return Reply.of(response, ticket=ticket.id, hours_text=hours_text(turn))


class CallPerson(ShopAction):
    def name(self) -> str:
        return "action_call_person"

    def reply(self, turn: Turn) -> Replies:
        return open_case(turn, "customer_asked", "general")
