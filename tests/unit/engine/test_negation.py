from __future__ import annotations

import pytest

from engine.nlu.negation import is_denied, is_refusal


@pytest.mark.parametrize(
    "text, intent",
    [
        ("I don't want to cancel", "cancel_order"),
        ("please do not send it back", "return_item"),
        ("no refund thanks", "refund_request"),
        ("no need to talk to a human", "human_handoff"),
        ("without changing the size", "change_order"),
        ("rather than exchange it", "exchange_item"),
        ("the membership cancel I not", "cancel_membership"),
    ],
)
def test_what_is_not_wanted_is_denied(text: str, intent: str) -> None:
    assert is_denied(text, intent)


@pytest.mark.parametrize("text, intent", [("cancel it", "cancel_order"), ("I want my money back", "refund_request")])
def test_a_plain_wish_is_not_denied(text: str, intent: str) -> None:
    assert not is_denied(text, intent)


def test_only_the_request_that_is_named_is_denied() -> None:
    assert not is_denied("I don't want a refund", "exchange_item")


@pytest.mark.parametrize("text", ["I'm not asking about that", "that's not what I meant", "I never said cancel"])
def test_what_was_not_asked_is_denied_whatever_it_was(text: str) -> None:
    assert is_denied(text, "greet")


@pytest.mark.parametrize("text", ["if it's not shipped yet cancel it", "unless you do not have it, don't cancel"])
def test_a_condition_denies_nothing(text: str) -> None:
    assert not is_denied(text, "cancel_order")


def test_a_denial_of_something_else_before_a_wish_denies_nothing() -> None:
    assert not is_denied("I don't want a new one, just refund my money", "refund_request")


def test_the_wish_after_but_is_not_denied_with_the_request_before_it() -> None:
    text = "don't return it but exchange it"
    assert (is_denied(text, "return_item"), is_denied(text, "exchange_item")) == (True, False)


@pytest.mark.parametrize("text", ["no, cancel it", "No. Cancel the order", "no! I want to cancel"])
def test_a_no_to_something_else_does_not_deny_the_wish_after_it(text: str) -> None:
    assert not is_denied(text, "cancel_order")


@pytest.mark.parametrize(
    "text, intent", [("it didn't arrive", "track_order"), ("I can't log in", "account_access"), ("no", "cancel_order")]
)
def test_trouble_that_is_told_with_a_not_is_no_denial(text: str, intent: str) -> None:
    assert not is_denied(text, intent)


def test_a_denial_far_from_the_request_is_none() -> None:
    text = "it is not the colour that I saw on your website last week so cancel"
    assert not is_denied(text, "cancel_order")


def test_news_told_with_a_no_is_no_refusal() -> None:
    assert not is_denied("I sent it back and still no refund", "refund_status")


@pytest.mark.parametrize("text, intent, refused", [("don't cancel it", "cancel_order", True),
                                                   ("it isn't missing", "missing_item", False),
                                                   ("I'm not asking about the invoice", "invoice", True)])  # fmt: skip
def test_only_what_would_change_something_is_refused_by_a_denial(text: str, intent: str, refused: bool) -> None:
    assert is_refusal(text, intent) is refused
