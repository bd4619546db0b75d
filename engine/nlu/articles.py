"""Which help article answers a message: the nearest of all listed questions, in the customer's language first."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.component import Kept
from engine.nlu.encoder.component import VECTOR, encoder_for
from engine.nlu.glossing import FOLDER, Glossary
from engine.nlu.languages import FIRST
from engine.nlu.reading import LANGUAGE, sense

logger = logging.getLogger(__name__)
ARTICLES = "articles"
MOST = 3
_LOOKED_AT = 24


class Question(NamedTuple):
    language: str
    article: str
    text: str


class Found(NamedTuple):
    """`score`: the cosine to the nearest of the article's questions."""

    article: str
    language: str
    score: float


@dataclass
class Index:
    """`vectors` [questions, width], a row for each of `questions`."""

    questions: list[Question]
    vectors: NDArray[np.float32]

    def __post_init__(self) -> None:
        self._languages = np.array([question.language for question in self.questions])
        codes = set(self._languages)
        self._own = {code: frozenset(q.article for q in self.questions if q.language == code) for code in codes}

    def find(self, vector: NDArray[np.float32], language: str, most: int = MOST) -> list[Found]:
        """The best articles, best first; one that is written in `language` is given in it, else in English."""
        scores = self.vectors @ vector
        scores[(self._languages != language) & (self._languages != FIRST)] = -1.0
        best: dict[str, float] = {}
        for place in np.argsort(-scores)[:_LOOKED_AT]:
            best.setdefault(self.questions[place].article, float(scores[place]))
        own = self._own.get(language, frozenset())
        named = [Found(article, language if article in own else FIRST, score) for article, score in best.items()]
        return named[:most]


def read_questions(folder: Path) -> list[Question]:
    """Titles and questions of `<lang>/*.md`; a file that cannot be read is left to the shop, which names its line."""
    found: list[Question] = []
    for path in sorted(folder.glob("*/*.md")):
        parts = path.read_text(encoding="utf-8-sig").split("---\n", 2)
        try:
            head = yaml.safe_load(parts[1]) if len(parts) == 3 else None
        except yaml.YAMLError:
            head = None
        if not isinstance(head, dict) or not head.get("id"):
            logger.warning("%s is no help article: it is left out", path)
            continue
        texts = [str(head.get("title") or ""), *map(str, head.get("questions") or [])]
        found += [Question(path.parent.name, str(head["id"]), text) for text in texts if text]
    return found


def english_of(questions: Sequence[Question], folder: Path = FOLDER) -> list[str]:
    glossaries: dict[str, Glossary | None] = {}
    found = []
    for question in questions:
        code = question.language
        if code not in glossaries:
            path = folder / f"{code}.tsv"
            glossaries[code] = Glossary.parse(code, path.read_text(encoding="utf-8")) if path.exists() else None
        glossary = glossaries[code]
        found.append(sense(glossary.gloss(question.text) if glossary else question.text))
    return found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ArticleFinder(Kept):
    """Writes `articles`: id, language and score of the nearest ones. Whoever answers decides how near is near enough."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"path": "knowledge", "model": None, "int8": True, "read": "sense", "longest": 64}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self.index: Index | None = None

    def restore(self, folder: Path) -> None:
        if (folder / "vectors.npy").exists():
            rows = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
            vectors = np.load(folder / "vectors.npy").astype(np.float32)
            self.index = Index([Question(*row) for row in rows], vectors)

    def train(self, training_data: TrainingData) -> Resource:
        questions = read_questions(Path(self.config["path"]))
        encoder = encoder_for(self.config)
        with self.storage.write_to(self.resource) as folder:
            if encoder is None or not questions:
                (folder / "none.txt").write_text("no encoder or no articles", encoding="utf-8")
                return self.resource
            read = english_of(questions) if self.config["read"] == "sense" else [q.text for q in questions]
            np.save(folder / "vectors.npy", encoder.encode(read).astype(np.float16))
            (folder / "questions.json").write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
        return self.resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            vector = message.get(VECTOR)
            if self.index is None or vector is None or not message.get(TEXT):
                continue
            language = (message.get(LANGUAGE) or {}).get("code", FIRST)
            found = self.index.find(vector, language)
            message.set(
                ARTICLES, [{**each._asdict(), "score": round(each.score, 3)} for each in found], add_to_output=True
            )
        return messages
