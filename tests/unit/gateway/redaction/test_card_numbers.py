"""Card numbers are masked however they are written, and look-alikes stay."""

from __future__ import annotations

import random

import pytest

from gateway.chat.cleaning import clean
from gateway.chat.redaction import redact
from tests.unit.gateway.redaction.conftest import (
    DISGUISES,
    LOOK_ALIKE_SENTENCES,
    looked_alike,
    unmasked_cards,
)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_of_five_hundred_cards_in_a_disguise_at_least_995_in_a_thousand_are_masked(disguise: str) -> None:
    missed = unmasked_cards(DISGUISES[disguise], 500)
    assert len(missed) / 1_000 <= 0.005, missed[:10]


@pytest.mark.parametrize("kind", LOOK_ALIKE_SENTENCES)
def test_five_hundred_numbers_that_only_look_alike_stay(kind: str) -> None:
    dice = random.Random(7)
    texts = [clean(dice.choice(LOOK_ALIKE_SENTENCES[kind]).replace("{}", looked_alike(dice, kind))) for _ in range(500)]
    assert [text for text in texts if redact(text).text != text] == []


def test_a_number_is_a_card_where_nothing_calls_it_something_else() -> None:
    assert redact("4111111111111111").text == "•••• 1111"


def test_a_number_that_fails_the_check_is_none() -> None:
    assert redact("my card 4111111111111112").found == []


def test_the_nearer_name_tells_what_a_number_is() -> None:
    told = redact("parcel 4111111111111111 has not come, and my card 4242424242424242 was charged")
    assert told.text == "parcel 4111111111111111 has not come, and my card •••• 4242 was charged"


def test_a_parcel_that_is_merely_spoken_of_saves_no_card() -> None:
    assert redact("my parcel is late and I used 4111 1111 1111 1111 for it").found == ["card"]


def test_a_barcode_is_no_card_where_it_is_called_so() -> None:
    assert redact("barcode 4006381333931").found == [] and redact("Strichcode: 4006381333931").found == []


def test_expiry_and_code_behind_a_card_go_with_it() -> None:
    assert redact("4242 4242 4242 4242 12/27 123, W1000101").text == "•••• 4242 ••/•• •••, W1000101"
