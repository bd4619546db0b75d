"""Customers who have had enough: an apology first, and a person when it lasts or is strong."""

from __future__ import annotations

from typing import Any, Mapping

from actions import agenda
from actions.people import call_person, moods
from actions.replies import Reply
from actions.turn import Turn

STRONG = -0.98
# Fewer words ("why??") say too little to call somebody for.
LEAST_WORDS = 4
LOOKED_BACK = 4
# Nothing has gone wrong for who says these, however curt it sounds.
_UNTROUBLED = {"affirm", "deny", "inform", "greet", "thank", "goodbye", "bot_challenge", "ask_capabilities", "stop_request",
               "start_over", "give_rating"}  # fmt: skip
# With these a person is there already; with the others too anger has been answered.
_PERSON = {"utter_case_opened", "utter_case_open_already", "utter_person_for_upset", "utter_person_decides",
           "utter_person_is_coming"}  # fmt: skip
_HEARD = {"utter_hear_complaint", "utter_hear_insult", "utter_sorry_first", *_PERSON}


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
    said = {reply.response for reply in replies}
    person = person_for(turn) if _lasts(turn, felt) and not said & _PERSON else None
    if person is not None:
        replies = [*(reply for reply in replies if reply.response != "utter_offer_person"), person]
    untroubled = person is None and _is_untroubled(turn)
    return replies if untroubled or said & _HEARD or heard_already(turn) else [Reply.of("utter_sorry_first"), *replies]


def _is_untroubled(turn: Turn) -> bool:
    """Where a sorry would be odd: for pleasantries, and for two words that are no complaint ("and WINTER30?")."""
    intent = turn.message.intent if turn.message is not None else ""
    return intent in _UNTROUBLED or (len(turn.said.split()) <= 2 and intent not in ("complaint", "insult"))


def _lasts(turn: Turn, felt: list[Mapping[str, Any]]) -> bool:
    """More than once of late, or so strongly said that there is nothing to do but to have somebody look at it."""
    told = len(turn.said.split()) >= LEAST_WORDS
    strong = told and float(felt[-1].get("value") or 0.0) <= STRONG and not _can_be_helped(turn)
    return strong or sum(bool(mood.get("upset")) for mood in felt) > 1


def _can_be_helped(turn: Turn) -> bool:
    """Whether the message asks for something that is done here: that helps more than somebody tomorrow."""
    message = turn.message
    return message is not None and message.is_sure and message.intent in agenda.STARTS and message.intent != "complaint"


def person_for(turn: Turn) -> Reply | None:
    """Somebody for whom it lasts, where no person looks at this conversation yet."""
    if any(ticket.state != "resolved" for ticket in turn.shop.handoff.tickets(turn.conversation)):
        return None
    return call_person(turn, "upset", "complaints", "utter_person_for_upset")
