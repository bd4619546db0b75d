"""Handing a conversation to people: live where one can take it over, else a case that is answered by e-mail."""

from __future__ import annotations

from typing import Any, Mapping

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.replies import Reply
from actions.turn import Turn, since_person

LIVE = "handed over"
NO_ADDRESS = "no address"
# What is open and not of the conversation's memory: a person begins afresh, and so does the bot after them.
_OPEN = ("requested_slot", "open_requests", "current_request", "proposal", "confirmation", "offer", "unclear", "missed")


def hours_text(turn: Turn) -> str:
    """When people are there."""
    presence = turn.shop.handoff.presence()
    return turn.phrases.part("hours_open" if presence.is_open else "hours_closed", next_opening=presence.next_opening)


def moods(turn: Turn) -> list[Mapping[str, Any]]:
    """The mood of each message of the customer in this session, oldest first; of those since a person was there."""
    said = (event for event in since_person(turn.tracker) if event.get("event") == "user")
    return [(event.get("parse_data") or {}).get("sentiment") or {} for event in said]


def what_was_said(turn: Turn) -> dict[str, Any]:
    """What a colleague should know already; the whole transcript is theirs too."""
    return {
        "said": [m.said for m in turn.said_before][-10:],
        "form": turn.form or "",
        "open_requests": [request["does"] for request in turn.open_requests],
        "order_number": str(turn.tracker.get_slot("order_number") or ""),
    }


def call_person(turn: Turn, reason: str, queue: str, opened: str) -> Reply:
    """`opened`: the response for a case. Where a person takes over, nothing else is said in this conversation."""
    facts = what_was_said(turn)
    felt = moods(turn)
    found = turn.shop.handoff.call_person(
        turn.conversation, reason=reason, queue=queue, summary=" / ".join(facts["said"][-3:])[:500], facts=facts,
        order_number=facts["order_number"], key=f"{turn.conversation}:{reason}",
        mood=float(felt[-1].get("value") or 0.0) if felt else 0.0,
    )  # fmt: skip
    ticket = found.ticket.id
    if found.place is not None:
        turn.found[LIVE] = True
        position, minutes = found.place
        part = "place_next" if position == 1 else "place_in_queue"
        place = turn.phrases.part(part, position=str(position), minutes=str(minutes))
        return Reply.of("utter_person_is_coming", ticket=ticket, place_text=place)
    turn.found[NO_ADDRESS] = found.needs_address
    response = "utter_case_open_already" if found.known else opened
    return Reply.of(response, ticket=ticket, hours_text=hours_text(turn))


def for_people(turn: Turn) -> list[EventType]:
    """Drops what is open, and listens: from here on the engine hears nothing until the person is done."""
    cleared = [SlotSet(name, None) for name in _OPEN]
    return [*cleared, ActiveLoop(None), FollowupAction("action_listen")]
