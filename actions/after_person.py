"""The assistant has the conversation again, after a person had it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType, FollowupAction

from actions.base import Replies, ShopAction
from actions.replies import Reply
from actions.turn import Turn


class GreetAfterPerson(ShopAction):
    """Says what became of it; after a case that was closed it asks how that was. Nothing to who has left."""

    def name(self) -> str:
        return "action_greet_after_person"

    def reply(self, turn: Turn) -> Replies:
        told = what_happened(turn)
        agent = told.get("agent") or turn.phrases.part("a_colleague")
        if told.get("outcome") == "resolved":
            return Reply.of("utter_person_resolved", agent=agent)
        if told.get("outcome") != "returned":
            return None
        if told.get("note"):
            return Reply.of("utter_back_from_person_note", agent=agent, note=told["note"])
        return Reply.of("utter_back_from_person", agent=agent)

    def proceed(self, turn: Turn) -> list[EventType]:
        told = what_happened(turn)
        if told.get("outcome") == "resolved" and self._may_ask(turn, str(told.get("ticket") or "")):
            return [FollowupAction("rating_form")]
        return super().proceed(turn)

    def _may_ask(self, turn: Turn, ticket: str) -> bool:
        return self.shop.feedback.may_ask_after_person(turn.conversation, ticket)


def what_happened(turn: Turn) -> dict[str, Any]:
    """`outcome` (returned, resolved, left), `agent`, `note`, `ticket`, as the gateway told it: {} where it did not."""
    return dict((turn.tracker.latest_message or {}).get("returned") or {})
