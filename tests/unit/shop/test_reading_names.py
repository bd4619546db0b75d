from __future__ import annotations

import pytest

from shop.services.reading.names import read_name


@pytest.mark.parametrize(
    "text",
    [
        "Yusuf Rossi",
        "yusuf rossi",
        "YUSUF ROSSI",
        "I'm Yusuf Rossi",
        "I\u2019m Yusuf Rossi.",
        "i am Yusuf Rossi and my zip is 19122",
        "my name is Yusuf Rossi",
        "my name is yusuf rossi",
        "my name's yusuf rossi and i want to return a lamp",
        "My name is Yusuf Rossi, zip code 19122",
        "name: Yusuf Rossi",
        "Name - Yusuf Rossi",
        "Yusuf Rossi, 19122",
        "yusuf rossi 19122",
        "Yusuf Rossi in 19122",
        "Hi, this is Yusuf Rossi",
        "It's Yusuf Rossi here",
        "Yusuf Rossi here",
        "Sure, Yusuf Rossi, 19122.",
        "ok yusuf rossi, zip 19122",
        "first name Yusuf, last name Rossi",
        "First name: yusuf last name: rossi",
        "Yusuf Karim Rossi",
        "Rossi, Yusuf",
        "Hello! My name is Yusuf Rossi and my zip code is 19122. I have a question about my order.",
        "change my name to Yusuf Rossi",
        "the name is yusuf rossi",
        "Yusuf Rossi yusuf.rossi9620@example.com",
    ],
)
def test_a_name_is_read(text: str) -> None:
    assert read_name(text) == ("Yusuf", "Rossi")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm Vincent van der Berg", ("Vincent", "van der Berg")),
        ("my name is anne-marie o'neil", ("Anne-Marie", "O'Neil")),
        ("Ronald McDonald", ("Ronald", "McDonald")),
        ("Jos\u00e9 Garc\u00eda", ("Jos\u00e9", "Garc\u00eda")),
        ("mei li, 10115", ("Mei", "Li")),
        ("It's Sofia Hernandez. I need help", ("Sofia", "Hernandez")),
    ],
)
def test_names_keep_their_shape(text: str, expected: tuple[str, str]) -> None:
    assert read_name(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I'm looking for my order",
        "i am very upset",
        "I'm Really Angry",
        "it's broken",
        "this is ridiculous service",
        "my name is Yusuf",
        "Yusuf",
        "where is my order W2611340",
        "cancel it",
        "return the lamp",
        "Desk Lamp and Water Bottle please return them",
        "my last order",
        "yes please",
        "no thanks",
        "the blue one",
        "",
        "12345",
        "anna@example.com",
        "I want to return everything",
        "what is my name",
        "order number 2611340",
        "gift card",
        "too expensive",
        "I'm not sure",
        "this is for a friend of mine",
    ],
)
def test_other_words_are_no_name(text: str) -> None:
    assert read_name(text) is None
