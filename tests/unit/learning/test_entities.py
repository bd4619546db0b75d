"""Entities: when one counts as found, and what a file of cases has to hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from learning.entities import Case, Counts, Entity, EntityFigures, entity_figures, read_cases
from learning.evaluation import HELD_OUT
from learning.rows import RowError

NUMBER = Entity("order_number", 6, 14, "W2611340")
DAY = Entity("date", 15, 20, "2026-11-24")
TEXT = "order w2611340 today"


def a_case(*entities: Entity, lang: str = "en") -> Case:
    return Case(TEXT, lang, frozenset(entities))


def a_reading(*entities: Entity) -> dict[str, Any]:
    return {"entities": [{"entity": e.kind, "start": e.start, "end": e.end, "value": e.value} for e in entities]}


def figures(case: Case, *found: Entity) -> EntityFigures:
    return entity_figures([case], [a_reading(*found)])


def a_file(folder: Path, line: str) -> Path:
    path = folder / "cases.jsonl"
    path.write_text(line, encoding="utf-8")
    return path


def test_a_message_is_right_where_each_entity_is() -> None:
    assert figures(a_case(NUMBER, DAY), DAY, NUMBER).whole == {"all": 1, "en": 1}


def test_a_message_without_entities_is_right_where_none_is_found() -> None:
    assert (figures(a_case()).whole["en"], figures(a_case(), DAY).whole["en"]) == (1, 0)


@pytest.mark.parametrize(
    "found",
    [
        NUMBER._replace(start=0),
        NUMBER._replace(end=13),
        NUMBER._replace(value="W2611341"),
        NUMBER._replace(kind="item_id"),
    ],
    ids=["starts too early", "ends too early", "another value", "another kind"],
)
def test_almost_right_is_a_miss_and_a_false_find(found: Entity) -> None:
    counted = figures(a_case(NUMBER), found)
    misses = sum(kind["en"].written - kind["en"].right for kind in counted.kinds.values())
    false_finds = sum(kind["en"].found - kind["en"].right for kind in counted.kinds.values())
    assert (counted.whole["en"], misses, false_finds) == (0, 1, 1)


def test_the_values_of_a_message_may_be_right_where_a_span_is_not() -> None:
    counted = figures(a_case(NUMBER), NUMBER._replace(start=0))
    assert (counted.values["en"], counted.whole["en"]) == (1, 0)


def test_a_wrong_value_is_wrong_there_too() -> None:
    assert figures(a_case(NUMBER), NUMBER._replace(value="W1")).values["en"] == 0


def test_kinds_are_counted_in_each_language_and_in_all() -> None:
    cases = [a_case(NUMBER), a_case(NUMBER, lang="fr"), a_case(DAY, lang="fr")]
    found = entity_figures(cases, [a_reading(NUMBER), a_reading(), a_reading(DAY, NUMBER)])
    assert found.kinds["order_number"] == {"all": Counts(1, 2, 2), "en": Counts(1, 1, 1), "fr": Counts(0, 1, 1)}


def test_the_held_out_cases_are_in_five_languages() -> None:
    assert {case.lang for case in read_cases(HELD_OUT / "entities.jsonl")} == {"en", "fr", "de", "es", "ar"}


def test_a_case_is_read_whole(tmp_path: Path) -> None:
    told = {"kind": "order_number", "start": 6, "end": 14, "value": "W2611340"}
    path = a_file(tmp_path, json.dumps({"text": TEXT, "entities": [told], "lang": "fr"}))
    assert read_cases(path) == [a_case(NUMBER, lang="fr")]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"text": "a"}',
        '{"text": "a", "entities": [{"kind": "date"}]}',
        '{"text": "a", "entities": [{"kind": "date", "start": 0, "end": 2, "value": "x"}]}',
        '{"text": "a", "entities": [], "lang": "xx"}',
    ],
)
def test_a_bad_case_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(RowError, match=r"cases\.jsonl:1: "):
        read_cases(a_file(tmp_path, line))
