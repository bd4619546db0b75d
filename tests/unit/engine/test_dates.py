from __future__ import annotations

from datetime import date

import pytest

from engine.nlu.dates import find_dates

TODAY = date(2026, 11, 24)  # a Tuesday


def only(text: str, day_first: bool = False) -> tuple[str, str]:
    (found,) = find_dates(text, TODAY, day_first)
    return text[found.start : found.end], found.value


@pytest.mark.parametrize(
    "text, span, value",
    [
        ("it came yesterday", "yesterday", "2026-11-23"),
        ("I ordered it last Tuesday", "last Tuesday", "2026-11-17"),
        ("sent back two weeks ago", "two weeks ago", "2026-11-10"),
        ("a month ago I bought it", "a month ago", "2026-10-24"),
        ("bought on Nov 12", "Nov 12", "2026-11-12"),
        ("bought on the 12th of November", "the 12th of November", "2026-11-12"),
        ("placed 2026-11-03", "2026-11-03", "2026-11-03"),
        ("it was due on the 3rd", "the 3rd", "2026-11-03"),
        ("what did I order last week", "last week", "2026-11-16/2026-11-22"),
        ("it was supposed to come on Friday", "Friday", "2026-11-20"),
        ("will it be here on Friday", "Friday", "2026-11-27"),
        ("I need it in 3 days", "in 3 days", "2026-11-27"),
        ("bring it on Saturday 5 December", "Saturday 5 December", "2026-12-05"),
        ("I paid the tuesday last", "the tuesday last", "2026-11-17"),
        ("does the sale end the 28th", "the 28th", "2026-11-28"),
    ],
)
def test_days_are_found_with_their_words(text: str, span: str, value: str) -> None:
    assert only(text) == (span, value)


def test_figures_are_read_day_first_where_people_write_so() -> None:
    assert only("bought 05/11/2026", day_first=True)[1] == "2026-11-05"


def test_figures_are_read_month_first_in_english() -> None:
    assert only("bought 11/05/2026")[1] == "2026-11-05"


@pytest.mark.parametrize("text", ["on the 3rd floor", "size 12", "a 2 year warranty", "I may come", "within 7 days"])
def test_other_numbers_are_no_days(text: str) -> None:
    assert find_dates(text, TODAY) == []
