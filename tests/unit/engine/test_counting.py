from __future__ import annotations

import pytest

from engine.nlu.counting import find_ordinals, find_quantities


@pytest.mark.parametrize(
    "text, span, value",
    [("the second one please", "the second one", "2"), ("show me the last one", "the last one", "last"), ("option 3", "option 3", "3"),
     ("third one looks good", "third one", "3")],
)  # fmt: skip
def test_places_in_a_list_are_found(text: str, span: str, value: str) -> None:
    (found,) = find_ordinals(text)
    assert (text[found.start : found.end], found.value) == (span, value)


@pytest.mark.parametrize("text", ["the third time I ask", "my last name", "the first floor", "the last week"])
def test_other_places_are_none(text: str) -> None:
    assert find_ordinals(text) == []


@pytest.mark.parametrize(
    "text, span, value",
    [("both are too small", "both", "2"), ("two shirts please", "two", "2"), ("three of them came broken", "three", "3"), ("send 4 mugs", "4", "4"), ("twelve of the polos", "twelve", "12"), ("six will do", "six", "6")],
)  # fmt: skip
def test_numbers_of_things_are_found(text: str, span: str, value: str) -> None:
    (found,) = find_quantities(text)
    assert (text[found.start : found.end], found.value) == (span, value)


@pytest.mark.parametrize("text", ["size 42 shoes", "5 stars", "two days late", "iPhone 15 cases"])
def test_other_numbers_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


def test_both_numbers_of_a_part_of_a_whole_are_found() -> None:
    assert [each.value for each in find_quantities("I want to send back three of the five")] == ["3", "5"]


def test_a_gloss_that_has_lost_the_plural_still_counts_things() -> None:
    assert [each.value for each in find_quantities("add 4 mug on order", glossed=True)] == ["4"]


@pytest.mark.parametrize("text", ["5 stars out of 5 stars", "4 from the shop"])
def test_other_numbers_of_a_gloss_count_no_things(text: str) -> None:
    assert find_quantities(text, glossed=True) == []
