"""Days and spans of days in English or its gloss: "last Tuesday", "two weeks ago", "Nov 12", "last week"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

import dateparser

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
            "twelve": 12, "fourteen": 14, "a couple of": 2, "couple of": 2, "a few": 3}  # fmt: skip
_N = r"(\d{1,3}|a couple of|couple of|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen)"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_FULL_DAY = r"(monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues|thurs|weds)"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_UNIT = r"(day|week|month|year)s?"
_RULES = (
    ("before_yesterday", re.compile(r"\b(?:the )?day before yesterday\b", re.I)),
    ("after_tomorrow", re.compile(r"\b(?:the )?day after tomorrow\b", re.I)),
    ("yesterday", re.compile(r"\byesterday(?: (?:morning|afternoon|evening|night))?\b|\blast night\b", re.I)),
    ("tomorrow", re.compile(r"\btomorrow\b", re.I)),
    ("today", re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.I)),
    ("ago", re.compile(rf"\b{_N} {_UNIT} ago\b", re.I)),
    ("ahead", re.compile(rf"\bin {_N} {_UNIT}(?:'?s?)?(?: time)?\b|\b{_N} {_UNIT} from (?:now|today)\b", re.I)),
    ("relative_day", re.compile(rf"\b(last|next|this|coming|past|this coming) {_DAY}\b", re.I)),
    ("day_then_which", re.compile(rf"\b(?:the )?{_FULL_DAY} (last|past|next|coming)\b", re.I)),
    ("relative_span", re.compile(r"\b(last|next|this|past|coming) (week|weekend|month|year)\b", re.I)),
    ("day_and_number", re.compile(rf"\b{_FULL_DAY},? the (\d{{1,2}})(?:st|nd|rd|th)\b", re.I)),
    ("iso", re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")),
    ("named", re.compile(rf"\b(?:{_FULL_DAY},? )?(?:the )?\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? {_MONTH}\b\.?(?:,? \d{{4}})?|\b{_MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?!:)(?:,? \d{{4}})?", re.I)),
    ("numeric", re.compile(r"(?<![\d/.-])(\d{1,2}) ?[/.] ?(\d{1,2}) ?[/.] ?(\d{4}|\d{2})(?![\d/])")),
    ("day_of_month", re.compile(r"\b(?:on|by|for|from|since|before|till?|until|after|around|to) (the (\d{1,2})(?:st|nd|rd|th))\b(?! (?:floor|time|one|order|item|parcel|birthday|street|avenue|st\b|ave))", re.I)),
    ("late_in_month", re.compile(r"\b(the (1[1-9]|2\d|3[01])(?:st|nd|rd|th))\b(?=\W*(?:$|(?:or|and|to|till?|until)\b))", re.I)),
    ("weekday", re.compile(rf"\b(?:on )?{_FULL_DAY}\b", re.I)),
)  # fmt: skip
_PAST = re.compile(
    r"\b(?:was|were|did|arrived|ordered|bought|came|supposed|should have|paid|sent|received|got|returned|delivered|had|since|placed|shipped|promised|taken|charged|told|took|billed|late|meant)\b",
    re.I,
)


class Found(NamedTuple):
    """`value`: an ISO day, or "first/last" of a span."""

    start: int
    end: int
    value: str


def find_dates(text: str, today: date, day_first: bool = False) -> list[Found]:
    """In the order of the text; what is surer takes the place of what overlaps it."""
    found: list[Found] = []
    for name, pattern in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if name in ("day_of_month", "late_in_month"):
                start, end = match.span(1)
            if name == "weekday" and text[start : start + 3].lower() == "on ":
                start += 3
            if any(start < other.end and end > other.start for other in found):
                continue
            value = _value(name, match, text, today, day_first)
            if value is not None:
                found.append(Found(start, end, value))
    return sorted(found)


def _value(name: str, match: re.Match[str], text: str, today: date, day_first: bool) -> str | None:
    shifts = {"before_yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "after_tomorrow": 2}
    if name in shifts:
        return (today + timedelta(days=shifts[name])).isoformat()
    if name in ("ago", "ahead"):
        count, unit = (group for group in match.groups() if group)
        return _moved(today, _count(count), unit.lower(), -1 if name == "ago" else 1).isoformat()
    if name == "relative_day":
        return _weekday(today, match.group(2), match.group(1).lower()).isoformat()
    if name == "day_then_which":
        return _weekday(today, match.group(1), match.group(2).lower()).isoformat()
    if name == "relative_span":
        return _span(today, match.group(2).lower(), match.group(1).lower())
    if name == "weekday":
        past = bool(_PAST.search(text[: match.start()])) and not re.search(
            r"\b(?:will|can|next|by)\W*(?:\w+\W+){0,3}$", text[: match.start()], re.I
        )
        return _weekday(today, match.group(1), "last" if past else "next").isoformat()
    if name == "day_and_number":
        return _nearest_day(today, match.group(1), int(match.group(2)))
    if name in ("day_of_month", "late_in_month"):
        return _day_of_month(today, int(match.group(2)), bool(_PAST.search(text)))
    return _written(name, match, today, day_first)


def _written(name: str, match: re.Match[str], today: date, day_first: bool) -> str | None:
    """A date in figures or with its month's name, read by dateparser."""
    order = "YMD" if name == "iso" else "DMY" if day_first or _over_twelve(match) else "MDY"
    said = re.sub(r"\b(?:the|of)\b", " ", match.group(), flags=re.I)
    said = said.replace(" ", "") if name == "numeric" else said
    settings = {"DATE_ORDER": order, "RELATIVE_BASE": _noon(today), "PREFER_DATES_FROM": "current_period"}
    parsed = dateparser.parse(said, languages=["en"], settings=settings)
    return parsed.date().isoformat() if parsed is not None else None


