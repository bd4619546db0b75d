from __future__ import annotations

import pytest

from shop.model.money import Money
from shop.model.product import Product, Variant
from shop.services.catalogue import Query, named_in, names_something, points_elsewhere, search


def product(name: str, category: str, description: str, *variants: tuple[dict[str, str], int, bool]) -> Product:
    made = [
        Variant(f"{name}-{i}", name, options, Money(price * 100, "USD"), available)
        for i, (options, price, available) in enumerate(variants)
    ]
    return Product(name, name, category, description, variants=made)


PRODUCTS = [
    product(
        "Headphones",
        "audio",
        "Over-ear sound",
        ({"color": "red", "connectivity": "wireless"}, 150, True),
        ({"color": "black", "connectivity": "wired"}, 90, True),
    ),
    product("Wireless Earbuds", "audio", "Small and light", ({"color": "black"}, 120, True)),
    product(
        "Bluetooth Speaker",
        "audio",
        "For parties",
        ({"color": "green", "water resistance": "yes"}, 200, True),
        ({"color": "blue", "water resistance": "no"}, 60, False),
    ),
    product(
        "Water Bottle",
        "kitchen",
        "Keeps drinks cold",
        ({"color": "blue", "capacity": "500ml"}, 20, True),
        ({"color": "red", "capacity": "1000ml"}, 30, True),
        ({"color": "blue", "capacity": "1000ml"}, 35, True),
    ),
    product("Tea Kettle", "kitchen", "For the stove", ({"material": "glass"}, 50, True)),
    product("Electric Kettle", "kitchen", "Boils fast", ({"material": "steel"}, 70, True)),
    product(
        "Desk Lamp",
        "home",
        "Light for reading",
        ({"brightness": "high", "color": "white"}, 45, True),
        ({"brightness": "low", "color": "black"}, 40, True),
    ),
    product(
        "Hiking Boots",
        "outdoor",
        "For mountains and camping",
        ({"size": "9", "waterproof": "yes"}, 140, True),
        ({"size": "9", "waterproof": "no"}, 110, True),
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("headphones", ["Headphones"]),
        ("do you have hedphones?", ["Headphones"]),
        ("the earbuds", ["Wireless Earbuds"]),
        ("how much is the speaker", ["Bluetooth Speaker"]),
        ("bottle", ["Water Bottle"]),
        ("kettle", ["Tea Kettle", "Electric Kettle"]),
        ("electric kettle", ["Electric Kettle"]),
        ("compare the tea kettle and the electric kettle", ["Tea Kettle", "Electric Kettle"]),
        ("headphones vs earbuds", ["Headphones", "Wireless Earbuds"]),
        ("what's the difference between headphones or the speaker", ["Headphones", "Bluetooth Speaker"]),
        ("is the lamp better than the bottle", ["Desk Lamp", "Water Bottle"]),
        ("boot", ["Hiking Boots"]),
        ("where is my refund", []),
        ("what do you sell", []),
        ("", []),
    ],
)
def test_products_are_found_by_their_names(text: str, expected: list[str]) -> None:
    assert [p.name for p in named_in(text, PRODUCTS)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("headphones", ["Headphones-1", "Headphones-0"]),
        ("wireless headphones", ["Headphones-0"]),
        ("headphones under $100", ["Headphones-1"]),
        ("a blue water bottle", ["Water Bottle-0", "Water Bottle-2"]),
        ("1000ml bottle for less than 33", ["Water Bottle-1"]),
        ("the cheapest bottle", ["Water Bottle-0", "Water Bottle-1", "Water Bottle-2"]),
        ("most expensive bottle", ["Water Bottle-2", "Water Bottle-1", "Water Bottle-0"]),
        ("waterproof boots", ["Hiking Boots-0"]),
        ("boots that are not waterproof", ["Hiking Boots-1"]),
        ("i need a bright lamp in white", ["Desk Lamp-0"]),
        ("something for camping", ["Hiking Boots-1", "Hiking Boots-0"]),
        ("blue speaker", []),
        ("unicorn", []),
        ("lamp under 10", []),
    ],
)
def test_a_search_finds_what_is_available_and_fits(text: str, expected: list[str]) -> None:
    hits = search(Query.read(text, "USD"), PRODUCTS)
    assert [v.id for hit in hits for v in hit.variants] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kettles", ["Electric Kettle", "Tea Kettle"]),
        ("cheapest kettle", ["Tea Kettle", "Electric Kettle"]),
        ("the most expensive kettle", ["Electric Kettle", "Tea Kettle"]),
        ("audio", ["Bluetooth Speaker", "Headphones", "Wireless Earbuds"]),
        ("audio under 130", ["Headphones", "Wireless Earbuds"]),
        (
            "what is the cheapest thing you have",
            [
                "Water Bottle",
                "Desk Lamp",
                "Tea Kettle",
                "Electric Kettle",
                "Headphones",
                "Hiking Boots",
                "Wireless Earbuds",
                "Bluetooth Speaker",
            ],
        ),
    ],
)
def test_hits_come_in_the_order_asked_for(text: str, names: list[str]) -> None:
    assert [hit.product.name for hit in search(Query.read(text, "USD"), PRODUCTS)] == names


def test_a_colour_is_no_slip_for_a_name() -> None:
    blocks = product("Building Blocks", "toys", "Smooth", ({"pieces": "60"}, 40, True))
    assert named_in("is it in stock in black?", [blocks]) == []


def test_a_short_word_is_no_slip_for_a_name() -> None:
    card = product("Gift Card", "gifts", "For anybody", ({"value": "100"}, 100, True))
    assert search(Query.read("do you sell cars", "USD"), [card]) == []


@pytest.mark.parametrize("text, elsewhere", [("the most expensive backpack", True), ("the cheapest lamp", False),
                                             ("the cheapest one please", False), ("the cheapest for my son", False)])  # fmt: skip
def test_an_extreme_of_another_thing_points_elsewhere(text: str, elsewhere: bool) -> None:
    assert points_elsewhere(text, [("Desk Lamp", "home")]) is elsewhere


@pytest.mark.parametrize("text, names", [("what's in it?", False), ("show me something", False), ("a lamp", True)])
def test_words_to_search_by_are_told_from_talk(text: str, names: bool) -> None:
    assert names_something(text) is names
