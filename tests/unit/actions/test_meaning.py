"""A message that may mean two things, and customers who have had enough."""

from __future__ import annotations

from typing import Any

from actions import meaning
from actions.messages import Message
from actions.phrasing import Phrases

TITLES = {
    "utter_part_intent_cancel_order": [{"text": "Cancel my order"}],
    "utter_part_intent_return_item": [{"text": "Return an item"}],
}
PHRASES = Phrases({"responses": TITLES})


def a_message(text: str, *candidates: str, **more: Any) -> Message:
    return Message.of(
        {
            "text": text,
            "intent": {"name": "nlu_fallback", "confidence": 0.4},
            "doubt": {"candidates": list(candidates)},
            **more,
        }
    )


def asked() -> dict[str, Any]:
    unclear = a_message("the lamp goes", "cancel_order", "return_item")
    (slot,) = meaning.kept(unclear, "m1")
    return dict(slot["value"])


def test_two_likely_meanings_are_offered_in_the_customers_words() -> None:
    question = meaning.question(PHRASES, a_message("the lamp goes", "cancel_order", "return_item"))
    assert question is not None and [button.title for button in question.buttons] == [
        "Cancel my order",
        "Return an item",
    ]


def test_one_meaning_is_no_question() -> None:
    assert meaning.question(PHRASES, a_message("the lamp goes", "cancel_order")) is None


def test_meanings_without_a_name_are_not_offered() -> None:
    assert meaning.question(PHRASES, a_message("the lamp goes", "cancel_order", "track_order")) is None


def test_the_title_that_comes_back_gives_the_message_before_its_meaning() -> None:
    found = meaning.chosen(asked(), a_message("return an item"), PHRASES)
    assert found is not None and (found.intent, found.said) == ("return_item", "the lamp goes")


def test_a_place_in_the_list_picks_a_meaning_too() -> None:
    found = meaning.chosen(asked(), a_message("the first one"), PHRASES)
    assert found is not None and found.intent == "cancel_order"


def test_other_words_pick_none() -> None:
    assert meaning.chosen(asked(), a_message("what is the weather like"), PHRASES) is None
