from __future__ import annotations

import pytest

from shop.model.money import Money
from shop.services.reading.choosing import Choice, Pick, pick


def usd(amount: int) -> Money:
    return Money(amount * 100, "USD")


GOODS = [
    Choice("l1", "Desk Lamp", ["black", "USB"], usd(40)),
    Choice("l2", "Water Bottle", ["blue", "500ml", "glass"], usd(20)),
    Choice("l3", "Headphones", ["red", "wireless"], usd(150)),
    Choice("l4", "T-Shirt", ["blue", "M", "cotton"], usd(25)),
    Choice("l5", "Bluetooth Speaker", ["green", "20 hours"], usd(250)),
]
TABLETS = [Choice("t1", "Tablet 64GB", [], usd(400)), Choice("t2", "Tablet 32GB", [], usd(300))]


def values(answer: Pick) -> list[str]:
    return [choice.value for choice in answer.chosen]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", ["l2"]),
        ("2.", ["l2"]),
        ("2 please", ["l2"]),
        ("option 2", ["l2"]),
        ("no. 2", ["l2"]),
        ("no 3 pls", ["l3"]),
        ("#2", ["l2"]),
        ("number four", ["l4"]),
        ("the second", ["l2"]),
        ("2nd one", ["l2"]),
        ("i'll take the last one thx", ["l5"]),
        ("the middle one", ["l3"]),
        ("second to last", ["l4"]),
        ("first and third", ["l1", "l3"]),
        ("1 and 3", ["l1", "l3"]),
        ("1,3", ["l1", "l3"]),
        ("1, 3 & 5", ["l1", "l3", "l5"]),
        ("1-3", ["l1", "l2", "l3"]),
        ("the first two", ["l1", "l2"]),
        ("the last 2 please", ["l4", "l5"]),
        ("one", ["l1"]),
        ("two and four", ["l2", "l4"]),
        ("first one, and the speaker", ["l1", "l5"]),
    ],
)
def test_a_place_in_the_list_is_understood(text: str, expected: list[str]) -> None:
    assert values(pick(text, GOODS)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the lamp", ["l1"]),
        ("LAMP!!", ["l1"]),
        ("hedphones", ["l3"]),
        ("head phones", ["l3"]),
        ("the headphones", ["l3"]),
        ("tshirt", ["l4"]),
        ("t shirt", ["l4"]),
        ("the tee", ["l4"]),
        ("shirt", ["l4"]),
        ("speaker", ["l5"]),
        ("blutooth speker", ["l5"]),
        ("the lamp and the bottle", ["l1", "l2"]),
        ("lamp, bottle & speaker", ["l1", "l2", "l5"]),
        ("umm i guess the watter bottle", ["l2"]),
        ("the red one", ["l3"]),
        ("the blue shirt", ["l4"]),
        ("500 ml", ["l2"]),
        ("it's the glass bottle that came yesterday and leaks", ["l2"]),
        ("the lamp, not the bottle", ["l1"]),
        ("not the lamp, the bottle", ["l2"]),
        ("no, the speaker", ["l5"]),
        ("return the lamp and keep the bottle", ["l1"]),
        ("I only want the lamp, that's all", ["l1"]),
    ],
)
def test_names_are_understood_with_slips(text: str, expected: list[str]) -> None:
    assert values(pick(text, GOODS)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "all",
        "all of them",
        "everything",
        "all 5",
        "all five please",
        "every one of them",
        "the whole order",
        "the lot",
        "send all back",
    ],
)
def test_all_means_every_choice(text: str) -> None:
    assert len(pick(text, GOODS).chosen) == 5


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("everything except the lamp", ["l1"]),
        ("all but the second", ["l2"]),
        ("everything but the lamp and the speaker", ["l1", "l5"]),
        ("all except for 1 and 3", ["l1", "l3"]),
        ("evrything apart from the tshirt", ["l4"]),
        ("everything, I'll keep the bottle", ["l2"]),
        ("all of it, not the headphones", ["l3"]),
        ("everything other than the last one", ["l5"]),
        ("return all my stuff but keep the lamp", ["l1"]),
    ],
)
def test_an_exception_is_left_out(text: str, left_out: list[str]) -> None:
    assert values(pick(text, GOODS)) == [c.value for c in GOODS if c.value not in left_out]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the cheaper one", ["t2"]),
        ("cheapest", ["t2"]),
        ("the most expensive", ["t1"]),
        ("the pricier tablet", ["t1"]),
        ("the less expensive one", ["t2"]),
        ("both", ["t1", "t2"]),
        ("both tablets", ["t1", "t2"]),
        ("the two of them", ["t1", "t2"]),
        ("not the first one", ["t2"]),
        ("the latter", ["t2"]),
        ("64 gb", ["t1"]),
    ],
)
def test_two_things_are_told_apart(text: str, expected: list[str]) -> None:
    assert values(pick(text, TABLETS)) == expected


@pytest.mark.parametrize(
    "text", ["none", "neither", "none of them", "none of these please", "neither one", "no, neither", "nothing"]
)
def test_none_of_them_is_a_refusal(text: str) -> None:
    assert pick(text, GOODS).kind == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "size 9",
        "2 liters",
        "",
        "???",
        "where is my parcel",
        "wait a second",
        "that's all",
        "I want a human",
        "7",
        "all the hats",
    ],
)
def test_what_names_no_choice_picks_nothing(text: str) -> None:
    assert pick(text, GOODS).kind == "unknown"


@pytest.mark.parametrize("text", ["any", "either one", "whichever", "I don't mind", "you choose"])
def test_any_of_them_is_no_choice_of_one(text: str) -> None:
    assert pick(text, GOODS).kind == "indifferent"


def test_an_exception_that_is_not_understood_does_nothing_to_the_rest() -> None:
    assert pick("everything except the gizmo", GOODS).kind == "ambiguous"
