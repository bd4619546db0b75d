"""A person has given the conversation back."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.after_person import GreetAfterPerson
from actions.people import moods
from actions.phrasing import Phrases
from actions.turn import Turn

UPSET = {"value": -0.99, "label": "negative", "upset": True}
ANGRY = {"event": "user", "text": "this is a disgrace", "parse_data": {"text": "…", "sentiment": UPSET}}
GREETED = {"event": "action", "name": "action_greet_after_person"}
WORDS = {"responses": {"utter_part_a_colleague": [{"text": "our team"}]}}


@dataclass
class Feedback:
    """Lets itself be asked `times` times."""

    times: int = 1
    asked: list[tuple[str, str]] = field(default_factory=list)

    def may_ask_after_person(self, conversation_id: str, ticket_id: str) -> bool:
        self.asked.append((conversation_id, ticket_id))
        return len(self.asked) <= self.times


def tracker_of(events: list[dict[str, Any]], latest: dict[str, Any]) -> Tracker:
    return Tracker("c1", {}, latest, events, False, None, {}, "action_listen")


def greeted(feedback: Feedback | None = None, **told: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What was said, and the events, after a person did what is `told`."""
    facts = {"outcome": "returned", "agent": "Ada", "note": "", "ticket": "T1", **told}
    read = {"text": "/person_returned", "intent": {"name": "person_returned", "confidence": 1.0}, "returned": facts}
    shop: Any = SimpleNamespace(feedback=feedback or Feedback())
    dispatcher = CollectingDispatcher()
    tracker = tracker_of([{"event": "user", "text": "/person_returned", "parse_data": read}], read)
    events = GreetAfterPerson(shop).perform(dispatcher, tracker, WORDS)
    return dispatcher.messages, [dict(event) for event in events]


def next_action(events: list[dict[str, Any]]) -> str:
    return next(str(event["name"]) for event in events if event["event"] == "followup")


def test_who_comes_back_says_who_handed_over() -> None:
    said, _ = greeted()
    assert [(m["response"], m["agent"]) for m in said] == [("utter_back_from_person", "Ada")]


def test_a_note_is_passed_on() -> None:
    said, _ = greeted(note="The refund is on its way.")
    assert [(m["response"], m["note"]) for m in said] == [("utter_back_from_person_note", "The refund is on its way.")]


def test_an_agent_without_a_name_is_the_team() -> None:
    said, _ = greeted(agent="")
    assert said[0]["agent"] == "our team"


def test_after_a_closed_case_a_rating_is_asked_for() -> None:
    feedback = Feedback()
    said, events = greeted(feedback, outcome="resolved")
    assert ([m["response"] for m in said], next_action(events)) == (["utter_person_resolved"], "rating_form")
    assert feedback.asked == [("c1", "T1")]


def test_a_rating_is_not_asked_for_twice() -> None:
    _, events = greeted(Feedback(times=0), outcome="resolved")
    assert next_action(events) == "action_listen"


@pytest.mark.parametrize("outcome", ["returned", "left"])
def test_only_a_closed_case_is_rated(outcome: str) -> None:
    feedback = Feedback()
    _, events = greeted(feedback, outcome=outcome)
    assert (next_action(events), feedback.asked) == ("action_listen", [])


def test_nothing_is_said_to_a_customer_who_has_left() -> None:
    assert greeted(outcome="left")[0] == []


def a_turn(*events: dict[str, Any]) -> Turn:
    shop: Any = None
    return Turn(tracker_of(list(events), {}), shop, Phrases(WORDS), None, True)


def test_anger_from_before_a_person_was_there_is_past() -> None:
    calm = {"event": "user", "text": "thanks", "parse_data": {"text": "thanks", "sentiment": {"upset": False}}}
    assert moods(a_turn(ANGRY, ANGRY, GREETED, calm)) == [{"upset": False}]


def test_anger_after_a_person_was_there_counts_anew() -> None:
    assert moods(a_turn(ANGRY, GREETED, ANGRY)) == [UPSET]


def test_what_the_gateway_told_is_no_word_of_the_customer() -> None:
    told = {"event": "user", "text": "/person_returned",
            "parse_data": {"text": "/person_returned", "intent": {"name": "person_returned"}}}  # fmt: skip
    assert [message.said for message in a_turn(told, {"event": "user", "text": "hello"}).said_before] == ["hello"]


def test_complaints_from_before_a_person_was_there_are_past() -> None:
    told = {"event": "user", "text": "a complaint", "parse_data": {"text": "a complaint"}}
    assert len(a_turn(told, told, GREETED, told).said_since_person) == 1
