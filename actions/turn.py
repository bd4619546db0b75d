"""One call of an action: who speaks, what was said, what is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Callable, Iterable, Mapping, TypeVar

from rasa_sdk import Tracker

from actions import agenda, meaning
from actions.messages import Message, parts
from actions.phrasing import Phrases
from shop.bootstrap import Shop
from shop.services.orders import Desk

_Found = TypeVar("_Found")
AFTER_PERSON = "action_greet_after_person"


@dataclass
class Turn:
    """`message` is what this call is about: the newest message, the stored part of an earlier one, or None.

    `fresh`: the customer has just said it and nothing has answered yet. `cleared_up`: the message is the one before,
    with the meaning that the newest picked.
    """

    tracker: Tracker
    shop: Shop
    phrases: Phrases
    message: Message | None
    fresh: bool
    further: list[agenda.Request] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)
    cleared_up: bool = False

    @classmethod
    def read(cls, tracker: Tracker, domain: Mapping[str, Any], shop: Shop, in_hand: str | None = None) -> Turn:
        fresh = not _answered(tracker.events)
        phrases = Phrases(domain, str(tracker.get_slot("language") or "en"))
        if fresh:
            messages = parts(tracker.latest_message or {})
            cleared = _cleared_up(tracker, phrases, messages[0])
            if cleared is not None:
                return cls(tracker, shop, phrases, cleared, True, cleared_up=True)
            further = agenda.following(messages, in_hand)
            return cls(tracker, shop, phrases, messages[0], True, further)
        current = tracker.get_slot("current_request") or {}
        message = Message.of(current["message"]) if current.get("message") else None
        return cls(tracker, shop, phrases, message, False)

    def once(self, name: str, make: Callable[[], _Found]) -> _Found:
        """What was looked up in this call is not looked up again."""
        if name not in self.found:
            self.found[name] = make()
        kept: _Found = self.found[name]
        return kept

    @property
    def conversation(self) -> str:
        return str(self.tracker.sender_id)

    @property
    def text(self) -> str:
        """The message in English: what is read."""
        return self.message.text if self.message else ""

    @property
    def said(self) -> str:
        """The message in the customer's own words: what is kept, and where names and addresses stand."""
        return self.message.said or self.message.text if self.message else ""

    @property
    def requested(self) -> str | None:
        value = self.tracker.get_slot("requested_slot")
        return str(value) if value else None

    @property
    def form(self) -> str | None:
        return (self.tracker.active_loop or {}).get("name")

    @property
    def open_requests(self) -> list[agenda.Request]:
        return list(self.tracker.get_slot("open_requests") or [])

    @property
    def message_id(self) -> str:
        return str((self.tracker.latest_message or {}).get("message_id") or "")

    @property
    def offer(self) -> agenda.Request | None:
        """What was offered in answer to the message before this one, or None."""
        kept = self.tracker.get_slot("offer") or {}
        return kept.get("request") if kept and kept.get("after") == self.previous_id else None

    @property
    def previous_id(self) -> str:
        """Of the customer's message before the newest one; "" where there is none."""
        return previous_id(self.tracker)

    @cached_property
    def customer(self) -> str | None:
        """The verified customer's id, from the database: never from a slot."""
        return self.shop.identity.who(self.conversation)

    @cached_property
    def desk(self) -> Desk:
        """The customer's orders and the products in them, read once a call. Raises NotVerified."""
        return self.shop.orders.desk(self.conversation)

    @property
    def said_before(self) -> list[Message]:
        """Every message of the customer in this session, oldest first; what the gateway told is none of theirs."""
        return _said_in(self.tracker.events)

    @property
    def said_since_person(self) -> list[Message]:
        """Those since a person had the conversation, or all where none had: what was before is past."""
        return _said_in(since_person(self.tracker))


def since_person(tracker: Tracker) -> list[Mapping[str, Any]]:
    """The events since a person had the conversation and gave it back, or all of this session."""
    events = list(tracker.events)
    back = [place for place, event in enumerate(events) if event.get("name") == AFTER_PERSON]
    return events[back[-1] :] if back else events


def _said_in(events: Iterable[Mapping[str, Any]]) -> list[Message]:
    told = (m for event in events if event.get("event") == "user" for m in parts(_parse_data(event)))
    return [message for message in told if message.intent != "person_returned"]


def previous_id(tracker: Tracker) -> str:
    said = [event.get("message_id") for event in tracker.events if event.get("event") == "user"]
    return str(said[-2]) if len(said) > 1 else ""


def _cleared_up(tracker: Tracker, phrases: Phrases, answer: Message) -> Message | None:
    """The message before, where it was asked what it meant and this one says so."""
    asked = tracker.get_slot("meant")
    if not asked or asked.get("after") != previous_id(tracker):
        return None
    return meaning.chosen(asked, answer, phrases)


def _parse_data(event: Mapping[str, Any]) -> Mapping[str, Any]:
    return event.get("parse_data") or {"text": event.get("text")}


def _answered(events: Any) -> bool:
    """Whether an action has run since the customer's newest message; a form's own call, added last, does not count."""
    ran = []
    for event in reversed(list(events)):
        if event.get("event") == "user":
            break
        if event.get("event") == "action" and event.get("name") != "action_extract_slots":
            ran.append(event)
    else:
        return True
    if ran and str(ran[0].get("name")).endswith("_form") and ran[0].get("policy") is None:
        ran = ran[1:]
    return bool(ran)
