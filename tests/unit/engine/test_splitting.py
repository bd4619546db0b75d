from __future__ import annotations

import pytest

from engine.nlu.requests import several
from engine.nlu.splitting import asks, split_requests


@pytest.mark.parametrize(
    "text, parts",
    [
        ("cancel W1 and where is W2?", ["cancel W1", "where is W2?"]),
        ("return the lamp and exchange the boots", ["return the lamp", "exchange the boots"]),
        ("cancel W1, and also return W2", ["cancel W1", "return W2"]),
        ("where is W1? also my jacket came torn", ["where is W1?", "my jacket came torn"]),
    ],
)
def test_several_requests_are_told_apart(text: str, parts: list[str]) -> None:
    assert split_requests(text) == parts


@pytest.mark.parametrize(
    "text",
    ["return the lamp and the boots", "my name is Ann and my zip is 12345", "yes", "", "the blue one and the red one"],
)
def test_one_request_stays_whole(text: str) -> None:
    assert len([part for part in split_requests(text) if asks(part)]) <= 1


def part(text: str, intent: str, confidence: float = 0.9) -> dict[str, object]:
    return {"text": text, "intent": intent, "confidence": confidence, "entities": [], "catalogue": []}


def test_a_greeting_is_read_with_the_request_that_follows() -> None:
    parts = [part("hello", "greet"), part("cancel W1", "cancel_order"), part("where is W2?", "track_order")]
    assert [request["text"] for request in several(parts)] == ["hello cancel W1", "where is W2?"]


def test_what_happened_before_a_request_is_no_request() -> None:
    parts = [part("I received my order W1", "track_order"), part("I want to return it", "return_item")]
    assert several(parts) == []


def test_a_reported_damage_is_a_request() -> None:
    parts = [part("where is W2?", "track_order"), part("my jacket came torn", "damaged_wrong_item")]
    assert [request["intent"] for request in several(parts)] == ["track_order", "damaged_wrong_item"]
