"""The desk's private way into the running engine."""

from __future__ import annotations

import httpx
import pytest

from tests.live.stack import Stack


def ask(stack: Stack, body: object) -> httpx.Response:
    return httpx.post(f"http://127.0.0.1:{stack.engine_port}/webhooks/desk/explain", json=body, timeout=30)


def test_a_message_is_explained_from_its_words_to_the_next_step(stack: Stack) -> None:
    found = ask(stack, {"text": "je veux annuler la commande W1000101"}).json()
    assert (found["language"]["code"], found["intent"]["name"]) == ("fr", "cancel_order")
    assert found["next"]["action"] == "cancel_order_form" and "RulePolicy" in found["next"]["policy"]
    assert found["entities"][0]["value"] == "W1000101" and found["nearest"] and found["words"]


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": 5}, [], "text", {"text": "a" * 2001}])
def test_what_is_no_question_is_told_how_to_ask(stack: Stack, body: object) -> None:
    answer = ask(stack, body)
    assert answer.status_code == 400 and "text" in answer.json()["detail"]


def test_explaining_leaves_no_trace_in_the_conversation(stack: Stack) -> None:
    stack.say("desk-test", "hello")
    before = stack.spoken("desk-test")
    ask(stack, {"text": "cancel W1000101", "conversation": "desk-test"})
    assert stack.spoken("desk-test") == before
