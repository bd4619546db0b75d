"""Which of the clauses are requests, and what the whole message asks for first."""

from __future__ import annotations

from typing import Any

from engine.nlu.requests import leading, requests_in


def a_part(text: str, intent: str, confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    return {"text": text, "english": text, "intent": intent, "confidence": confidence, "entities": [], "catalogue": [],
            **more}  # fmt: skip


def texts(parts: list[dict[str, Any]]) -> list[str]:
    return [request["text"] for request in requests_in(parts)]


def intents(parts: list[dict[str, Any]]) -> list[str]:
    return [request["intent"] for request in requests_in(parts)]


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
