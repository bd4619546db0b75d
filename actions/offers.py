"""What was offered in the answer before, taken up in other words than yes."""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import agenda
from actions.base import ShopAction, next_request
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


class TakesOffer(ShopAction):
    """An action for words that may also take up what was just offered; then it says nothing and the offer is begun."""

    def takes(self, turn: Turn) -> bool:
        return taken_up(turn) is not None

    def perform(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        turn = Turn.read(tracker, domain, self.shop, in_hand=self.name())
        request = taken_up(turn) if self.takes(turn) else None
        if request is None:
            return super().perform(dispatcher, tracker, domain)
        return next_request([request, *turn.open_requests])
