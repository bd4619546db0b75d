from __future__ import annotations

import pytest

from engine.nlu.guard import about_product, plain_intent


@pytest.mark.parametrize(
    "text, intent",
    [
        ("cancel order W1234567", "cancel_order"),
        ("hi, please cancel my last order", "cancel_order"),
        ("return W1000104, my email is a@b.com", "return_item"),
        ("I want to exchange the boots", "exchange_item"),
        ("where is my order W1234567?", "track_order"),
        ("change the water bottle in order W1000101", "change_order"),
        ("pay order W1000111 with my gift card", "change_order_payment"),
        ("W1000101", "inform"),
        ("where's my bike pump?", "track_order"),
        ("any news on my rowing machine", "track_order"),
        ("WELCOME10", "promo_code"),
        ("and WINTER30?", "promo_code"),
        ("it's order 1000101", "inform"),
        ("I don't want to cancel order W1234567", "deny"),
        ("no, the better return to me my money", "refund_request"),
        ("just give us back our money", "refund_request"),
    ],
)
def test_plain_words_name_the_intent(text: str, intent: str) -> None:
    assert plain_intent(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "cancel my membership",
        "I want to return to the menu",
        "what is your return policy",
        "change the address of order W1000001",
        "where is my account page",
        "any news on my job application",
        "you have not given me my money",
        "will you give me my money if it is lost",
        "OK",
        "hello",
        "I don't want to cancel it if it has shipped already",
    ],
)
def test_other_words_are_left_to_the_classifier(text: str) -> None:
    assert plain_intent(text) is None


def test_a_foreign_sentence_about_something_we_sell_is_about_the_product() -> None:
    assert about_product("tell me about the lamp", "out_of_scope", True) == "product_question"


def test_a_foreign_sentence_about_nothing_we_sell_stays_foreign() -> None:
    assert about_product("tell me about the moon", "out_of_scope", False) is None
