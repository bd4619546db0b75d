"""Positions in a list, as customers name them: "2", "option 2", "the second", "the last two", "1-3"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shop.services.reading.words import FILLER, tokens

NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
ORDINALS = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
ORDINALS |= {"frist": 1, "secnd": 2, "secound": 2, "thrid": 3, "forth": 4, "former": 1, "top": 1}
_COUNT = "|".join(list(NUMBERS)[:9]) + r"|[1-9]"
_NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"

# Where such words are no positions.
_IDIOMS = re.compile(
    r"\bfirst of all\b|\bat first\b|\bfirst time\b"
    r"|\b(?:wait|just|hang on|hold on|give me|in)?\s*(?:a|one) (?:second|sec)\b"
    r"|\bsecond thoughts?\b|\bsecond hand\b|\b(?:at|for the) last\b"
    r"|\blast (?:order|week|month|year|time|night|few|name|purchase|digits?)\b|\b(?:one|two) of (?:my|the|your)\b"
)
_FIRST_FEW = re.compile(rf"\b(first|last|top|bottom) ({_COUNT})\b")
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|to|through|until)\s*({_NUMBER})")
_NAMED = re.compile(rf"(?:\b(?:option|number|num|nr|choice|line|answer|no)\b[.:]?\s*#?|#\s*)({_NUMBER})\b(?![\w.])")
_ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)}|(\d{{1,2}})\s?(?:st|nd|rd|th))\b(?! (?:hand|thought))")
_FROM_END = re.compile(r"\b(second to last|second last|last but one|penultimate|last|latter|bottom|final)\b")
_MIDDLE = re.compile(r"\bmiddle\b")


@dataclass
class Positions:
    """`found` counts from 1, negative from the end; `rest` is the text without them."""

    found: list[int] = field(default_factory=list)
    rest: str = ""

    def within(self, count: int) -> list[int]:
        """Indexes into a list of `count`, those beyond it left out."""
        indexes = [p - 1 if p > 0 else count + p for p in self.found]
        return list(dict.fromkeys(i for i in indexes if 0 <= i < count))


def _value(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def read_positions(text: str, count: int) -> Positions:
    """Positions named by an ordinal or as an option's number; `text` is folded."""
    positions = Positions(rest=_IDIOMS.sub(" ", text))

    def few(match: re.Match[str]) -> str:
        number = _value(match.group(2))
        from_start = match.group(1) in ("first", "top")
        positions.found += range(1, number + 1) if from_start else range(-number, 0)
        return " "

    def from_end(match: re.Match[str]) -> str:
        positions.found.append(
            -2 if match.group(1) in ("second to last", "second last", "last but one", "penultimate") else -1
        )
        return " "

    def ordinal(match: re.Match[str]) -> str:
        positions.found.append(int(match.group(2)) if match.group(2) else ORDINALS[match.group(1)])
        return " "

    def named(match: re.Match[str]) -> str:
        positions.found.append(_value(match.group(1)))
        return " "

    def middle(match: re.Match[str]) -> str:
        if count % 2 == 0:
            return match.group(0)
        positions.found.append(count // 2 + 1)
        return " "

    steps = ((_FIRST_FEW, few), (_NAMED, named), (_FROM_END, from_end), (_ORDINAL, ordinal), (_MIDDLE, middle))
    for pattern, take in steps:
        positions.rest = pattern.sub(take, positions.rest)
    return positions


def read_bare_numbers(text: str) -> list[int]:
    """The numbers of a text that holds nothing else of weight: "2", "1 and 3 please", "two", "1-3"; else none."""
    span = _RANGE.search(text)
    if span and not tokens(_RANGE.sub(" ", text, count=1)):
        low, high = _value(span.group(1)), _value(span.group(2))
        return list(range(low, high + 1)) if low <= high <= 50 else []
    words = tokens(re.sub(r"(?<=\d)[.)](?!\d)", " ", text))
    if words and all(word in NUMBERS for word in words):
        return [NUMBERS[word] for word in words]
    if re.search(r"\d of (?:them|these|those)\b", text):
        return []
    told = [w for w in words if w.isdigit() or (w in NUMBERS and w != "one")]
    if not told or any(w not in FILLER for w in words if w not in told):
        return []
    return [_value(word) for word in told if word in NUMBERS or len(word) <= 2]
