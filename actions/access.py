"""The way back into an account, for whoever asks; nothing said here tells whether an account exists."""

from __future__ import annotations

import re
from typing import Any, Sequence

from rasa_sdk.events import EventType, SlotSet

from actions.base import Replies, ShopAction
from actions.forming import RequestForm
from actions.replies import Reply
from actions.step import Heard, Step
from actions.steps.codes import Code
from actions.talk import Talk
from actions.turn import Turn


class AccessReason(Code):
    _SAID = {
        "second_factor": r"code|factor|2fa|authenticator|verification|two[- ]step|otp|token",
        "user_name": r"user ?names?|user ?id|login name|which e-?mail",
        "locked": r"lock\w*|block\w*|deactivat\w*|suspend\w*|disabled",
        "password": r"pass ?words?|pw|pwd|reset|passcode|log ?-?in|sign ?-?in|logging in|signing in|access|get in(?:to)?",
    }

    def __init__(self) -> None:
        super().__init__("reason", "access", lambda talk: tuple(self._SAID), "utter_ask_access_reason")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None or (talk.filled.get(self.slot) and not asked):
            return None
        told = talk.text.lower()
        said = next((r for r, words in self._SAID.items() if re.search(rf"\b(?:{words})\b", told)), None)
        return Heard(said, plain=asked) if said is not None else super().read(talk, asked)


class Email(Step):
    slot = "email"

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        said = talk.message.entities.get("email", []) if talk.message else []
        return Heard(said[-1], plain=asked) if said else None

    def settle(self, talk: Talk) -> Any | None:
        known = talk.turn.customer is not None
        return talk.turn.shop.account.email(talk.turn.conversation) if known else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        return [Reply.of("utter_ask_access_email")]


class ValidateAccess(RequestForm):
    """Needs nobody's identity: whoever asks learns nothing, only the mailbox's owner does."""

    form = "access_form"
    personal = False

    def steps(self) -> Sequence[Step]:
        return [AccessReason(), Email()]


class SendAccessLink(ShopAction):
    def name(self) -> str:
        return "action_send_access_link"

    def reply(self, turn: Turn) -> Replies:
        email, reason = str(turn.tracker.get_slot("email") or ""), str(turn.tracker.get_slot("reason") or "password")
        self.shop.account.send_access_link(turn.conversation, email, reason)
        return Reply.of("utter_access_link_sent", email=email, access_next=reason)

    def events(self, turn: Turn) -> list[EventType]:
        return [SlotSet("email", None), SlotSet("reason", None), SlotSet("something_done", True)]
