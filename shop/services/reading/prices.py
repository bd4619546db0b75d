"""Limits of a price: "under $100", "between 20 and 50", "at least 30 euros", "around 80"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shop.model.money import Money
from shop.services.reading.words import fold

_SIGNS = {"$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "usd": "USD", "eur": "EUR", "gbp": "GBP", "euro": "EUR",
          "euros": "EUR", "pounds": "GBP", "quid": "GBP", "dollars": "USD", "bucks": "", "dollar": "USD"}  # fmt: skip
_AMOUNT = (
    r"([$\u20ac\u00a3]|usd|eur|gbp)?\s?(\d{1,6}(?:[.,]\d{1,2})?)(?![\d.]*\d)\s?"
    r"(k\b|[$\u20ac\u00a3]|(?:usd|eur|gbp|euros?|pounds|quid|dollars?|bucks)\b)?"
)
_NO_UNIT = (
    r"(?!\s*-?\s?(?:inch|inches|gb|tb|ml|l|liters?|litres?|hours?|days?|weeks?|pieces?|cm|mm|ft|mah|mp|watts?|w|x"
    r"|kg|lbs?|bar|stars?|%)(?!\w))"
)
_BELOW = (
    r"under|below|less than|cheaper than|no more than|not more than|at most|up to|max(?:imum)?(?: of)?|within"
    r"|budget(?: of| is)?|lower than"
)
_ABOVE = r"over|above|more than|at least|min(?:imum)?(?: of)?|starting (?:at|from)|from|dearer than|higher than"
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+{_AMOUNT}\s*(?:and|to|-)\s*{_AMOUNT}{_NO_UNIT}|{_AMOUNT}\s*-\s*{_AMOUNT}{_NO_UNIT}"
)
_HIGHEST = re.compile(
    rf"(?:\b(?:{_BELOW})|<=?)\s*{_AMOUNT}{_NO_UNIT}"
    rf"|{_AMOUNT}{_NO_UNIT}\s*(?:or (?:less|under|below|cheaper)|max\b|tops\b)"
)
_LOWEST = re.compile(
    rf"(?:\b(?:{_ABOVE})|>=?)\s*{_AMOUNT}{_NO_UNIT}|{_AMOUNT}{_NO_UNIT}\s*(?:or (?:more|above|over)|\+)"
)
_ABOUT = re.compile(rf"\b(?:around|about|roughly|approximately|approx|~)\s*{_AMOUNT}{_NO_UNIT}")


@dataclass(frozen=True)
class Limits:
    lowest: Money | None = None
    highest: Money | None = None

    def allow(self, price: Money) -> bool:
        """A limit in another currency than the price's says nothing."""
        low = self.lowest is None or self.lowest.currency != price.currency or price >= self.lowest
        high = self.highest is None or self.highest.currency != price.currency or price <= self.highest
        return low and high

    def __bool__(self) -> bool:
        return self.lowest is not None or self.highest is not None


NO_LIMITS = Limits()


def read_limits(text: str, currency: str) -> Limits:
    """`currency` where none is named. A bare number needs a word that makes it a limit and no unit of its own."""
    return _read(fold(text), currency)[0]


def without_limits(text: str) -> str:
    """Folded text without the words of the limits."""
    return _read(fold(text), "")[1]


def _read(text: str, currency: str) -> tuple[Limits, str]:
    between = _BETWEEN.search(text)
    if between and _is_money(between):
        low, high = _amounts(between, currency)
        return Limits(low, high), text[: between.start()] + " " + text[between.end() :]
    about = _ABOUT.search(text)
    if about and _is_money(about):
        middle = _amounts(about, currency)[0]
        spread = Limits(Money(middle.minor * 3 // 4, middle.currency), Money(middle.minor * 5 // 4, middle.currency))
        return spread, text[: about.start()] + " " + text[about.end() :]
    found: dict[str, Money] = {}
    for name, pattern in (("highest", _HIGHEST), ("lowest", _LOWEST)):
        match = pattern.search(text)
        if match:
            found[name] = _amounts(match, currency)[0]
            text = text[: match.start()] + " " + text[match.end() :]
    return Limits(found.get("lowest"), found.get("highest")), text


def _is_money(match: re.Match[str]) -> bool:
    return "between" in match.group(0) or any(group in _SIGNS for group in match.groups() if group)


def _amounts(match: re.Match[str], currency: str) -> list[Money]:
    groups = match.groups()
    triples = [groups[i : i + 3] for i in range(0, len(groups), 3) if groups[i + 1]]
    named = next((_SIGNS[g] for t in triples for g in (t[0], t[2]) if g and _SIGNS.get(g)), currency)
    return [Money.of(number.replace(",", "."), named) * (1000 if unit == "k" else 1) for _, number, unit in triples]
