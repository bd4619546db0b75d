"""Customers who have had enough: an apology first, and a person when it lasts or is strong."""

from __future__ import annotations

from typing import Any, Mapping

from actions.replies import Reply
from actions.turn import Turn

STRONG = -0.9
LOOKED_BACK = 4
# These answer anger by themselves, or are about it already.
_HEARD = {"utter_hear_complaint", "utter_hear_insult", "utter_case_opened", "utter_case_open_already", "utter_sorry_first",
          "utter_person_for_upset", "utter_person_decides"}  # fmt: skip


def hours_text(turn: Turn) -> str:
    """When people are there."""
    presence = turn.shop.handoff.presence()
    return turn.phrases.part("hours_open" if presence.is_open else "hours_closed", next_opening=presence.next_opening)


def moods(turn: Turn) -> list[Mapping[str, Any]]:
    """The mood of each message of the customer in this session, oldest first."""
    said = (event for event in turn.tracker.events if event.get("event") == "user")
    return [(event.get("parse_data") or {}).get("sentiment") or {} for event in said]


def heard_already(turn: Turn) -> bool:
    """Whether the newest message has been answered so by an action before this one, such as asking who it is."""
    for event in reversed(list(turn.tracker.events)):
        if event.get("event") == "user":
            return False
        about = (event.get("metadata") or {}).values() if event.get("event") == "bot" else ()
        if any(isinstance(name, str) and name in _HEARD for name in about):  # which response it was
            return True
    return False


def soothed(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """The replies to an upset customer: sorry first, shorter by the engine's choice of words, a person when it lasts."""
    felt = moods(turn)[-LOOKED_BACK:]
    if not replies or not felt or not felt[-1].get("upset"):
        return replies
    if {reply.response for reply in replies} & _HEARD or heard_already(turn):
        return replies
    lasting = sum(bool(mood.get("upset")) for mood in felt) > 1 or float(felt[-1].get("value") or 0.0) <= STRONG
    person = person_for(turn) if lasting else None
    return [Reply.of("utter_sorry_first"), *replies, *([person] if person else [])]


def person_for(turn: Turn) -> Reply | None:
    """A case for whom it lasts, once a conversation."""
    key = f"{turn.conversation}:upset"
    before = {ticket.id for ticket in turn.shop.handoff.tickets(turn.conversation)}
    said = [message.said for message in turn.said_before][-10:]
    ticket = turn.shop.handoff.open_case(
        turn.conversation, reason="upset", queue="complaints", summary=" / ".join(said[-3:])[:500],
        facts={"said": said, "form": turn.form or "", "order_number": turn.tracker.get_slot("order_number") or ""},
        order_number=str(turn.tracker.get_slot("order_number") or ""), key=key,
    )  # fmt: skip
    return (
        None
        if ticket.id in before
        else Reply.of("utter_person_for_upset", ticket=ticket.id, hours_text=hours_text(turn))
    )
