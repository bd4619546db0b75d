"""One to five and a comment, asked at most once in a conversation."""

from __future__ import annotations

from typing import Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.base import Replies, ShopAction
from actions.forming import RequestForm
from actions.replies import Reply
from actions.step import Heard, Step, buttons
from actions.talk import Talk
from actions.turn import Turn
from shop.services.reading.answers import is_no, read_rating


class Rating(Step):
    slot = "rating"

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        value = read_rating(talk.text) if talk.message is not None else None
        if (
            value is None
            and asked
            and (is_no(talk.text) or (talk.message is not None and talk.message.intent == "goodbye"))
        ):
            return Heard(0, plain=True)
        return Heard(value, plain=True) if value is not None else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        return [Reply.of("utter_please_rate", *buttons(["1", "2", "3", "4", "5"]))]


class Comment(Step):
    slot = "comment"

    def applies(self, talk: Talk) -> bool:
        return bool(talk.filled.get("rating"))

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if not asked or talk.message is None:
            return None
        text = talk.said.strip()
        return Heard(
            "" if is_no(text) or talk.message.intent in ("deny", "goodbye", "thank") else text[:500], plain=True
        )

    def ask(self, talk: Talk) -> Sequence[Reply]:
        return [Reply.of("utter_please_comment")]


class ValidateRating(RequestForm):
    form = "rating_form"
    personal = False

    def steps(self) -> Sequence[Step]:
        return [Rating(), Comment()]

    def perform(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """A rating counts from the moment that it is given: many leave before the comment."""
        events = super().perform(dispatcher, tracker, domain)
        given = [
            e["value"] for e in events if e.get("event") == "slot" and e.get("name") == "rating" and e.get("value")
        ]
        if given:
            self.shop.feedback.rate(str(tracker.sender_id), int(given[-1]), "")
        return events


class ThankForRating(ShopAction):
    def name(self) -> str:
        return "action_thank_for_rating"

    def reply(self, turn: Turn) -> Replies:
        rating = turn.tracker.get_slot("rating")
        if not rating:
            return Reply.of("utter_answer_no")
        self.shop.feedback.rate(turn.conversation, int(rating), str(turn.tracker.get_slot("comment") or ""))
        return Reply.of("utter_rating_thanks" if int(rating) > 2 else "utter_rating_sorry")

    def events(self, turn: Turn) -> list[EventType]:
        return [SlotSet("rating", None), SlotSet("comment", None)]


class TakeRating(ShopAction):
    """A rating that nobody asked for is taken too."""

    def name(self) -> str:
        return "action_take_rating"

    def reply(self, turn: Turn) -> Replies:
        rating = read_rating(turn.text)
        if rating is None:
            return Reply.of("utter_not_understood")
        self.shop.feedback.rate(turn.conversation, rating, "")
        return Reply.of("utter_rating_thanks" if rating > 2 else "utter_rating_sorry")
