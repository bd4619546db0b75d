"""Puts all that stands in a message by itself on Rasa's entity list: numbers, addresses, days, places, quantities."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.component import Plain
from engine.nlu.counting import find_ordinals, find_quantities
from engine.nlu.dates import find_dates
from engine.nlu.languages import FIRST
from engine.nlu.letters import western
from engine.nlu.matches import Match, find_all
from engine.nlu.reading import ENGLISH, LANGUAGE, PLACES, original_span

_ARTICLES = {
    "date": re.compile(r"(?:le|el|am|den|der)\s+(?=\d)", re.I),
    "quantity": re.compile(r"(?:les|los|las|die)\s+", re.I),
    "ordinal": re.compile(r"(?:je|ich|yo)\s+\w+\s+(?=\w+\s+\w)|\u0648(?=\u0627\u0644)", re.I),
}
_NUMBER = re.compile(r"(?:w[\s#.-]*)?\d[\d .-]*$", re.I)
NAME = "ShopEntities"
Entity = dict[str, Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntities(Plain):
    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            found = entities(
                text, message.get(ENGLISH) or text, message.get(PLACES) or [], _language(message), date.today()
            )
            message.set(ENTITIES, [*(message.get(ENTITIES) or []), *found], add_to_output=True)
        return messages


def entities(
    text: str, english: str, places: list[tuple[int, int, int, int]], language: str, today: date
) -> list[Entity]:
    """In the order of `text`; where two overlap, the number or address stays."""
    found = [_entity(m.kind, _start(m), m.end, m.value) for m in find_all(western(text))]
    told = western(english)
    glossed = language != FIRST
    counted = [*find_ordinals(told), *find_quantities(told, glossed)]
    loose = [("date", *each) for each in find_dates(told, today, glossed)] + [tuple(each) for each in counted]
    for kind, start, end, value in loose:
        first, last = original_span(places, (start, end)) if places else (start, end)
        first += _before(kind, text[first:last]) if glossed else 0
        if first < last and all(last <= e["start"] or first >= e["end"] for e in found):
            found.append(_entity(kind, first, last, value))
    return sorted(found, key=lambda entity: int(entity["start"]))


def _before(kind: str, said: str) -> int:
    """How many characters of other languages' words stand before the thing itself: articles before figures, "and"."""
    found = _ARTICLES[kind].match(said) if kind in _ARTICLES else None
    return found.end() if found is not None else 0


def _start(match: Match) -> int:
    """Of "order no. 2611340" the number alone is the entity; the words before it are taken to tell it by."""
    number = _NUMBER.search(match.text) if match.kind == "order_number" else None
    return match.start + (number.start() if number is not None else 0)


def _entity(kind: str, start: int, end: int, value: str) -> Entity:
    return {"entity": kind, "start": start, "end": end, "value": value, "extractor": NAME}


def _language(message: Message) -> str:
    return str((message.get(LANGUAGE) or {}).get("code", FIRST))
