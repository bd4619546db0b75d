"""Why something was refused: the shop's rules, and somebody who may look at it."""

from __future__ import annotations

import re

from actions.base import person_button
from actions.replies import Reply
from actions.turn import Turn

_WHY = re.compile(
    r"^\W*(?:but |and |ok |okay |no |well )*(?:why(?: not| is that| can'?t i| so)?|how come|what do you mean|says who)\W*$",
    re.I,
)


def asks_why(turn: Turn) -> Reply | None:
    """ "Why?" after a refusal: these are the shop's rules, and a person may look at it."""
    if not _WHY.search(turn.text) or not refused_before(turn):
        return None
    return Reply.of("utter_why_refused", person_button(turn))


def refused_before(turn: Turn) -> bool:
    """Whether the answer to the message before was a refusal."""
    for event in reversed(list(turn.tracker.events)[:-1]):
        if event.get("event") == "bot":
            said = (event.get("metadata") or {}).values()
            return any(isinstance(name, str) and name.startswith("utter_refused") for name in said)
    return False
