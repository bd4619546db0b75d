from __future__ import annotations

import pytest

from shop.model.money import Money
from shop.services.reading.choosing import Choice, Pick, pick


def usd(amount: int) -> Money:
    return Money(amount * 100, "USD")


SHIRTS = [
    Choice("s1", "T-Shirt (blue, S, cotton)", [], usd(20)),
    Choice("s2", "T-Shirt (red, S, polyester)", [], usd(30)),
    Choice("s3", "T-Shirt (blue, XL, polyester)", [], usd(30)),
]
LITRES = [Choice("1", "1 liter"), Choice("1.5", "1.5 liters"), Choice("2", "2 liters")]
ORDERS = [Choice("W2611340", "#W2611340"), Choice("W7678072", "#W7678072"), Choice("W9911714", "#W9911714")]


def values(answer: Pick) -> list[str]:
    return [choice.value for choice in answer.chosen]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the blue ones", ["s1", "s3"]),
        ("the shirt in red", ["s2"]),
        ("blue, xl", ["s3"]),
        ("blue and extra large", ["s3"]),
        ("the cheapest blue one", ["s1"]),
        ("all the t-shirts", ["s1", "s2", "s3"]),
        ("the second blue one", ["s3"]),
        ("the xl", ["s3"]),
        ("the blue one, size S", ["s1"]),
        ("everything but the red one", ["s1", "s3"]),
    ],
)
def test_options_tell_variants_of_one_thing_apart(text: str, expected: list[str]) -> None:
    assert values(pick(text, SHIRTS)) == expected


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("the blue one", ["s1", "s3"]),
        ("the shirt", ["s1", "s2", "s3"]),
        ("polyester", ["s2", "s3"]),
        ("the most expensive", ["s2", "s3"]),
        ("both", ["s1", "s2", "s3"]),
        ("not the red one", ["s1", "s3"]),
    ],
)
def test_what_fits_several_is_ambiguous(text: str, candidates: list[str]) -> None:
    answer = pick(text, SHIRTS)
    assert (answer.kind, [c.value for c in answer.candidates]) == ("ambiguous", candidates)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 liters", ["2"]),
        ("1.5 l", ["1.5"]),
        ("1.5", ["1.5"]),
        ("the 2 litre one", ["2"]),
        ("option 2", ["1.5"]),
        ("the second", ["1.5"]),
        ("1 liter", ["1"]),
    ],
)
def test_a_size_is_not_a_place_in_the_list(text: str, expected: list[str]) -> None:
    assert values(pick(text, LITRES)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2611340", "W2611340"),
        ("#w7678072", "W7678072"),
        ("order W9911714 pls", "W9911714"),
        ("the second", "W7678072"),
        ("w 7678072", "W7678072"),
    ],
)
def test_an_order_is_picked_by_its_number(text: str, expected: str) -> None:
    assert values(pick(text, ORDERS)) == [expected]


def test_a_typed_value_beats_the_place_in_the_list() -> None:
    sizes = [Choice(size, size) for size in ("8", "9", "10", "2")]
    assert values(pick("2", sizes)) == ["2"]


def test_a_number_that_is_both_place_and_name_is_ambiguous() -> None:
    cups = [Choice("a", "2 cups"), Choice("b", "4 cups")]
    assert pick("2", cups).kind == "ambiguous"
