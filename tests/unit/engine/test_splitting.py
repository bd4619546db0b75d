from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.glossing import Glossary
from engine.nlu.reading import PART_OF, Reader, put
from engine.nlu.requests import REQUESTS, RequestJoiner, RequestSplitter, leading, original_span, requests_in
from engine.nlu.splitting import MOST, asks, clauses, sentences


def parts_of(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text)]


def a_part(text: str, intent: str, confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    return {"text": text, "english": text, "intent": intent, "confidence": confidence, "entities": [], "catalogue": [],
            **more}  # fmt: skip


def a_message(text: str) -> Message:
    message = Message({TEXT: text})
    put(message, Reader({}, frozenset()).read(text, language="en"))
    return message


def texts(parts: list[dict[str, Any]]) -> list[str]:
    return [request["text"] for request in requests_in(parts)]


def intents(parts: list[dict[str, Any]]) -> list[str]:
    return [request["intent"] for request in requests_in(parts)]


@pytest.mark.parametrize(
    "text, parts",
    [
        ("cancel W1 and where is W2?", ["cancel W1", "where is W2?"]),
        ("return the lamp and exchange the boots", ["return the lamp", "exchange the boots"]),
        ("cancel W1, and also return W2", ["cancel W1", "return W2"]),
        ("where is W1? also my jacket came torn", ["where is W1?", "my jacket came torn"]),
        ("cancel W1\nreturn W2", ["cancel W1", "return W2"]),
    ],
)
def test_several_requests_are_told_apart(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text",
    ["return the lamp and the boots", "my name is Ann and my zip is 12345", "yes", "", "the blue one and the red one"],
)
def test_one_request_stays_whole(text: str) -> None:
    assert parts_of(text) == [text]


def test_the_sentences_of_a_letter_are_looked_at_whole() -> None:
    text = "Hello. I bought a lamp, and it was nice. Then it broke. Can you refund me and cancel the rest?"
    assert parts_of(text) == ["Hello.", "I bought a lamp, and it was nice.", "Then it broke.",
                              "Can you refund me and cancel the rest?"]  # fmt: skip


def test_no_more_clauses_are_read_than_a_message_may_have() -> None:
    assert len(clauses("where is my order? " * 2 * MOST)) == MOST


def test_an_abbreviation_ends_no_sentence() -> None:
    assert len(sentences("Where is order no. 5 please? Thanks")) == 2


@pytest.mark.parametrize("text", ["where is it", "could you help", "pls cancel", "track it", "W1 to return"])
def test_a_wish_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["my name is Ann", "the lamp broke", "thanks", "W1234567"])
def test_a_report_does_not_ask(text: str) -> None:
    assert not asks(text)


def test_a_greeting_is_read_with_the_request_that_follows() -> None:
    parts = [a_part("hello", "greet"), a_part("cancel W1", "cancel_order"), a_part("where is W2?", "track_order")]
    assert texts(parts) == ["hello cancel W1", "where is W2?"]


def test_what_is_said_after_a_request_is_read_with_it() -> None:
    parts = [
        a_part("cancel W1", "cancel_order"),
        a_part("my zip is 12345", "inform"),
        a_part("where is W2?", "track_order"),
    ]
    assert texts(parts) == ["cancel W1 my zip is 12345", "where is W2?"]


def test_what_happened_before_a_request_is_no_request() -> None:
    parts = [a_part("I received my order W1", "track_order"), a_part("I want to return it", "return_item")]
    assert intents(parts) == ["return_item"]


def test_a_reported_damage_is_a_request() -> None:
    parts = [a_part("where is W2?", "track_order"), a_part("my jacket came torn", "damaged_wrong_item")]
    assert intents(parts) == ["track_order", "damaged_wrong_item"]


def test_a_report_that_is_not_sure_is_no_request() -> None:
    parts = [a_part("where is W2?", "track_order"), a_part("my jacket came torn", "damaged_wrong_item", 0.6)]
    assert intents(parts) == ["track_order"]


def test_a_request_that_is_not_sure_is_none() -> None:
    parts = [a_part("cancel W1", "cancel_order"), a_part("what about the rest?", "track_order", 0.4)]
    assert intents(parts) == ["cancel_order"]


def test_a_denied_request_is_left_out_with_its_words() -> None:
    parts = [a_part("where is W1?", "track_order"), a_part("I don't want to cancel it", "cancel_order")]
    assert texts(parts) == ["where is W1?"]


