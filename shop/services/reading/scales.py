"""The order of an option's values, where they have one: sizes, levels, numbers with units."""

from __future__ import annotations

import re
from typing import Sequence

from shop.services.reading.words import fold

_LADDERS = (
    ("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "3xl"),
    ("extra small", "small", "medium", "large", "extra large"),
    ("portable", "small", "medium", "large"),
    ("off", "none", "low", "medium", "high", "max"),
    ("slow", "medium", "fast"),
    ("easy", "beginner", "intermediate", "advanced", "expert"),
    ("easy", "medium", "hard"),
    ("basic", "standard", "advanced", "professional", "premium"),
    ("light", "medium", "dark"),
    ("a6", "a5", "a4", "a3"),
    ("half", "full"),
    ("standard", "high-back"),
)
_FACTORS = {
    "kg": 1000.0, "l": 1000.0, "liter": 1000.0, "litre": 1000.0, "tb": 1024.0, "m": 100.0, "mm": 0.1, "mb": 1 / 1024,
    "k": 540.0, "ft": 12.0, "kw": 1000.0, "mg": 0.001,
}  # fmt: skip
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*-?\s*([a-z%]*)")
_NOTHING = re.compile(r"^(?:no|none|not .*|without .*|off)$")


def magnitude(value: str) -> float | None:
    """A value's number in a common unit ("1TB SSD" and "512GB SSD" in GB); None without a number."""
    text = fold(value)
    if text == "full size":
        return 100.0
    if _NOTHING.match(text):
        return 0.0
    match = _NUMBER.search(text)
    if match is None:
        return None
    unit = match.group(2)
    return float(match.group(1)) * _FACTORS.get(unit, _FACTORS.get(unit.rstrip("s"), 1.0))


def ordered(values: Sequence[str]) -> list[str]:
    """From least to most; empty where the values have no order."""
    folded = {fold(value): value for value in values}
    for ladder in _LADDERS:
        if len(folded) > 1 and set(folded) <= set(ladder):
            return [folded[step] for step in ladder if step in folded]
    numbers = [(magnitude(value), value) for value in values]
    if len(values) > 1 and all(n is not None for n, _ in numbers) and len({n for n, _ in numbers}) == len(values):
        return [value for _, value in sorted(numbers, key=lambda pair: pair[0] or 0.0)]
    return []


def rank(values: Sequence[str], value: str) -> int | None:
    """The place of `value` in the order, from 0; None where there is no order."""
    scale = [fold(step) for step in ordered(values)]
    return scale.index(fold(value)) if fold(value) in scale else None


def beyond(values: Sequence[str], value: str, direction: int) -> list[str]:
    """The values above (+1) or below (-1) `value`, the nearest first."""
    place = rank(values, value)
    if place is None:
        return []
    scale = ordered(values)
    return scale[place + 1 :] if direction > 0 else scale[:place][::-1]
