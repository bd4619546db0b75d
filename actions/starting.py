"""Actions that only find out which request was meant, and start it."""

from __future__ import annotations

from abc import abstractmethod

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions import agenda
from actions.base import Replies, ShopAction, next_request
from actions.replies import Reply
from actions.turn import Turn
from shop.model.refusals import Refusal


class Starter(ShopAction):
    """`request` is what to start, or None where `otherwise` answers instead."""

    @abstractmethod
    def request(self, turn: Turn) -> agenda.Request | None: ...

    @abstractmethod
    def otherwise(self, turn: Turn) -> Replies: ...

    def reply(self, turn: Turn) -> Replies:
        if self.request(turn) is None:
            return self.otherwise(turn)
        return Reply.of("utter_that_comes_next") if turn.form is not None else None

    def proceed(self, turn: Turn) -> list[EventType]:
        """A form in hand is finished first."""
        try:
            request = self.request(turn)
        except Refusal:
            request = None
        if request is None:
            return super().proceed(turn)
        waiting = [request, *turn.open_requests, *turn.further]
        if turn.form is not None:
            return [SlotSet("open_requests", waiting), FollowupAction(turn.form)]
        return next_request(waiting)
