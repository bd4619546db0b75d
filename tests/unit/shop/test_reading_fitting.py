from __future__ import annotations

import pytest

from shop.model.money import Money
from shop.model.product import Product, Variant
from shop.services.reading.wishes import best, choose, read_options


def shirt(variant_id: str, color: str, size: str, material: str, price: int, available: bool = True) -> Variant:
    options = {"color": color, "size": size, "material": material}
    return Variant(variant_id, "p", options, Money(price * 100, "USD"), available)


SHIRTS = Product(
    "p",
    "T-Shirt",
    variants=[
        shirt("10000001", "red", "M", "cotton", 20),
        shirt("10000002", "blue", "M", "cotton", 22),
        shirt("10000003", "blue", "L", "cotton", 24),
        shirt("10000004", "blue", "XL", "polyester", 18),
        shirt("10000005", "purple", "S", "polyester", 30),
        shirt("10000006", "purple", "S", "cotton", 28),
        shirt("10000007", "black", "M", "cotton", 15, available=False),
        shirt("10000008", "red", "XL", "cotton", 21),
    ],
)
MINE = SHIRTS.variants[0]


def leading(text: str) -> list[int]:
    wish = read_options(text, SHIRTS.option_values(), MINE.options)
    return [int(v.id[-1]) for v in best(SHIRTS, MINE, wish)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("blue", [2]),
        ("blue, L", [3]),
        ("purple", [6]),
        ("purple, prefer polyester", [5]),
        ("same but black", []),
        ("a bigger one", [8]),
        ("a size up", [3]),
        ("slightly bigger", [3]),
        ("the biggest", [8]),
        ("cheapest", [4]),
        ("most expensive", [5]),
        ("a cheaper one", [4]),
        ("cheapest purple", [6]),
        ("blue, size does not matter", [2, 3]),
        ("anything but red in XL", [4]),
        ("polyester", [4, 5]),
        ("item 10000003", [3]),
        ("10000007", []),
        ("smaller", [6]),
    ],
)
def test_the_best_variants_are_those_that_keep_most_of_the_present_one(text: str, expected: list[int]) -> None:
    assert leading(text) == expected


def test_the_present_variant_is_chosen_only_where_that_is_allowed() -> None:
    wish = read_options("red, M", SHIRTS.option_values(), MINE.options)
    assert (choose(SHIRTS, MINE, wish), choose(SHIRTS, MINE, wish, same_allowed=True)) == ([], [MINE])


def test_without_a_present_variant_the_cheapest_that_fits_comes_first() -> None:
    wish = read_options("cotton", SHIRTS.option_values())
    assert [v.price.minor for v in choose(SHIRTS, None, wish)] == sorted(
        v.price.minor for v in choose(SHIRTS, None, wish)
    )
