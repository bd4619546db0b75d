"""Spans of days in words: "yesterday", "last week", "two weeks ago", "in May", "on 3 March 2025"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "couple of": 2,
    "a couple of": 2,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_NAMED = re.compile(r"\b(?:the )?(day before yesterday|yesterday|today)\b")
_AROUND_NOW = re.compile(r"\b(this|last|past|previous) (week|month|year|weekend)\b")
_AGO = re.compile(rf"\b({'|'.join(sorted(_COUNTS, key=len, reverse=True))}|\d{{1,2}}) (day|week|month|year)s? ago\b")
_ISO = re.compile(r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b")
_DAY_MONTH = re.compile(rf"\b{_DAY} (?:of )?{_MONTH}\b(?:,? (20\d\d))?")
_MONTH_DAY = re.compile(rf"\b{_MONTH} {_DAY}\b(?!\d)(?:,? (20\d\d))?")
_MONTH_ALONE = re.compile(rf"\b(?:in|from|of|since|around|during|back in|last) {_MONTH}\b(?:,? (20\d\d))?")

Span = tuple[date, date]


def read_period(text: str, today: date) -> Span | None:
    """First and last day; a day or month without a year is the latest one that is not in the future."""
    for read in (_named, _ago, _around_now, _exact, _month):
        span = read(text, today)
        if span is not None:
            return span
    return None


def without_periods(text: str) -> str:
    """`text` without the words of a period, so that "last week" is no "last one"."""
    for pattern in (_AROUND_NOW, _AGO):
        text = pattern.sub(" ", text)
    return text


def _named(text: str, today: date) -> Span | None:
    match = _NAMED.search(text)
    if match is None:
        return None
    day = today - timedelta(days={"today": 0, "yesterday": 1, "day before yesterday": 2}[match.group(1)])
    return day, day


def _ago(text: str, today: date) -> Span | None:
    match = _AGO.search(text)
    if match is None:
        return None
    count = _COUNTS.get(match.group(1)) or int(match.group(1))
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[match.group(2)]
    slack = {"day": 1, "week": 4, "month": 16, "year": 100}[match.group(2)]
    middle = today - timedelta(days=count * days)
    return middle - timedelta(days=slack), min(today, middle + timedelta(days=slack))


def _around_now(text: str, today: date) -> Span | None:
    match = _AROUND_NOW.search(text)
    if match is None:
        return None
    this = match.group(1) == "this"
    if match.group(2) in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday())
        return (monday, today) if this else (monday - timedelta(days=7), monday - timedelta(days=1))
    if match.group(2) == "year":
        return (date(today.year, 1, 1), today) if this else (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    first = today.replace(day=1)
    return (first, today) if this else ((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1))


def _exact(text: str, today: date) -> Span | None:
    iso = _ISO.search(text)
    if iso:
        return _day(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))
    match = _DAY_MONTH.search(text)
    day, month, year = match.groups() if match else (None, None, None)
    if match is None:
        match = _MONTH_DAY.search(text)
        month, day, year = match.groups() if match else (None, None, None)
    if not (day and month):
        return None
    number = _MONTHS[month[:3]]
    if year:
        return _day(int(year), number, int(day))
    span = _day(today.year, number, int(day))
    return _day(today.year - 1, number, int(day)) if span and span[0] > today else span


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _month(text: str, today: date) -> Span | None:
    match = _MONTH_ALONE.search(text)
    if match is None:
        return None
    month = _MONTHS[match.group(1)[:3]]
    year = int(match.group(2)) if match.group(2) else today.year - (month > today.month)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
