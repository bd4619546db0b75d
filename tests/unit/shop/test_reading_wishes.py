from __future__ import annotations

from typing import Any

import pytest

from shop.services.reading.wishes import read_options

KEYBOARD = {
    "switch type": ["linear", "tactile", "clicky"],
    "backlight": ["RGB", "white", "none"],
    "size": ["full size", "80%", "60%"],
}
SHIRT = {
    "color": ["blue", "red", "purple", "black"],
    "size": ["XS", "S", "M", "L", "XL", "XXL"],
    "material": ["cotton", "polyester"],
    "style": ["crew neck", "v-neck"],
}
BOTTLE = {
    "capacity": ["500ml", "750ml", "1000ml"],
    "material": ["glass", "plastic", "stainless steel"],
    "color": ["green", "red"],
}
LAMP = {
    "brightness": ["low", "medium", "high"],
    "power source": ["AC adapter", "battery", "USB"],
    "color": ["black", "white"],
}
LAPTOP = {
    "screen size": ["13-inch", "15-inch", "17-inch"],
    "processor": ["i5", "i7", "i9"],
    "ram": ["8GB", "16GB", "32GB"],
    "storage": ["256GB SSD", "512GB SSD", "1TB SSD"],
    "color": ["black", "silver", "space grey"],
}
PUZZLE = {
    "pieces": ["500", "1000", "1500", "2000"],
    "theme": ["animals", "art", "fantasy"],
    "difficulty level": ["beginner", "intermediate", "expert"],
}
CAMERA = {"resolution": ["20MP", "24MP", "30MP"], "zoom": ["3x", "5x", "10x"], "storage": ["CF card", "SD card"]}
HOME = {"compatibility": ["Amazon Alexa", "Apple HomeKit", "Google Assistant"]}
BOOTS = {"size": ["7", "8", "9", "10"], "material": ["leather", "synthetic"], "waterproof": ["yes", "no"]}
BUDS = {
    "color": ["black", "blue"],
    "battery life": ["4 hours", "6 hours"],
    "water resistance": ["IPX4", "IPX7", "not resistant"],
}
GLASSES = {
    "frame color": ["black", "brown"],
    "lens color": ["black", "brown", "green"],
    "lens type": ["polarized", "non-polarized"],
    "frame material": ["metal", "plastic"],
}
LUGGAGE = {"piece count": ["2-piece", "3-piece"], "color": ["black", "red"], "material": ["hardshell", "softshell"]}
READER = {"connectivity": ["Wi-Fi", "Wi-Fi + Cellular"], "storage": ["8GB", "32GB"]}
SHELF = {"material": ["glass", "metal", "wood"], "height": ["3 ft", "4 ft", "5 ft"]}
ME = {"color": "red", "size": "M", "material": "cotton", "style": "v-neck"}


@pytest.mark.parametrize(
    ("values", "text", "wanted"),
    [
        (
            KEYBOARD,
            "clicky switches with RGB and full size",
            {"switch type": "clicky", "backlight": "RGB", "size": "full size"},
        ),
        (KEYBOARD, "without backlight", {"backlight": "none"}),
        (KEYBOARD, "no backlight pls", {"backlight": "none"}),
        (KEYBOARD, "CLICKY!!! 80 percent", {"switch type": "clicky", "size": "80%"}),
        (
            SHIRT,
            "purple, size S, v-neck, polyester",
            {"color": "purple", "size": "S", "style": "v-neck", "material": "polyester"},
        ),
        (SHIRT, "same but in blue", {"color": "blue"}),
        (SHIRT, "the blu one", {"color": "blue"}),
        (SHIRT, "extra large", {"size": "XL"}),
        (SHIRT, "i'm after a larg crewneck", {"size": "L", "style": "crew neck"}),
        (SHIRT, "M", {"size": "M"}),
        (SHIRT, "medium please", {"size": "M"}),
        (SHIRT, "double xl in polyster", {"size": "XXL", "material": "polyester"}),
        (SHIRT, "red, sorry i mean blue", {"color": "blue"}),
        (BOTTLE, "750 ml stainless", {"capacity": "750ml", "material": "stainless steel"}),
        (BOTTLE, "1000 in green glass", {"capacity": "1000ml", "color": "green", "material": "glass"}),
        (LAPTOP, "i7, 8GB, 1TB SSD", {"processor": "i7", "ram": "8GB", "storage": "1TB SSD"}),
        (LAPTOP, 'the 13" one in space gray', {"screen size": "13-inch", "color": "space grey"}),
        (LAPTOP, "17 inch with 512 gigs", {"screen size": "17-inch", "storage": "512GB SSD"}),
        (PUZZLE, "1000 pieces fantasy", {"pieces": "1000", "theme": "fantasy"}),
        (HOME, "alexa", {"compatibility": "Amazon Alexa"}),
        (BOOTS, "size 9 leather and waterproof", {"size": "9", "material": "leather", "waterproof": "yes"}),
        (BOOTS, "not waterproof", {"waterproof": "no"}),
        (BOOTS, "non waterproof, 10", {"size": "10", "waterproof": "no"}),
        (
            BUDS,
            "black, 4 hours, not resistant",
            {"color": "black", "battery life": "4 hours", "water resistance": "not resistant"},
        ),
        (BUDS, "not water resistant", {"water resistance": "not resistant"}),
        (GLASSES, "brown frame with black lenses", {"frame color": "brown", "lens color": "black"}),
        (GLASSES, "non polarized", {"lens type": "non-polarized"}),
        (
            LUGGAGE,
            "a two-piece black one with soft material",
            {"piece count": "2-piece", "color": "black", "material": "softshell"},
        ),
        (READER, "32gb wifi only", {"storage": "32GB", "connectivity": "Wi-Fi"}),
        (READER, "wifi and cellular", {"connectivity": "Wi-Fi + Cellular"}),
        (SHELF, "a wooden one, 4 foot", {"material": "wood", "height": "4 ft"}),
    ],
)
def test_named_values_are_wanted(values: dict[str, list[str]], text: str, wanted: dict[str, str]) -> None:
    assert read_options(text, values).wanted == wanted


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("a bigger one", "relative", {"size": 1}),
        ("smaller", "relative", {"size": -1}),
        ("its too big", "relative", {"size": -1}),
        ("a cheaper one", "relative", {"price": -1}),
        ("one size smaller", "wanted", {"size": "S"}),
        ("a size up", "wanted", {"size": "L"}),
        ("same size but blue", "wanted", {"color": "blue", "size": "M"}),
        ("keep the material, just black", "wanted", {"color": "black", "material": "cotton"}),
        ("cheapest", "extreme", "cheapest"),
        ("the most expensive one", "extreme", "dearest"),
        ("the biggest", "most", {"size": 1}),
        ("not red", "excluded", {"color": {"red"}}),
        ("anything but black", "excluded", {"color": {"black"}}),
        ("from red to blue", "excluded", {"color": {"red"}}),
        ("don't care about colour, just size L", "indifferent", {"color"}),
        ("any color, XL", "indifferent", {"color"}),
        ("the colour doesn't matter", "indifferent", {"color"}),
        ("i only care about the size", "indifferent", {"color", "material", "style"}),
        ("L, prefer polyester", "preferred", [("material", "polyester")]),
        ("preferably purple, otherwise black", "preferred", [("color", "purple"), ("color", "black")]),
        ("red or blue", "preferred", [("color", "red"), ("color", "blue")]),
        ("red or blue", "excluded", {"color": {"purple", "black"}}),
        ("9844888101", "item_id", "9844888101"),
        ("swap it for item id 9844888101", "item_id", "9844888101"),
        ("order #W26113401", "item_id", None),
    ],
)
def test_a_wish_starts_from_what_the_customer_has(text: str, part: str, expected: Any) -> None:
    assert getattr(read_options(text, SHIRT, ME), part) == expected


