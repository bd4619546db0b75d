"""Pleasantries, and complaints that are heard before they are helped."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.base import Replies, ShopAction, offer_person
from actions.handoff import open_case
from actions.replies import Reply
from actions.turn import Turn


class Saying(ShopAction):
    """One response, and back to what was interrupted."""

    action: ClassVar[str]

    @property
    @abstractmethod
    def response(self) -> str: ...

    def name(self) -> str:
        return self.action

    def reply(self, turn: Turn) -> Replies:
        return Reply.of(self.response)


class Greet(Saying):
    action, response = "action_greet", "utter_greet"


class AdmitRobot(Saying):
    action, response = "action_admit_robot", "utter_bot_challenge"


class TellCapabilities(Saying):
    action, response = "action_tell_capabilities", "utter_capabilities"


class Closing(Saying):
    """At the end of a conversation in which something was done, a rating is asked for, once."""

    def proceed(self, turn: Turn) -> list[EventType]:
        done = turn.tracker.get_slot("something_done")
        if turn.form is None and not turn.open_requests and done and self.shop.feedback.may_ask(turn.conversation):
            return [SlotSet("something_done", None), FollowupAction("rating_form")]
        return super().proceed(turn)


class SayGoodbye(Closing):
    """Who leaves in the middle of something is not held back; it is still there when they return."""

    action, response = "action_say_goodbye", "utter_goodbye"

    def proceed(self, turn: Turn) -> list[EventType]:
        return [] if turn.form is not None else super().proceed(turn)


class SayWelcome(Closing):
    action, response = "action_say_welcome", "utter_youre_welcome"


class AnswerNo(Closing):
    action, response = "action_answer_no", "utter_answer_no"


class HearComplaint(ShopAction):
    """Heard first; the second complaint goes to a person, once more where a person was there before."""

    response = "utter_hear_complaint"

    def name(self) -> str:
        return "action_hear_complaint"

    def reply(self, turn: Turn) -> Replies:
        earlier = [m for m in turn.said_since_person[:-1] if m.intent in ("complaint", "insult")]
        if earlier:
            return [Reply.of(self.response), open_case(turn, "complaint", "complaints")]
        return [Reply.of(self.response), offer_person(turn)]


class HearInsult(HearComplaint):
    response = "utter_hear_insult"

    def name(self) -> str:
        return "action_hear_insult"
