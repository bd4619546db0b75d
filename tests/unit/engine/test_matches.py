from __future__ import annotations

import pytest

from engine.nlu.matches import find_all, find_order_numbers


@pytest.mark.parametrize(
    "text",
    [
        "w2611340",
        "#W2611340",
        "order 2611340",
        "W 2611340",
        "#w 2611340,",
        "2611340",
        "order no. 2611340?",
        "(W2611340)",
    ],
)
def test_an_order_number_is_found_in_any_sloppy_form(text: str) -> None:
    assert [match.value for match in find_order_numbers(text)] == ["W2611340"]


@pytest.mark.parametrize(
    "text", ["1656367028", "357962501027", "555-261-1340", "26113", "abc2611340def", "item 6469567736"]
)
def test_other_numbers_are_no_order_numbers(text: str) -> None:
    assert find_order_numbers(text) == []


def test_two_order_numbers_are_both_found() -> None:
    assert [m.value for m in find_order_numbers("cancel W1000101 and 1000102")] == ["W1000101", "W1000102"]


@pytest.mark.parametrize(
    "text, kind, value",
    [
        ("mail Ann.Lee+x@Example.com please", "email", "ann.lee+x@example.com"),
        ("zip 19122", "postcode", "19122"),
        ("I live in SW1A 1AA", "postcode", "SW1A 1AA"),
        ("it cost $47.84", "money", "47.84 USD"),
        ("under 100 dollars", "money", "100 USD"),
        ("item 6469567736", "item_id", "6469567736"),
    ],
)
def test_other_facts_are_found(text: str, kind: str, value: str) -> None:
    assert [(m.kind, m.value) for m in find_all(text)] == [(kind, value)]


def test_no_two_matches_overlap() -> None:
    found = find_all("W2611340, a.b@c.com, 90210, $5 and +1 555 123 4567")
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
