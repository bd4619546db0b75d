from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

import pytest

from shop.model.customer import Address
from shop.model.money import Money
from shop.model.order import Order, OrderLine
from shop.services.reading.order_numbers import read_order_numbers
from shop.services.reading.references import read_reference, resolve

TODAY = date(2026, 3, 18)  # a Wednesday
NAMES = ["Headphones", "Desk Lamp", "Water Bottle", "T-Shirt", "Action Camera"]


def order(number: str, status: Any, placed: date, *names: str) -> Order:
    at = datetime(placed.year, placed.month, placed.day, tzinfo=timezone.utc)
    lines = [OrderLine(f"{number}-{i}", "p", "v", name, {}, Money(100, "USD")) for i, name in enumerate(names)]
    return Order(number, "c", status, "USD", Address("", "", "", "", "", ""), at, lines=lines)


ORDERS = [
    order("W4000000", "pending", date(2026, 3, 17), "Desk Lamp", "Water Bottle"),
    order("W3000000", "shipped", date(2026, 3, 10), "Headphones"),
    order("W2000000", "delivered", date(2026, 2, 20), "T-Shirt", "Desk Lamp"),
    order("W1000000", "delivered", date(2025, 5, 3), "Headphones", "Action Camera"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w2611340", ["W2611340"]),
        ("#W2611340", ["W2611340"]),
        ("# w 2611340 ", ["W2611340"]),
        ("order 2611340", ["W2611340"]),
        ("Order no. 2611340, thanks", ["W2611340"]),
        ("order number is W2611340", ["W2611340"]),
        ("it's 2611340", ["W2611340"]),
        ("W-2611340", ["W2611340"]),
        ("#2611340 and #7678072", ["W2611340", "W7678072"]),
        ("W2611340,W7678072 & w2611340", ["W2611340", "W7678072"]),
        ("ordr #w2611340!!", ["W2611340"]),
        ("W261 1340", ["W2611340"]),
        ("(W2611340)", ["W2611340"]),
        ("my order is w2611340.", ["W2611340"]),
        ("order 2611340 for $2000", ["W2611340"]),
        ("call me on 555-2611340", []),
        ("+12611340", []),
        ("item 4107812777", []),
        ("I paid $2611340", []),
        ("zip 10083", []),
        ("anna2611340@example.com", []),
        ("", []),
        ("order", []),
        ("two orders", []),
        ("26113400", []),
    ],
)
def test_an_order_number_is_read_in_any_form(text: str, expected: list[str]) -> None:
    assert read_order_numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my last order", [4]),
        ("the latest one", [4]),
        ("most recent order plz", [4]),
        ("the thing i just ordered", [4]),
        ("the one before", [3]),
        ("previous order", [3]),
        ("my oldest order", [1]),
        ("the last two orders", [4, 3]),
        ("the pending order", [4]),
        ("pending one", [4]),
        ("the delivered one", [2, 1]),
        ("the last delivered order", [2]),
        ("the one that's on its way", [3]),
        ("the parcel that hasn't arrived", [4, 3]),
        ("what hasn't been shipped yet", [4]),
        ("the headphones I bought", [3, 1]),
        ("the hedphones from my last order with them", [3]),
        ("the order with the lamp and the bottle", [4]),
        ("lamp", [4, 2]),
        ("tshirt order", [2]),
        ("the camera", [1]),
        ("all my orders", [4, 3, 2, 1]),
        ("cancel all pending orders", [4]),
        ("both of them", [4, 3, 2, 1]),
        ("the order from last week", [3]),
        ("yesterday's order", [4]),
        ("the one from may", [1]),
        ("ordered on feb 20", [2]),
        ("order from 3 May 2025", [1]),
        ("about a month ago", [2]),
        ("the stuff from last month", [2]),
        ("order #w3000000", [3]),
        ("2000000 and W4000000", [2, 4]),
        ("W9999999", []),
        ("cancelled order", []),
        ("where is it", []),
        ("i want a refund", []),
        ("my last name is Rossi", []),
    ],
)
def test_the_order_meant_is_found(text: str, expected: list[int]) -> None:
    found = resolve(read_reference(text, NAMES, TODAY), ORDERS)
    assert [int(o.number[1]) for o in found] == expected


def test_the_other_order_is_not_the_present_one() -> None:
    found = resolve(read_reference("my other order"), ORDERS[:2], present=ORDERS[0])
    assert found == [ORDERS[1]]


def test_orders_without_dates_stay_as_they_came() -> None:
    undated = [order("W1000000", "pending", TODAY, "T-Shirt"), order("W2000000", "pending", TODAY, "T-Shirt")]
    undated[0].placed_at = undated[1].placed_at = None
    assert resolve(read_reference("my last order"), undated) == [undated[0]]
