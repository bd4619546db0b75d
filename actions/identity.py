"""Who the customer is: asked once, before anything personal, and kept in our database under the conversation."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import digit

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import agenda
from actions.base import Replies, ShopAction, explain, next_request, speak
from actions.messages import Message
from actions.replies import Reply
from actions.turn import Turn
from shop.model.refusals import ConversationLocked, Refusal
from shop.services.identity import Given
from shop.services.reading.names import read_name

_CODE_WISHED = re.compile(
    r"^\W*(?:(?:a|the|one[- ]time|just|use|by|with|via|please|pls|yes|ok)\W+)*code\b|\b(?:send|e-?mail|mail|text|get|give|want|prefer) (?:\w+ ){0,4}?code\b",
    re.I,
)
_KEPT_BACK = {"greet", "thank", "goodbye", "nlu_fallback", "inform", "affirm", "deny", "out_of_scope", "give_rating"}


def _is_new(message: Message, value: str) -> bool:
    """ "Change my e-mail to …": what somebody wants to become is not who they are."""
    told = re.search(rf"\b(?:to|new [\w -]{{0,20}}(?:is|:)?|with)\s+{re.escape(value)}", message.text, re.I)
    return message.intent == "change_account" and told is not None


class ValidateIdentity(ShopAction):
    """Gathers what the customer has said of themselves so far, tries it, and asks for what is missing."""

    def name(self) -> str:
        return "validate_identity_form"

    def reply(self, turn: Turn) -> Replies:
        return None

    def perform(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        turn = Turn.read(tracker, domain, self.shop, in_hand="identity_form")
        asked = turn.fresh and turn.form == "identity_form"
        if asked and turn.message is not None and turn.message.is_sure:
            if turn.message.intent == "stop_request":
                return self._give_up(dispatcher, turn, [Reply.of("utter_request_dropped")])
            if self._is_question(turn):
                return []
        try:
            replies, known = self._identify(turn)
        except ConversationLocked as locked:
            return self._give_up(dispatcher, turn, explain(locked, turn))
        except Refusal as refusal:
            replies, known = [*explain(refusal, turn), self._question(turn, {})], False
        if known:
            return self._go_on(dispatcher, turn, replies)
        new = self._new_request(turn, asked)
        speak(dispatcher, turn, [*self._heard(turn, asked, new), *replies])
        waiting = [*turn.open_requests, *turn.further, *new]
        return [
            SlotSet("identity_given", None),
            SlotSet("open_requests", waiting),
            SlotSet("requested_slot", "identity_given"),
        ]

    def _is_question(self, turn: Turn) -> bool:
        """Something else that needs nobody's identity is answered first; what is given here is not a question."""
        message = turn.message
        if message is None or message.intent in _KEPT_BACK or self._given([message]) != Given():
            return False
        return not agenda.is_form(agenda.STARTS.get(message.intent, "")) and message.intent in agenda.STARTS

    def _new_request(self, turn: Turn, asked: bool) -> list[agenda.Request]:
        """A further wish said while we ask who it is waits its turn."""
        request = agenda.for_message(turn.message) if asked and turn.message and turn.message.is_sure else None
        if self._takes("code") and _CODE_WISHED.search(turn.text):
            return []
        return [request] if request is not None and agenda.is_form(request["does"]) else []

    def _heard(self, turn: Turn, asked: bool, new: list[agenda.Request]) -> list[Reply]:
        """What was said instead of who somebody is."""
        if new:
            return [Reply.of("utter_noted_for_later")]
        if asked and turn.message is not None and self._given([turn.message]) == Given() and not self._wants_code(turn):
            return [Reply.of("utter_identity_needed")]
        return []

    def _wants_code(self, turn: Turn) -> bool:
        return self._takes("code") and "code" in turn.text.lower()

    def _asked_for_code(self, turn: Turn) -> bool:
        """Whether a code was wished for before the e-mail address was there."""
        return self._takes("code") and any(_CODE_WISHED.search(message.text) for message in turn.said_before[:-1])

    def _identify(self, turn: Turn) -> tuple[list[Reply], bool]:
        given = self._given(turn.said_before)
        news = turn.message is not None and self._given([turn.message]) != Given()
        wished = self._wants_code(turn) or (news and not given.order_number and self._asked_for_code(turn))
        if wished and turn.fresh and given.email and not given.code:
            self.shop.identity.send_code(turn.conversation, given.email)
            return [Reply.of("utter_ask_identity_code")], False
        complete = any(all(given.has(what) for what in method) for method in self.shop.identity.methods())
        begun = not turn.fresh and turn.requested is None  # back from a question the same details are not tried again
        if complete and (news or begun):
            customer = self.shop.identity.identify(turn.conversation, given)
            return [Reply.of("utter_identity_verified", first_name=customer.first_name)], True
        return [self._question(turn, given)], False

    def _given(self, messages: list[Any]) -> Given:
        """The newest word on each thing counts."""
        found: dict[str, Any] = {}
        for message in messages:
            for entity in ("email", "postcode"):
                said = [value for value in message.entities.get(entity, []) if not _is_new(message, value)]
                if said:
                    found[entity] = said[-1]
            if message.order_numbers:
                found["order_number"] = message.order_numbers[-1]
            name = read_name(message.said) or read_name(message.text)
            if name is not None:
                found["first_name"], found["last_name"] = name
            digits = "".join(str(digit(c)) for c in message.said if c.isdigit())
            if len(digits) == 6 and len(message.said.strip()) <= 12:
                found["code"] = digits
        return Given(**found)

    def _takes(self, what: str) -> bool:
        return any(what in method for method in self.shop.identity.methods())

    def _question(self, turn: Turn, given: Any) -> Reply:
        if self._takes("name"):
            if getattr(given, "last_name", None) and not getattr(given, "postcode", None):
                return Reply.of("utter_ask_identity_postcode")
            if getattr(given, "postcode", None) and not getattr(given, "last_name", None):
                return Reply.of("utter_ask_identity_name")
            return Reply.of("utter_ask_identity_email_or_name")
        if not getattr(given, "email", None):
            code = turn.fresh and self._takes("code") and bool(_CODE_WISHED.search(turn.text))
            return Reply.of("utter_ask_identity_email_for_code" if code else "utter_ask_who_you_are")
        sent = self._takes("code") and any("code" in message.text.lower() for message in turn.said_before)
        return Reply.of("utter_ask_identity_code_again" if sent else "utter_ask_identity_second")

    def _go_on(self, dispatcher: CollectingDispatcher, turn: Turn, replies: list[Reply]) -> list[EventType]:
        waiting = [*turn.open_requests, *turn.further]
        if not waiting:
            replies = [*replies, Reply.of("utter_anything_else")]
        speak(dispatcher, turn, replies)
        following = next_request(waiting) if waiting else [FollowupAction("action_listen")]
        return [SlotSet("identity_given", None), SlotSet("requested_slot", None), ActiveLoop(None), *following]

    def _give_up(self, dispatcher: CollectingDispatcher, turn: Turn, replies: list[Reply]) -> list[EventType]:
        speak(dispatcher, turn, replies)
        gone = [SlotSet("open_requests", []), SlotSet("current_request", None), SlotSet("identity_given", None)]
        return [*gone, SlotSet("requested_slot", None), ActiveLoop(None), FollowupAction("action_listen")]