@pytest.mark.parametrize(
    ("values", "current", "text", "part", "expected"),
    [
        (LAMP, {"brightness": "low"}, "a brighter one", "relative", {"brightness": 1}),
        (LAMP, {"brightness": "high"}, "less bright", "relative", {"brightness": -1}),
        (
            LAMP,
            {},
            "prefer battery > USB > AC",
            "preferred",
            [("power source", v) for v in ("battery", "USB", "AC adapter")],
        ),
        (LAPTOP, {}, "i prefer i5 over i7", "preferred", [("processor", "i5"), ("processor", "i7")]),
        (LAPTOP, {}, "cheapest i7 or above", "excluded", {"processor": {"i5"}}),
        (LAPTOP, {}, "at least 16 gigs of ram", "excluded", {"ram": {"8GB"}}),
        (LAPTOP, {"ram": "8GB"}, "more ram", "relative", {"ram": 1}),
        (
            PUZZLE,
            {"pieces": "1000"},
            "the easiest one with fewest pieces",
            "most",
            {"difficulty level": -1, "pieces": -1},
        ),
        (PUZZLE, {"pieces": "1500"}, "500 pieces less", "wanted", {"pieces": "1000"}),
        (
            PUZZLE,
            {"pieces": "500", "difficulty level": "expert"},
            "same difficulty, 1000 more pieces",
            "wanted",
            {"pieces": "1500", "difficulty level": "expert"},
        ),
        (CAMERA, {"zoom": "3x"}, "maximum zoom, everything else the same", "most", {"zoom": 1}),
        (CAMERA, {"resolution": "30MP"}, "slightly lower resolution", "nearest", {"resolution"}),
        (HOME, {}, "Google Home instead of Apple HomeKit", "wanted", {"compatibility": "Google Assistant"}),
        (HOME, {}, "Google Home instead of Apple HomeKit", "excluded", {"compatibility": {"Apple HomeKit"}}),
        (HOME, {}, "google rather than apple", "excluded", {"compatibility": {"Apple HomeKit"}}),
        (
            BOOTS,
            {"material": "leather"},
            "size 8, same material, don't care about waterproof or not",
            "indifferent",
            {"waterproof"},
        ),
        (
            BOOTS,
            {"material": "leather"},
            "size 8, same material, don't care about waterproof or not",
            "wanted",
            {"size": "8", "material": "leather"},
        ),
        (GLASSES, {}, "brown", "unclear", [("brown", ["frame color", "lens color"])]),
        (
            KEYBOARD,
            {},
            "RGB; if that's not available go for no backlight",
            "preferred",
            [("backlight", "RGB"), ("backlight", "none")],
        ),
        (
            KEYBOARD,
            {},
            "clicky please. If there's no clicky with RGB and full size, no backlight is fine",
            "preferred",
            [("backlight", "RGB"), ("backlight", "none")],
        ),
        (KEYBOARD, {}, "one with a backlight", "excluded", {"backlight": {"none"}}),
        (SHELF, {"height": "3 ft"}, "a taller one", "relative", {"height": 1}),
    ],
)
def test_comparisons_and_preferences_are_kept_apart(
    values: dict[str, list[str]], current: dict[str, str], text: str, part: str, expected: Any
) -> None:
    assert getattr(read_options(text, values, current), part) == expected


@pytest.mark.parametrize(
    "text", ["", "hello", "i want a human while i wait", "what is good about it?", "👍", "same as before", "yes"]
)
def test_words_about_nothing_of_the_product_wish_for_nothing(text: str) -> None:
    assert not read_options(text, SHIRT, ME)
