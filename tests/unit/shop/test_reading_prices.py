from __future__ import annotations

import pytest

from shop.model.money import Money
from shop.services.reading.prices import read_limits


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("under $100", None, 100),
        ("below 50 dollars", None, 50),
        ("a lamp for less than 40", None, 40),
        ("cheaper than 200 bucks", None, 200),
        ("max 80", None, 80),
        ("not more than $99.99", None, 99.99),
        ("up to 60 usd", None, 60),
        ("my budget is 150", None, 150),
        ("$30 or less", None, 30),
        ("100 max", None, 100),
        ("something under 1k", None, 1000),
        ("over $50", 50, None),
        ("at least 30", 30, None),
        ("more than 100 dollars", 100, None),
        ("between 20 and 50", 20, 50),
        ("between $20 and $50", 20, 50),
        ("from $20 to $50", 20, 50),
        ("$20-$50", 20, 50),
        ("around $80", 60, 100),
        ("over 20 but under 40", 20, 40),
        ("laptops", None, None),
        ("at least 16 gb", None, None),
        ("under 13 inches", None, None),
        ("size 9", None, None),
        ("delivery in less than 3 days", None, None),
        ("5-25 lbs", None, None),
        ("", None, None),
    ],
)
def test_limits_of_a_price_are_read(text: str, lowest: float | None, highest: float | None) -> None:
    limits = read_limits(text, "USD")
    expected = tuple(None if amount is None else Money.of(amount, "USD") for amount in (lowest, highest))
    assert (limits.lowest, limits.highest) == expected


def test_a_named_currency_is_kept() -> None:
    assert read_limits("under 50 euros", "USD").highest == Money(5000, "EUR")
