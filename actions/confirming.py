"""Carrying out what was confirmed, and repeating the answer when the yes comes twice."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions import agenda
from actions.base import Replies, ShopAction, next_request
from actions.replies import Reply
from actions.turn import Turn
from actions.why import asks_why

# What belongs to a request and ends with it.
REQUEST_SLOTS = (
    "order_number", "candidates", "cancel_reason", "lines", "swaps", "wishes", "offered", "wish_words", "payment_method",
    "return_way", "address", "address_parts", "address_missing", "address_scope", "claim_kind", "claim_wish",
    "field", "value", "dispute_kind", "amount", "code_tried", "reason", "surely", "email",
    "confirmation", "proposal", "missed", "current_request",
)  # fmt: skip


def _told_already(turn: Turn, request: agenda.Request) -> agenda.Request:
    """Of several orders named together, what was said of the first holds for the others."""
    known = {name: turn.tracker.get_slot(name) for name in ("cancel_reason", "return_way")}
    same = request["message"] is None and not request["resumed"]
    return {**request, "slots": {**{k: v for k, v in known.items() if v}, **request["slots"]}} if same else request


class CarryOut(ShopAction):
    """Does what the open proposal says, once, and speaks from the stored answer."""

    def name(self) -> str:
        return "action_carry_out"

    def reply(self, turn: Turn) -> Replies:
        proposal = str(turn.tracker.get_slot("proposal") or "")
        deadline = turn.tracker.slots.get("turn_deadline")
        kind, facts = self.shop.proposals.carry_out(turn.conversation, proposal, deadline)
        done = Reply(f"utter_done_{kind}", facts)
        if turn.open_requests:
            return done
        return [done, Reply.of("utter_anything_else")]

    def events(self, turn: Turn) -> list[EventType]:
        return [SlotSet("something_done", True)]

    def proceed(self, turn: Turn) -> list[EventType]:
        """Whatever came of it, the request is over: its slots go before the next one begins."""
        waiting = [_told_already(turn, request) for request in turn.open_requests]
        return [*(SlotSet(name, None) for name in REQUEST_SLOTS), *next_request(waiting, after_another=True)]


class RepeatAnswer(ShopAction):
    """A yes with nothing open takes up what was just offered; else the stored answer comes again if something was
    just done, else an honest question."""

    def name(self) -> str:
        return "action_repeat_answer"

    def reply(self, turn: Turn) -> Replies:
        if turn.offer is not None:
            return None
        done = self.shop.proposals.last_answer(turn.conversation)
        if done is None:
            return asks_why(turn) or Reply.of("utter_nothing_to_confirm")
        kind, facts = done
        return [Reply.of("utter_done_already"), Reply(f"utter_done_{kind}", facts)]

    def proceed(self, turn: Turn) -> list[EventType]:
        if turn.offer is None:
            return super().proceed(turn)
        if turn.form is not None:
            return [SlotSet("current_request", turn.offer), FollowupAction(str(turn.offer["does"]))]
        return next_request([turn.offer, *turn.open_requests])
