"""Telephone numbers and marks from 1 to 5."""

from __future__ import annotations

import re

from shop.services.reading.words import fold

_PHONE = re.compile(r"(?<![\w#])(\+?\d[\d\s().\-/]{5,20}\d)(?![\w@])")
_MARKS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBER = rf"(\d{{1,2}}(?:[.,]5)?|{'|'.join(_MARKS)})"
_OUT_OF = re.compile(rf"(?<![\w/]){_NUMBER}\s*(?:/|out of|of|from)\s*(5|10|five|ten)\b(?!/)")
_STARS = re.compile(rf"\b{_NUMBER}\s*(?:-?\s?stars?|points?|\u2b50|\u2605)")
_GIVEN = re.compile(
    rf"\b(?:give|rate|rating|score|mark|say|grade)\b[^\d]{{0,30}}?\b{_NUMBER}\b(?! ?(?:days?|weeks?|hours?|times?"
    rf"|orders?|items?))"
)
_ALONE = re.compile(rf"^(?:(?:a|an|it'?s|its|just|solid|i'?d say|maybe|probably|definitely|only|well|ok|um+|hm+"
    rf"|a full) )*{_NUMBER}"
                    r"(?: (?:please|thanks|thank you|from me|i guess|i think|for you|overall|thx))*$")  # fmt: skip
_SUPERB = re.compile(
    r"^(?:it was |that was |absolutely |just |simply )*(?:perfect|excellent|amazing|awesome|brilliant|outstanding"
    r"|fantastic)$"
)
_AWFUL = re.compile(
    r"^(?:it was |that was |absolutely |just |simply )*(?:terrible|awful|horrible|useless|the worst|rubbish"
    r"|appalling)$"
)


def read_phone(text: str) -> str | None:
    """Digits, with a plus where one was given; seven bare figures are rather an order's number."""
    for match in _PHONE.finditer(fold(text)):
        said = match.group(1)
        digits = re.sub(r"\D", "", said)
        if len(digits) > 15 or len(digits) < 7 or (len(digits) == 7 and digits == said):
            continue
        return f"+{digits}" if said.startswith("+") else digits
    return None


def read_rating(text: str) -> int | None:
    """1 to 5; marks out of ten are halved and halves rounded up."""
    folded = fold(text).strip(" .!")
    stars = len(re.findall("[\u2b50\u2605]", folded))
    if stars and not re.search(r"\d", folded):
        return stars if stars <= 5 else None
    out_of = _OUT_OF.search(folded)
    if out_of:
        value, best = _number(out_of.group(1)), _number(out_of.group(2))
        return _mark(value / 2 if best == 10 else value)
    for pattern in (_STARS, _ALONE, _GIVEN):
        match = pattern.search(folded)
        if match:
            return _mark(_number(match.group(1)))
    return 5 if _SUPERB.match(folded) else 1 if _AWFUL.match(folded) else None


def _number(word: str) -> float:
    return float(_MARKS.get(word) or word.replace(",", "."))


def _mark(value: float) -> int | None:
    rounded = int(value + 0.5)
    return rounded if 1 <= rounded <= 5 else None
