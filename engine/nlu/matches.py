"""Order numbers, e-mail addresses, postcodes, money and phone numbers in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What stands for such a thing where only the sense of a sentence counts.
SENSE = {
    "order_number": "order number",
    "email": "email address",
    "postcode": "postcode",
    "money": "amount of money",
    "phone": "phone number",
    "item_id": "item number",
}


@dataclass(frozen=True)
class Match:
    """`value` is normalised; `text` stands between `start` and `end` in the message."""

    kind: str
    start: int
    end: int
    value: str
    text: str


_W_ORDER = re.compile(
    r"(?<![\w-])(?:#\s?|(?:order|ord\.?|nr\.?|no\.?|number)\s*:?\s*#?\s*)?w\s?#?[\s.-]?(\d(?:[ .-]?\d){6})(?![\w]|[ .-]?\d)",
    re.I,
)
_BARE_ORDER = re.compile(
    r"(?<![\w+-])(?:#\s?|(?:order|ord\.?|nr\.?|no\.?|number)\s*:?\s*#?\s*)?(\d{7})(?![\w]|-\d|\.\d)", re.I
)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# With a country's code or a leading nought, eight figures and more, however they are grouped.
_FULL_PHONE = re.compile(r"(?<![\w.#$€£-])(?:\+\d{1,3}|\(0\d{1,4}\)|00\d{2}|0)(?:[\s./()-]{0,2}\d){7,12}(?!\w|[.,]\d)")
_PHONE = re.compile(r"(?<![\w.])(?:\(\d{3}\)[\s.-]?|\d{3,4}[\s.-])\d{3,4}(?:[\s.-]\d{2,5})?(?!\w)")
_TOLD_PHONE = re.compile(
    r"(?:phone|tel|mobile|cell|call|ring|text|number on file|t[eé]l[eé]fono?|handy|nummer|num[eé]ro|هاتف|جوال|رقم)\D{0,30}(\d{9,11})(?!\d)",
    re.I,
)
_CURRENCIES = {
    "USD": r"us\$|\$|usd|dollars?|bucks|d[oó]lares|dollar|دولار(?:ات|ا)?",
    "EUR": r"€|eur|euros?|يورو",
    "SAR": r"sar|ريال(?: سعودي)?",
    "EGP": r"egp|جنيه(?: مصري)?",
    "GBP": r"£|gbp|pounds?|quid|livres(?: sterling)?|libras|pfund|جنيه [إا]سترليني",
}
_SIGNS = "|".join(_CURRENCIES.values())
_FIGURE = r"\d{1,3}(?:[., \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_HUNDREDS = r"(?:a|one|two|three|four|five|six|seven|eight|nine) (?:hundred|thousand)"
_MONEY = re.compile(
    rf"(?<![\w.])(?:(?:us\$|[$€£])\s?({_FIGURE})(?: ?(?:usd|eur|gbp)\b)?|(?:usd|eur|gbp) ?({_FIGURE})(?![\w])|({_FIGURE}|{_HUNDREDS})\s?(?:{_SIGNS})(?!\w))",
    re.I,
)
_WORDS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "hundred": 100,
    "thousand": 1000,
}
_ITEM = re.compile(r"(?<!\w)\d{10}(?!\w)")
_US_ZIP = re.compile(r"(?<![\w#-])\d{5}(?:-\d{4})?(?![\w-])")
_LONG_ZIP = re.compile(r"(?<![\w#-])\d{5}-\d{4}(?![\w-])")
_UK = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)")
_UK_SMALL = re.compile(
    r"(?<!\w)[a-z]{1,2}\d[a-z\d]?\s\d(?!cm|mm|kg|gb|am|pm|ml|in|ft|xl|th|st|nd|rd|tb|pc|pk)[a-z]{2}(?!\w)"
)


def find_order_numbers(text: str) -> list[Match]:
    """W and seven digits, however sloppily; longer numbers are something else."""
    lettered = [_order(m) for m in _W_ORDER.finditer(text)]
    bare = [_order(m) for m in _BARE_ORDER.finditer(text)]
    return [*lettered, *(m for m in bare if all(m.end <= o.start or m.start >= o.end for o in lettered))]


def _order(match: re.Match[str]) -> Match:
    return Match("order_number", match.start(), match.end(), "W" + re.sub(r"\D", "", match.group(1)), match.group())


def find_emails(text: str) -> list[Match]:
    return [Match("email", m.start(), m.end(), m.group().rstrip(".").lower(), m.group()) for m in _EMAIL.finditer(text)]


def find_postcodes(text: str) -> list[Match]:
    found = [*_US_ZIP.finditer(text), *_UK.finditer(text), *_UK_SMALL.finditer(text)]
    return [Match("postcode", m.start(), m.end(), m.group().upper(), m.group()) for m in found]


def find_long_zips(text: str) -> list[Match]:
    """Nine figures in two groups, which look like a telephone number too."""
    return [Match("postcode", m.start(), m.end(), m.group(), m.group()) for m in _LONG_ZIP.finditer(text)]


def find_money(text: str) -> list[Match]:
    """Values such as "1299.50 USD"."""
    return [
        Match("money", m.start(), m.end(), f"{_amount(m)} {_currency(m.group())}", m.group())
        for m in _MONEY.finditer(text)
    ]


def _currency(said: str) -> str:
    return next(code for code, signs in _CURRENCIES.items() if re.search(rf"(?:{signs})", said, re.I))


def _amount(match: re.Match[str]) -> str:
    """Of points and commas the last is the decimal one where one or two figures follow it."""
    said = next(group for group in match.groups() if group)
    words = said.lower().split()
    if words[0] in _WORDS:
        return str(_WORDS[words[0]] * _WORDS[words[1]])
    whole, mark, rest = re.match(r"(.*?)(?:([.,])(\d{1,2}))?$", said).groups()  # type: ignore[union-attr]
    digits = re.sub(r"\D", "", whole)
    return f"{digits}.{rest}" if mark else digits


def find_full_phones(text: str) -> list[Match]:
    """Those that are told by their first figures, or by what stands before them."""
    found = [Match("phone", m.start(), m.end(), m.group().strip(), m.group()) for m in _FULL_PHONE.finditer(text)]
    return [*found, *(Match("phone", m.start(1), m.end(1), m.group(1), m.group(1)) for m in _TOLD_PHONE.finditer(text))]


def find_phones(text: str) -> list[Match]:
    return [Match("phone", m.start(), m.end(), m.group().strip(), m.group()) for m in _PHONE.finditer(text)]


def find_item_ids(text: str) -> list[Match]:
    return [Match("item_id", m.start(), m.end(), m.group(), m.group()) for m in _ITEM.finditer(text)]


def find_lettered_orders(text: str) -> list[Match]:
    return [_order(m) for m in _W_ORDER.finditer(text)]


_FINDERS = (
    find_emails,
    find_lettered_orders,
    find_money,
    find_long_zips,
    find_full_phones,
    find_order_numbers,
    find_item_ids,
    find_phones,
    find_postcodes,
)


def find_all(text: str) -> list[Match]:
    """No two overlap: what is surer comes first, the rest gives way. In the order of the text."""
    taken: list[Match] = []
    for finder in _FINDERS:
        for match in finder(text):
            if all(match.end <= other.start or match.start >= other.end for other in taken):
                taken.append(match)
    return sorted(taken, key=lambda match: match.start)
