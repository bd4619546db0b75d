from __future__ import annotations

import pytest

from shop.services.reading.absent import absent

LAMP = {"color": ["black", "Navy Blue"], "brightness": ["low", "high"]}
SHIRT = {"size": ["S", "M", "XL"]}


@pytest.mark.parametrize("text, found", [("is it there in red?", ("color", "red")), ("in black please", None),
                                         ("in blue", None), ("how bright is it", None)])  # fmt: skip
def test_a_colour_that_is_not_made_is_named(text: str, found: tuple[str, str] | None) -> None:
    assert absent(text, LAMP) == found


def test_a_colour_that_is_made_beside_one_that_is_not_leaves_a_choice() -> None:
    assert absent("red or black", LAMP) is None


@pytest.mark.parametrize("text, found", [("do you have it in XXL", ("size", "xxl")), ("in extra large", None)])
def test_a_size_that_is_not_made_is_named(text: str, found: tuple[str, str] | None) -> None:
    assert absent(text, SHIRT) == found


def test_a_product_without_colours_lacks_none() -> None:
    assert absent("in red", SHIRT) is None
