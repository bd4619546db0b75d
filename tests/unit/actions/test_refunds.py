"""Questions about refunds in general, and about one's own."""

from __future__ import annotations

import pytest

from actions.refunds import asks_in_general


@pytest.mark.parametrize(
    "text",
    [
        "how long would the refund take",
        "how long takes a refund",
        "How fast do you refund?",
        "when would you refund a return",
    ],
)
def test_a_question_of_time_asks_about_refunds_in_general(text: str) -> None:
    assert asks_in_general(text)


@pytest.mark.parametrize("text", ["where is my refund", "I still have no refund", "what about my money"])
def test_who_misses_money_asks_about_their_own(text: str) -> None:
    assert not asks_in_general(text)