def _over_twelve(match: re.Match[str]) -> bool:
    return match.re is dict(_RULES)["numeric"] and int(match.group(1)) > 12


def _noon(today: date):  # type: ignore[no-untyped-def]
    from datetime import datetime

    return datetime(today.year, today.month, today.day, 12)


def _count(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said.lower()]


def _moved(today: date, count: int, unit: str, sign: int) -> date:
    if unit in ("day", "week"):
        return today + timedelta(days=sign * count * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 + sign * count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(today.day, last))


def _weekday(today: date, said: str, which: str) -> date:
    wanted = next(i for i, day in enumerate(_DAYS) if day.startswith(said.lower()[:3]))
    ahead = (wanted - today.weekday()) % 7
    if which in ("last", "past"):
        return today - timedelta(days=(today.weekday() - wanted) % 7 or 7)
    return today + timedelta(days=ahead or (7 if which == "next" else 0))


def _span(today: date, unit: str, which: str) -> str:
    step = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[which]
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    if unit == "week":
        first, last = monday, monday + timedelta(days=6)
    elif unit == "weekend":
        first, last = monday + timedelta(days=5), monday + timedelta(days=6)
    elif unit == "month":
        first = _moved(today.replace(day=1), abs(step), "month", -1 if step < 0 else 1)
        last = _moved(first, 1, "month", 1) - timedelta(days=1)
    else:
        first, last = date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    return f"{first.isoformat()}/{last.isoformat()}"


def _nearest_day(today: date, weekday: str, day: int) -> str | None:
    """The nearest day that is that weekday and that day of its month."""
    near = (today + timedelta(days=sign * ahead) for ahead in range(400) for sign in (-1, 1))
    wanted = next(i for i, name in enumerate(_DAYS) if name.startswith(weekday.lower()[:3]))
    return next((d.isoformat() for d in near if d.day == day and d.weekday() == wanted), None)


def _day_of_month(today: date, day: int, past: bool) -> str | None:
    if not 1 <= day <= 31:
        return None
    for shift in (0, -1) if past or day <= today.day else (0, 1):
        base = _moved(today.replace(day=1), abs(shift), "month", -1 if shift < 0 else 1)
        try:
            found = base.replace(day=day)
        except ValueError:
            continue
        if not past or found <= today:
            return found.isoformat()
    return None
