"""A message that may mean two things: the question, and what comes of the answer."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from rasa_sdk.events import EventType, SlotSet

from actions import agenda
from actions.messages import Message
from actions.phrasing import Phrases, undirected
from actions.replies import Button, Reply
from shop.services.reading.choosing import Choice, pick

MOST = 3


def title(phrases: Phrases, intent: str) -> str:
    """How a customer would put it; "" for intents that nobody is asked about."""
    return phrases.part(f"intent_{intent}")


def question(phrases: Phrases, message: Message) -> Reply | None:
    """Which of the likely meanings is it? None where there are not two that can be named."""
    titles = [title(phrases, intent) for intent in message.candidates if intent in agenda.STARTS][:MOST]
    named = list(dict.fromkeys(filter(None, titles)))
    return Reply.of("utter_did_you_mean", *map(Button, named)) if len(named) > 1 else None


def kept(message: Message, message_id: str) -> list[EventType]:
    """What was asked about, for the message that comes right after."""
    asked = {"after": message_id, "candidates": list(message.candidates)[:MOST], "message": agenda.stored(message)}
    return [SlotSet("meant", asked)]


def chosen(asked: Mapping[str, Any], answer: Message, phrases: Phrases) -> Message | None:
    """The message that was asked about, with the meaning that the answer picks; None where it picks none."""
    choices = [Choice(intent, title(phrases, intent)) for intent in asked["candidates"]]
    said = undirected(answer.said).casefold()
    titled = [choice for choice in choices if undirected(choice.title).casefold() == said]
    found: Sequence[Choice] = titled or pick(answer.text, choices).chosen
    if len(found) != 1:
        return None
    intent = {"name": found[0].value, "confidence": 1.0}
    return Message.of({**asked["message"], "intent": intent})
