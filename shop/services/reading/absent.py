"""Colours and sizes that are asked for and that a product does not come in."""

from __future__ import annotations

from typing import Mapping, Sequence

from shop.services.reading.words import COLOURS, fold, tokens

_SIZES = frozenset("xxs xs s m l xl xxl xxxl".split())
_SPELT = {"small": "s", "medium": "m", "large": "l"}


def absent(text: str, values: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """(option, value asked for), where the product has such an option and no such value; else None."""
    said = tokens(fold(text))
    for option, known in values.items():
        have = {token for value in known for token in tokens(fold(value))}
        if "color" in tokens(fold(option)):
            asked = [word for word in said if word in COLOURS]
        elif have & _SIZES:
            asked = [_SPELT.get(word, word) for word in said if _SPELT.get(word, word) in _SIZES - {"s", "m", "l"}]
        else:
            continue
        missing = [word for word in asked if word not in have]
        if missing and len(missing) == len(asked):
            return option, missing[0]
    return None
