"""Order numbers, e-mail addresses, postcodes, money and phone numbers in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """`value` is normalised; `text` stands between `start` and `end` in the message."""

    kind: str
    start: int
    end: int
    value: str
    text: str


_ORDER = re.compile(
    r"(?<![\w-])(?:#\s?w\s?-?|w\s?#?\s?-?|#\s?|(?:order|ord\.?|nr\.?|no\.?|number)\s*:?\s*#?\s*w?\s?)?(\d{7})(?![\w]|-\d|\.\d)",
    re.I,
)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,4}\)[\s.-]?)?\d{3,4}[\s.-]\d{3,4}(?:[\s.-]\d{2,5})?(?!\w)|(?<!\w)\+\d{9,14}(?!\w)"
)
_MONEY = re.compile(
    r"(?:[$€£]\s?\d[\d,]*(?:\.\d{1,2})?|\d[\d,]*(?:\.\d{1,2})?\s?(?:dollars?|bucks|usd|eur|euros?|gbp|pounds?)\b)", re.I
)
_ITEM = re.compile(r"(?<!\w)\d{10}(?!\w)")
_US_ZIP = re.compile(r"(?<![\w#-])\d{5}(?:-\d{4})?(?![\w-])")
_UK = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)")


def find_order_numbers(text: str) -> list[Match]:
    """W and seven digits, however sloppily; longer numbers are something else."""
    return [Match("order_number", m.start(), m.end(), f"W{m.group(1)}", m.group()) for m in _ORDER.finditer(text)]


def find_emails(text: str) -> list[Match]:
    return [Match("email", m.start(), m.end(), m.group().rstrip(".").lower(), m.group()) for m in _EMAIL.finditer(text)]


def find_postcodes(text: str) -> list[Match]:
    found = [*_US_ZIP.finditer(text), *_UK.finditer(text)]
    return [Match("postcode", m.start(), m.end(), m.group().upper(), m.group()) for m in found]


def find_money(text: str) -> list[Match]:
    return [Match("money", m.start(), m.end(), m.group().strip(), m.group()) for m in _MONEY.finditer(text)]


def find_phones(text: str) -> list[Match]:
    return [Match("phone", m.start(), m.end(), m.group().strip(), m.group()) for m in _PHONE.finditer(text)]


def find_item_ids(text: str) -> list[Match]:
    return [Match("item_id", m.start(), m.end(), m.group(), m.group()) for m in _ITEM.finditer(text)]


def find_all(text: str) -> list[Match]:
    """No two overlap: what is surer comes first, the rest gives way. In the order of the text."""
    taken: list[Match] = []
    for finder in (find_emails, find_order_numbers, find_item_ids, find_money, find_phones, find_postcodes):
        for match in finder(text):
            if all(match.end <= other.start or match.start >= other.end for other in taken):
                taken.append(match)
    return sorted(taken, key=lambda match: match.start)
