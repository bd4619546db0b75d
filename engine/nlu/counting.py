"""Places and numbers of things in English or its gloss: "the second one", "the last", "both", "two shirts"."""

from __future__ import annotations

import re
from typing import NamedTuple

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "both": 2,
    "a couple of": 2,
}
_PLACE = "|".join(_PLACES)
_ORDINAL = re.compile(
    rf"\bthe ({_PLACE}|last|\d{{1,2}}(?:st|nd|rd|th))\b(?: one)?(?!-| (?:time|name|floor|thing|names|week|month|year|night|few|hand|days?|weekend|street|ave))"
    rf"|\b({_PLACE}|last) one\b|(?<!with )(?<!at )\b(?:number|option) (\d{{1,2}})\b(?!\d)|\b(?:option|number) ({'|'.join(list(_NUMBERS)[:10])})\b",
    re.I,
)
_THINGS = (
    r"(?!(?:days?|weeks?|months?|years?|hours?|minutes?|times?|stars?|cm|mm|kg|g|ml|l|inch\w*|dollars?|euros?|pounds?|bucks|quid|zeros|returns?|percent|watts?|o'?clock|am|pm"
    r"|business|working|step|way|in|person|seater|piece|hundred|thousand|more days?|different days?)\b)"
)
_NUMBER = "|".join([*(k for k in _NUMBERS if " " not in k and k != "both"), r"\d{1,2}"])
_WORDS = "|".join(k for k in _NUMBERS if k != "both")
_QUANTITY = re.compile(
    rf"\b(both)\b|\b({_WORDS}|\d{{1,2}})(?= (?:more )?of (?:them|these|those|the|my|each)\b)|\b({_WORDS.replace('one|', '')}|\d{{1,2}})(?= (?:\w+ ){{0,2}}?{_THINGS}[a-z]{{3,}}s\b(?<!this)(?<!is)(?<!was))"
    rf"|\b(?:wanted|want|got|get|received|ordered|need|pick|not|instead of|all|only|just|sent|make it|take|keep|bought) ({_WORDS.replace('one|', '')}|\d{{1,2}})\b(?= (?:but|at|anymore|will|please|and|instead)|[,.!?]|$| (?:\w+ )?(?:yoga mat|cushion|shirt))"
    r"|\b(\d{1,2})(?= ?x\b)|(?<=\bx)(\d{1,2})\b|(?<=\bx )(\d{1,2})\b",
    re.I,
)
# "Three of the five", "six will do".
_PART_OF = re.compile(rf"\b({_NUMBER})\b (?:\w+ )?(?:of|out of|on|from) (?:the |these |those |my )?({_NUMBER})\b(?! (?:stars?|points?)\b)|\b({_NUMBER}) (?:will do|(?:is|are) (?:enough|fine))\b", re.I)  # fmt: skip
# A gloss has often lost the plural: "4 mug".
_GLOSSED = re.compile(rf"\b({_WORDS.replace('one|', '')}|\d{{1,2}})(?= {_THINGS}(?!(?:of|from|for|and|or|the|my|on|in|at|to|but|not|is|was|are|per|by|with|without|until|till|later|ago|euro|dollar|star|point)\b)[a-z]{{3,}}\b)", re.I)  # fmt: skip
_TRAPS = re.compile(
    r"(?:\bsize|\biphone|\bplaystation|\bpromo|\d ?h|\bwith|\bgalaxy|\bmodel|\bnumber|\boption|\blevel|\bchapter|\bage|\bpage|\bstep|\bflat|\bapt|\bseason|[$€£#/:.\d-])\s*$",
    re.I,
)


class Counted(NamedTuple):
    kind: str
    start: int
    end: int
    value: str


def find_ordinals(text: str) -> list[Counted]:
    """Values "1" to "99", or "last"."""
    return [Counted("ordinal", m.start(), m.end(), _place(m)) for m in _ORDINAL.finditer(text)]


def _place(match: re.Match[str]) -> str:
    said = next(group for group in match.groups() if group).lower()
    if said in _PLACES:
        return str(_PLACES.index(said) + 1)
    return said if said == "last" else str(_NUMBERS.get(said, re.sub(r"\D", "", said)))


def find_quantities(text: str, glossed: bool = False) -> list[Counted]:
    """How many things are meant: the number word alone is the span. `glossed`: the text stands for another language."""
    found: list[Counted] = []
    for pattern in (_QUANTITY, _PART_OF, *([_GLOSSED] if glossed else [])):
        for match in pattern.finditer(text):
            for group in (i for i, value in enumerate(match.groups(), 1) if value):
                start, end = match.span(group)
                if _TRAPS.search(text[:start]) or any(start < other.end and end > other.start for other in found):
                    continue
                said = match.group(group).lower()
                found.append(Counted("quantity", start, end, str(_NUMBERS.get(said, said))))
    return sorted(found, key=lambda each: each.start)
