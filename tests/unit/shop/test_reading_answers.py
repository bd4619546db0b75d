from __future__ import annotations

import pytest

from shop.model.customer import PaymentMethod
from shop.services.reading.answers import read_payment_choice, read_phone, read_rating, read_reason

ALL = ["no_longer_needed", "ordered_by_mistake", "found_cheaper", "too_slow", "other"]
METHODS = [
    PaymentMethod("visa1", "c", "card", "visa", "9212"),
    PaymentMethod("mc1", "c", "card", "mastercard", "4421"),
    PaymentMethod("paypal_5727330", "c", "paypal"),
    PaymentMethod("gift1", "c", "gift_card"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't need it anymore", "no_longer_needed"),
        ("no longer needed", "no_longer_needed"),
        ("dont want it", "no_longer_needed"),
        ("changed my mind", "no_longer_needed"),
        ("my plans have changed", "no_longer_needed"),
        ("i already have one", "no_longer_needed"),
        ("got it as a gift", "no_longer_needed"),
        ("bought it somewhere else", "no_longer_needed"),
        ("ordered by mistake", "ordered_by_mistake"),
        ("it was an accident", "ordered_by_mistake"),
        ("accidentaly clicked twice", "ordered_by_mistake"),
        ("i ordered the wrong size", "ordered_by_mistake"),
        ("ordered it twice lol", "ordered_by_mistake"),
        ("oops wrong one", "ordered_by_mistake"),
        ("my son ordered it", "ordered_by_mistake"),
        ("found it cheaper", "found_cheaper"),
        ("there's a better price on another site", "found_cheaper"),
        ("too expensive for me", "found_cheaper"),
        ("it takes too long", "too_slow"),
        ("taking forever", "too_slow"),
        ("I needed it by Friday", "too_slow"),
        ("it won't arrive in time", "too_slow"),
        ("another reason", "other"),
        ("rather not say", "other"),
        ("none of those", "other"),
        ("found_cheaper", "found_cheaper"),
        ("hello", None),
        ("cancel order W2611340", None),
        ("", None),
    ],
)
def test_a_reason_is_understood(text: str, expected: str | None) -> None:
    assert read_reason(text, ALL) == expected


def test_a_reason_that_the_shop_does_not_take_is_none() -> None:
    assert read_reason("found it cheaper", ["no_longer_needed", "ordered_by_mistake"]) is None


def test_a_reason_that_the_shop_does_not_take_is_other_where_it_takes_that() -> None:
    assert read_reason("found it cheaper", ["no_longer_needed", "other"]) == "other"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my gift card", ["gift1"]),
        ("giftcard", ["gift1"]),
        ("GC please", ["gift1"]),
        ("paypal", ["paypal_5727330"]),
        ("pay pal", ["paypal_5727330"]),
        ("put it on my PayPal account", ["paypal_5727330"]),
        ("the visa", ["visa1"]),
        ("Visa card", ["visa1"]),
        ("master card", ["mc1"]),
        ("card ending 9212", ["visa1"]),
        ("the one ending in 4421", ["mc1"]),
        ("original payment method", ["mc1"]),
        ("back to where it came from", ["mc1"]),
        ("the same card", ["mc1"]),
        ("how i paid", ["mc1"]),
        ("the other card", ["visa1"]),
        ("credit card", ["visa1", "mc1"]),
        ("a card", ["visa1", "mc1"]),
        ("paypal_5727330", ["paypal_5727330"]),
        ("not the gift card, paypal", ["paypal_5727330"]),
        ("paypal instead of visa", ["paypal_5727330"]),
        ("gift card, if that is not possible then paypal", ["gift1"]),
        ("gift card or paypal", ["paypal_5727330", "gift1"]),
        ("amex", []),
        ("bitcoin", []),
        ("", []),
    ],
)
def test_a_payment_method_is_understood(text: str, expected: list[str]) -> None:
    assert [m.id for m in read_payment_choice(text, METHODS, "mc1")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        ("5!", 5),
        ("4/5", 4),
        ("4 out of 5", 4),
        ("10/10", 5),
        ("7 of 10", 4),
        ("five stars", 5),
        ("3 stars", 3),
        ("\u2b50\u2b50\u2b50\u2b50", 4),
        ("i'd give it a 3", 3),
        ("I'd rate it 2", 2),
        ("a solid 4", 4),
        ("four", 4),
        ("1 from me", 1),
        ("4.5", 5),
        ("perfect", 5),
        ("terrible!", 1),
        ("my rating is 4", 4),
        ("0", None),
        ("6", None),
        ("3 days late", None),
        ("i gave it 3 weeks", None),
        ("order 2611340", None),
        ("great but slow", None),
        ("", None),
        ("what does 5 mean", None),
    ],
)
def test_a_rating_is_understood(text: str, expected: int | None) -> None:
    assert read_rating(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(555) 123-4567", "5551234567"),
        ("+44 20 7946 0958", "+442079460958"),
        ("call me on 555.123.4567 please", "5551234567"),
        ("5551234567", "5551234567"),
        ("555-1234", "5551234"),
        ("+1-555-123-4567", "+15551234567"),
        ("my number is 020 7946 0958", "02079460958"),
        ("2611340", None),
        ("W2611340", None),
        ("#2611340", None),
        ("12345", None),
        ("", None),
    ],
)
def test_a_telephone_number_is_understood(text: str, expected: str | None) -> None:
    assert read_phone(text) == expected
