from __future__ import annotations

import pytest

from shop.services.reading.scales import beyond, ordered


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["XL", "S", "M", "XXL", "L", "XS"], ["XS", "S", "M", "L", "XL", "XXL"]),
        (["large", "small", "medium"], ["small", "medium", "large"]),
        (["high", "low", "medium"], ["low", "medium", "high"]),
        (["1000ml", "500ml", "750ml"], ["500ml", "750ml", "1000ml"]),
        (["1.5L", "500ml", "2L"], ["500ml", "1.5L", "2L"]),
        (["1TB SSD", "256GB SSD", "512GB SSD"], ["256GB SSD", "512GB SSD", "1TB SSD"]),
        (["17-inch", "13-inch", "15-inch"], ["13-inch", "15-inch", "17-inch"]),
        (["10", "8", "9"], ["8", "9", "10"]),
        (["i9", "i5", "i7"], ["i5", "i7", "i9"]),
        (["full size", "60%", "80%"], ["60%", "80%", "full size"]),
        (["5K", "1080p", "4K"], ["1080p", "4K", "5K"]),
        (["IPX7", "not resistant", "IPX4"], ["not resistant", "IPX4", "IPX7"]),
        (["expert", "beginner", "intermediate"], ["beginner", "intermediate", "expert"]),
        (["A4", "A6", "A5"], ["A6", "A5", "A4"]),
        (["30-50 lbs", "5-25 lbs", "55-75 lbs"], ["5-25 lbs", "30-50 lbs", "55-75 lbs"]),
        (["basic", "professional"], ["basic", "professional"]),
        (["red", "blue"], []),
        (["one"], []),
    ],
)
def test_values_that_have_an_order_are_put_in_it(values: list[str], expected: list[str]) -> None:
    assert ordered(values) == expected


def test_the_nearest_value_beyond_comes_first() -> None:
    assert beyond(["S", "M", "L", "XL"], "L", -1) == ["M", "S"]


def test_nothing_lies_beyond_a_value_without_order() -> None:
    assert beyond(["red", "blue"], "red", 1) == []
