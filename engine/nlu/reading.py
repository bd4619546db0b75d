"""The first look at a message: the writer's own words, their language, and what they say in English."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.cleaning import clean
from engine.nlu.component import Kept
from engine.nlu.glossing import FOLDER, Glossary, joined
from engine.nlu.languages import FIRST, LANGUAGES, Identified, identify, spoken_before
from engine.nlu.letters import western
from engine.nlu.matches import SENSE, Match, find_all

logger = logging.getLogger(__name__)
PART_OF = "part_of"  # on a clause: the place of the message that it belongs to
# Words of which fewer are known are no foreign matter, and no mood, but no words at all.
GIBBERISH = 0.5
LANGUAGE, ENGLISH, SENSE_TEXT, PLACES, KNOWN = "language", "english", "sense", "places", "known_words"
_WORD = re.compile(r"[a-z]+")
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Reading:
    """`english`: a gloss, or the text itself; `places`: for each phrase (start, end) in it and (start, end) in `text`;
    `known`: the share of words that anybody knows."""

    text: str
    language: Identified
    english: str
    places: list[tuple[int, int, int, int]]
    known: float = 1.0

    @property
    def sense(self) -> str:
        return sense(self.english)

    @property
    def original(self) -> str:
        """The text as its letters count: without numbers and addresses."""
        return without(self.text, find_all(western(self.text)))


class Reader:
    """`words`: the English words that are known, to tell English from the others."""

    def __init__(self, glossaries: Mapping[str, Glossary], words: frozenset[str]) -> None:
        self.glossaries = glossaries
        self.words = words

    def read(self, text: str, before: str | None = None, language: str | None = None) -> Reading:
        """`language`: where it is known already, as for training sentences."""
        matches = find_all(western(text))
        found = Identified(language, 1.0) if language else self.identify(without(text, matches), before)
        glossary = self.glossaries.get(found.code)
        if glossary is None:
            places = [(0, len(text), 0, len(text))] if text else []
            return Reading(text, found, text, places, self.share(text))
        pieces = glossary.pieces(western(text), [(m.start, m.end) for m in matches])
        english, placed = joined(pieces)
        said = [piece for piece in pieces if piece.english]
        places = [(e.start, e.end, p.start, p.end) for e, p in zip(placed, said)]
        return Reading(text, found, english, places, max(glossary.share(text), self.share(english)))

    def share(self, english: str) -> float:
        """How many words are known, from 0 to 1; 1 for a text without words."""
        words = _WORD.findall(english.lower())
        return sum(word in self.words for word in words) / len(words) if words else 1.0

    def identify(self, text: str, before: str | None) -> Identified:
        known = {code: glossary.share(text) for code, glossary in self.glossaries.items()}
        known["en"] = self.share(text) if _WORD.search(text.lower()) else 0.0
        if before in self.glossaries and self.glossaries[before].has_all(text):
            known[before] = 1.0
        return identify(text, before, ("en", *self.glossaries), known)


def original_span(places: list[tuple[int, int, int, int]], span: tuple[int, int]) -> tuple[int, int]:
    """Where in the message the words stand that a span of the gloss comes from."""
    if len(places) == 1 and places[0][:2] == places[0][2:]:  # English, as it was written
        return span
    touched = [place for place in places if place[0] < span[1] and place[1] > span[0]]
    return (touched[0][2], touched[-1][3]) if touched else (0, 0)


def without(text: str, matches: Sequence[Match]) -> str:
    """The text without the things found in it."""
    for match in reversed(matches):
        text = f"{text[: match.start]} {text[match.end :]}"
    return text.strip()


def sense(text: str) -> str:
    """ "cancel W1234567" and "cancel W7654321" are one sentence: "cancel order number"."""
    for match in reversed(find_all(western(text))):
        text = f"{text[: match.start]} {SENSE[match.kind]} {text[match.end :]}"
    return _REPEATED.sub(r"\1\1", " ".join(text.split()))


def english_words(texts: Sequence[str], glossaries: Mapping[str, Glossary]) -> frozenset[str]:
    glossed = (english for glossary in glossaries.values() for english in glossary.phrases.values())
    return frozenset(word for text in (*texts, *glossed) for word in _WORD.findall(text.lower()))


def put(message: Message, reading: Reading) -> None:
    """`original` is the classifier's; the rest is seen by the action server and by who explains."""
    found = reading.language
    message.set(
        LANGUAGE,
        {"code": found.code, "confidence": round(found.confidence, 3), "asked": found.asked},
        add_to_output=True,
    )
    message.set(ENGLISH, reading.english, add_to_output=True)
    message.set(SENSE_TEXT, reading.sense)
    message.set(KNOWN, reading.known)
    message.set("original", reading.original)
    message.set(PLACES, reading.places)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MessageReader(Kept):
    """Keeps the phrase lists in the model. A training sentence's language is its `metadata`, else it is identified."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"languages": list(LANGUAGES), "glossaries": None}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self.reader = Reader({}, frozenset())

    def restore(self, folder: Path) -> None:
        words = frozenset((folder / "english.txt").read_text(encoding="utf-8").split())
        self.reader = Reader(_read(folder, self.config["languages"]), words)

    def train(self, training_data: TrainingData) -> Resource:
        folder = Path(self.config["glossaries"]) if self.config["glossaries"] else FOLDER
        glossaries = _read(folder, self.config["languages"])
        texts = [m.get(TEXT) for m in training_data.training_examples if m.get(TEXT) and _language(m) in (None, FIRST)]
        self.reader = Reader(glossaries, english_words(texts, glossaries))
        with self.storage.write_to(self.resource) as kept:
            for code in glossaries:
                (kept / f"{code}.tsv").write_bytes((folder / f"{code}.tsv").read_bytes())
            (kept / "english.txt").write_text(" ".join(sorted(self.reader.words)), encoding="utf-8")
        return self.resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for message in training_data.training_examples:
            if message.get(TEXT):
                put(message, self.reader.read(message.get(TEXT), language=_language(message)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                message.set(TEXT, clean(text), add_to_output=True)
            put(message, self.reader.read(message.get(TEXT) or "", before=spoken_before.get()))
        return messages


def _read(folder: Path, languages: Sequence[str]) -> dict[str, Glossary]:
    """A language without a list is read as it stands, and the log says so."""
    found: dict[str, Glossary] = {}
    for code in languages:
        path = folder / f"{code}.tsv"
        if code != FIRST and path.exists():
            found[code] = Glossary.parse(code, path.read_text(encoding="utf-8"))
        elif code != FIRST:
            logger.warning("no phrase list %s: messages in '%s' are read as they stand", path, code)
    return found


def _language(message: Message) -> str | None:
    """From `metadata: {language: fr}` beside the intent in the training data."""
    metadata = message.get("metadata") or {}
    found = (metadata.get("intent") or {}).get("language") or (metadata.get("example") or {}).get("language")
    return str(found) if found else None
