"""Order numbers in any sloppy form, as the shop writes them: "W2611340"."""

from __future__ import annotations

import re
from typing import Sequence

from shop.services.reading.words import fold

_SPACED = r"(?:w[ .-]?)?\d(?:[ ]?\d){6}|(?:w[ .-]?)?\d{4,9}"
_MARKED = re.compile(
    rf"#\s*({_SPACED})(?![\d-])"
    r"|\b(?:ord(?:e?r)?|odrer|purchase)s?(?: ?(?:number|numbr|no\.?|nr\.?|id|num))?(?: is| was)?"
    rf"[ :#.,-]*({_SPACED})(?![\d@-])"
)
_LETTERED = re.compile(r"(?<![a-z\d])w+[ .-]{0,2}(\d{7}|\d{3} ?\d{4}|\d{4} ?\d{3})(?!\d)")
_BARE = re.compile(r"(?<![\w@.+$\u20ac\u00a3#-])(\d{7})(?![\w@-]|[.]\d)")


def read_order_numbers(text: str) -> list[str]:
    """In order of mention, each once; a bare number counts where it has seven figures."""
    folded = fold(text)
    found: dict[int, str] = {}
    for pattern in (_MARKED, _LETTERED, _BARE):
        for match in pattern.finditer(folded):
            digits = re.sub(r"\D", "", next(group for group in match.groups() if group))
            found.setdefault(match.end(), f"W{digits}")
    return list(dict.fromkeys(found[end] for end in sorted(found)))


def same_number(number: str, other: str) -> bool:
    """Whether two ways to write it mean the same order."""
    return re.sub(r"\D", "", number) == re.sub(r"\D", "", other) != ""


def find_number(number: str, known: Sequence[str]) -> str | None:
    return next((k for k in known if same_number(number, k)), None)
