"""Whether what stands in a message by itself (numbers, addresses, days …) is found to the letter, with its value.

A file of cases has JSON lines {"text", "entities": [{"kind", "start", "end", "value"}], "lang"}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from learning.rows import LANGUAGES, RowError, lines_of

# The day that "yesterday" and "next week" were said in the held-out cases: a Tuesday.
SAID_ON = date(2026, 11, 24)


class Entity(NamedTuple):
    """`start` and `end` count characters of the message; `value` is normalised: "W2611340", "89.99 USD", an ISO day."""

    kind: str
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Case:
    text: str
    lang: str
    entities: frozenset[Entity]


@dataclass
class Counts:
    """`right` of `written` in the cases, and of `found` by the engine: recall and precision."""

    right: int = 0
    written: int = 0
    found: int = 0


@dataclass
class EntityFigures:
    """Numbers of messages by language: `cases`; `whole`, with nothing missed and nothing too much; `values`, the same
    where spans do not count. `kinds`: counts by kind, then language. The language "all" stands for the sum.
    """

    cases: dict[str, int] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, dict[str, Counts]] = field(default_factory=dict)


def read_cases(path: Path) -> list[Case]:
    """Raises RowError for a missing or empty file, and for the first line that is no case."""
    return [_case(where, line) for where, line in lines_of(path)]


def _case(where: str, line: str) -> Case:
    try:
        raw: Any = json.loads(line)
        told = frozenset(Entity(e["kind"], int(e["start"]), int(e["end"]), e["value"]) for e in raw["entities"])
        case = Case(raw["text"], raw.get("lang", "en"), told)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RowError(f"{where}: write text, lang and entities, each with kind, start, end and value") from None
    beyond = [each for each in told if not 0 <= each.start < each.end <= len(case.text)]
    if beyond or case.lang not in LANGUAGES:
        raise RowError(f"{where}: {'a span is outside the text' if beyond else f'knows no language {case.lang!r}'}")
    return case


def entities_in(reading: Mapping[str, Any]) -> frozenset[Entity]:
    """Those that the engine found."""
    found = reading.get("entities") or []
    return frozenset(Entity(e["entity"], int(e["start"]), int(e["end"]), str(e["value"])) for e in found)


def entity_figures(cases: Sequence[Case], read: Iterable[Mapping[str, Any]]) -> EntityFigures:
    """An entity is right where kind, span and value are: half a span or another day is a miss and a false find."""
    figures = EntityFigures()
    for case, reading in zip(cases, read):
        found = entities_in(reading)
        for lang in ("all", case.lang):
            figures.cases[lang] = figures.cases.get(lang, 0) + 1
            figures.whole[lang] = figures.whole.get(lang, 0) + (found == case.entities)
            figures.values[lang] = figures.values.get(lang, 0) + (_values(found) == _values(case.entities))
            for entity in found | case.entities:
                counts = figures.kinds.setdefault(entity.kind, {}).setdefault(lang, Counts())
                counts.written += entity in case.entities
                counts.found += entity in found
                counts.right += entity in found and entity in case.entities
    return figures


def _values(entities: Iterable[Entity]) -> list[tuple[str, str]]:
    return sorted((each.kind, each.value) for each in entities)
