from __future__ import annotations

import pytest

from shop.services.reading.answers import is_no, is_no_but, is_yes, is_yes_but

YES = (
    "yes|Yes!|yeah|yep|y|sure|ok|okay thanks|go ahead|do it|please do|confirm|I confirm|yes please|that's right"
    "|correct|proceed"
    "|yes, cancel it|yes that's correct, thanks|sounds good|\U0001f44d|yes i'm sure|YES DO IT NOW|why not"
    "|no problem, go ahead"
    "|yes go ahead and return them|looks good to me|perfect, thank you|that is fine|yess|Yup.|of course|yes, both"
    "|absolutely!!"
    "|Yes. Please proceed.|yes, process it|Yes, that's all correct|sure, go for it"
    "|yes, that's everything|yes those are all the items|yes that's all, go ahead|yes, that is all I want to exchange"
    "|yep nothing else, please proceed"
    "|yes, delete everything|yes, delete|yes, charge it|yes that one|that's the right one|that's fine with me|gladly"
).split("|")
NO = (
    "no|nope|no thanks|nah|don't|do not do that|not yet|No!|n|absolutely not|i'd rather not|\U0001f44e"
    "|no, leave it|nevermind"
    "|forget it|no, I changed my mind|that's wrong|no stop|No thank you.|never mind|NOOO|not really"
    "|leave it please|no way|no don't"
).split("|")
YES_BUT = (
    "yes, exchange|ok, return|yes but change the colour|yes, and also cancel the lamp|yes if it's free|ok but to paypal"
    "|yes, to the other card please"
    "|sure, how long does it take?|yes except the lamp|yes, but use my gift card|ok wait|yes the blue one"
    "|okay and my other order"
    "|yeah no|yep, as long as it arrives by friday|yes cancel it but keep the lamp|ok can i ask something first"
    "|sure if you refund me"
    "|yes. also where is my other order|yes, only the lamp|y but not the second|go ahead but use visa"
    "|yes unless it costs extra|yes that's all but use visa|yes, nothing else but the lamp"
    "|okay what about the shoes|yes after you tell me the total|correct, except the size|yes, W2611340"
).split("|")
NO_BUT = (
    "no, the blue one|no but the other card|no, to paypal|nope, order W2611340|nah, the second|not really, make it red"
).split("|")
NEITHER = (
    "that one|delete|exchange|maybe|what?|hello|I want a human|are you sure?|the first|good question|cancel|thanks|please|that||it"
    "|what is right"
    "|is that correct?|not the lamp|not sure|i don't know|good morning|great service you have|that's everything|nothing else|W2611340|right now?"
).split("|")


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes_is_a_yes(text: str) -> None:
    assert (is_yes(text), is_no(text), is_yes_but(text)) == (True, False, False)


@pytest.mark.parametrize("text", NO)
def test_a_plain_no_is_a_no(text: str) -> None:
    assert (is_yes(text), is_no(text), is_yes_but(text)) == (False, True, False)


@pytest.mark.parametrize("text", YES_BUT)
def test_a_yes_with_more_to_it_is_no_yes(text: str) -> None:
    assert (is_yes(text), is_no(text), is_yes_but(text)) == (False, False, True)


@pytest.mark.parametrize("text", NO_BUT)
def test_a_no_with_more_to_it_is_more_than_a_no(text: str) -> None:
    assert (is_yes(text), is_no(text), is_no_but(text)) == (False, False, True)


@pytest.mark.parametrize("text", NEITHER)
def test_other_words_are_neither_yes_nor_no(text: str) -> None:
    assert not (is_yes(text) or is_no(text))
