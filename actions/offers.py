"""What was offered in the answer before, taken up in other words than yes."""

from __future__ import annotations

import re

from rasa_sdk.events import EventType

from actions import agenda
from actions.base import next_request
from actions.turn import Turn

_HELP = re.compile(
    r"\b(?:send|sent|ship|deliver|again|refund|money|replac\w*|trace|claim|do (?:it|that)|go for it)\b", re.I
)


def taken_up(turn: Turn) -> agenda.Request | None:
    """ "The lamp", after "would you like to return something?": what was offered, with what is to be returned."""
    offer, message = turn.offer, turn.message
    if offer is None or message is None or turn.form is not None:
        return None
    named = bool(message.products) and not offer["slots"]
    if not named and not (offer["does"] == "claim_form" and _HELP.search(turn.text)):
        return None
    return {**offer, "message": agenda.stored(message)} if agenda.is_form(offer["does"]) else None


def take_up(turn: Turn) -> list[EventType] | None:
    request = taken_up(turn)
    return next_request([request, *turn.open_requests]) if request is not None else None