def test_one_request_in_two_clauses_is_one() -> None:
    parts = [a_part("cancel W1", "cancel_order"), a_part("please cancel W2", "cancel_order")]
    assert texts(parts) == ["cancel W1 please cancel W2"]


def test_what_was_found_in_both_clauses_of_a_request_is_kept() -> None:
    numbers = [{"entity": "order_number", "value": value} for value in ("W1", "W2")]
    parts = [a_part("hi W1", "inform", entities=numbers[:1]), a_part("cancel W2", "cancel_order", entities=numbers[1:])]
    assert requests_in(parts)[0]["entities"] == numbers


def test_the_first_of_several_requests_leads() -> None:
    parts = [a_part("cancel W1", "cancel_order", 0.8), a_part("where is W2?", "track_order")]
    whole = a_part("cancel W1 and where is W2?", "track_order")
    assert leading(whole, parts, requests_in(parts)) == {"name": "cancel_order", "confidence": 0.8}


def test_a_message_that_only_denies_is_a_no() -> None:
    lead = leading(a_part("I don't want to cancel", "cancel_order"), [], [])
    assert lead is not None and lead["name"] == "deny"


def test_the_request_beside_a_denial_leads() -> None:
    parts = [a_part("I don't want to cancel", "cancel_order"), a_part("where is it?", "track_order")]
    lead = leading(a_part("I don't want to cancel, where is it?", "cancel_order"), parts, requests_in(parts))
    assert lead is not None and lead["name"] == "track_order"


def test_a_message_with_one_request_and_no_denial_stands_as_a_whole() -> None:
    parts = [a_part("hello there", "greet"), a_part("where is it?", "track_order")]
    assert leading(a_part("hello there, where is it?", "track_order"), parts, requests_in(parts)) is None


def test_the_span_of_a_gloss_maps_back_to_the_words_it_comes_from() -> None:
    text = "annule W1 et où est W2"
    glossary = Glossary.parse("fr", "annule\tcancel\net\tand\noù est\twhere is\n")
    reading = Reader({"fr": glossary}, frozenset()).read(text, language="fr")
    begin = reading.english.index("where")
    start, end = original_span(reading.places, (begin, len(reading.english)))
    assert text[start:end] == "où est W2"


def test_the_span_of_an_english_message_is_itself() -> None:
    assert original_span([(0, 20, 0, 20)], (5, 9)) == (5, 9)


def test_a_span_of_a_message_that_is_one_phrase_is_all_of_it() -> None:
    assert original_span([(0, 30, 0, 21)], (16, 30)) == (0, 21)


def test_a_span_that_no_word_stands_in_is_empty() -> None:
    assert original_span([(0, 3, 0, 4), (4, 8, 5, 9)], (8, 9)) == (0, 0)


def test_the_clauses_of_a_message_are_messages_behind_it() -> None:
    read = RequestSplitter().process([a_message("cancel W1 and where is W2?")])
    assert [(m.get(TEXT), m.get(PART_OF)) for m in read] == [
        ("cancel W1 and where is W2?", None),
        ("cancel W1", 0),
        ("where is W2?", 0),
    ]


def test_the_joiner_leaves_the_message_alone_with_its_requests() -> None:
    messages = RequestSplitter().process([a_message("cancel W1 and where is W2?")])
    for message, intent in zip(messages, ["track_order", "cancel_order", "track_order"]):
        message.set(INTENT, {"name": intent, "confidence": 0.9})
    (whole,) = RequestJoiner().process(messages)
    assert [request["intent"] for request in whole.get(REQUESTS)] == ["cancel_order", "track_order"]


def test_what_is_surely_said_beside_a_request_is_one_too() -> None:
    parts = [
        a_part("stop the daily emails", "newsletter"),
        a_part("my new address is 210 Birch St", "change_address", 0.95),
    ]
    assert intents(parts) == ["newsletter", "change_address"]


def test_a_complaint_that_shall_be_put_on_record_is_a_request() -> None:
    parts = [
        a_part("I want that on record as a complaint", "complaint", 0.95),
        a_part("let a manager ring me", "human_handoff"),
    ]
    assert intents(parts) == ["complaint", "human_handoff"]


def test_a_complaint_is_the_colour_of_a_request() -> None:
    parts = [a_part("this is ridiculous", "complaint", 0.95), a_part("where is W2?", "track_order")]
    assert intents(parts) == ["track_order"]
