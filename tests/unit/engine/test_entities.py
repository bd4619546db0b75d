from __future__ import annotations

from datetime import date

import pytest

from engine.nlu.entities import entities

TODAY = date(2026, 11, 24)


def spans(text: str, english: str = "", language: str = "en") -> list[tuple[str, str, str]]:
    """With an English of as many letters, word stands over word."""
    found = entities(text, english or text, [], language, TODAY)
    return [(e["entity"], text[e["start"] : e["end"]], e["value"]) for e in found]


@pytest.mark.parametrize(
    "text, span",
    [("where is order 7719204", "7719204"), ("order no. W 7719204?", "W 7719204"), ("it is #w7719204", "w7719204")],
)
def test_an_order_number_is_the_number_without_the_words_before_it(text: str, span: str) -> None:
    assert spans(text) == [("order_number", span, "W7719204")]


def test_an_article_before_figures_is_no_part_of_a_day() -> None:
    assert spans("le 3 novembre", "on 3 november", "fr")[0][1:] == ("3 novembre", "2026-11-03")


def test_an_article_before_a_number_of_things_is_no_part_of_it() -> None:
    assert spans("los dos tazas", "and two mugs.", "es") == [("quantity", "dos", "2")]
