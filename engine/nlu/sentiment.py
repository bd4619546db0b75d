"""The mood of a message, from negative to positive, and whether its writer is at the end of their patience.

A small head on the features that the intents use, in every language of the shop, from `moods/<lang>.tsv`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.component import Kept
from engine.nlu.encoder.component import encoder_for
from engine.nlu.glossing import FOLDER as GLOSSARIES
from engine.nlu.glossing import Glossary
from engine.nlu.intents.component import rows_of
from engine.nlu.intents.model import IntentModel, Rows
from engine.nlu.reading import PART_OF, Reader

FOLDER = Path(__file__).with_name("moods")
SENTIMENT = "sentiment"
MOODS = ("furious", "negative", "neutral", "positive")
FALSE_ALARMS = 0.10
# How much plain displeasure adds to the signs of anger.
_DISPLEASED = 0.3


class Mood(NamedTuple):
    """`value` from -1 to 1; `label` negative, neutral or positive; `upset`: clearly angry."""

    value: float
    label: str
    upset: bool


class Sentence(NamedTuple):
    mood: str
    text: str
    language: str


@dataclass
class MoodModel:
    """`limit`: signs of anger from which a customer counts as upset, set on held-out rows."""

    model: IntentModel
    limit: float

    @classmethod
    def fit(cls, rows: Rows, moods: Sequence[str]) -> MoodModel:
        model, held_out = IntentModel.fit(rows, moods)
        model.neighbours = None  # nobody asks which sentences a mood is near to
        made = cls(model, 0.5)
        if held_out is not None:
            trial, apart, wanted = held_out
            calm = made._anger(trial.probabilities(apart))[wanted != trial.intents.index("furious")]
            made.limit = float(np.quantile(calm, 1 - FALSE_ALARMS))
        return made

    def _column(self, probabilities: NDArray[np.float32], mood: str) -> NDArray[np.float32]:
        return probabilities[:, self.model.intents.index(mood)]

    def _anger(self, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
        return self._column(probabilities, "furious") + _DISPLEASED * self._column(probabilities, "negative")

    def judge(self, rows: Rows) -> list[Mood]:
        found = self.model.probabilities(rows)
        against = self._column(found, "negative") + self._column(found, "furious")
        neutral, positive = self._column(found, "neutral"), self._column(found, "positive")
        anger = self._anger(found)
        moods = []
        for i in range(len(found)):
            label = max((against[i], "negative"), (neutral[i], "neutral"), (positive[i], "positive"))[1]
            upset = bool(anger[i] >= self.limit and label == "negative")
            moods.append(Mood(round(float(positive[i] - against[i]), 3), label, upset))
        return moods

    def save(self, folder: Path) -> None:
        self.model.save(folder)
        (folder / "mood.json").write_text(json.dumps({"limit": self.limit}), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> MoodModel:
        limit = json.loads((folder / "mood.json").read_text(encoding="utf-8"))["limit"]
        return cls(IntentModel.load(folder), limit)


def read_moods(folder: Path = FOLDER) -> list[Sentence]:
    """Lines of `mood<TAB>sentence`. Raises ValueError, naming file and line."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mood, _, text = line.partition("\t")
            if mood not in MOODS or not text.strip():
                raise ValueError(f"{path.name}:{number}: should be one of {', '.join(MOODS)}, a tab and a sentence")
            found.append(Sentence(mood, text.strip(), path.stem))
    return found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MoodReader(Kept):
    """Writes `sentiment`: value, label and upset."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"moods": None, "model": None, "int8": True, "longest": 64}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self.moods: MoodModel | None = None

    def restore(self, folder: Path) -> None:
        self.moods = MoodModel.load(folder)

    def train(self, training_data: TrainingData) -> Resource:
        sentences = read_moods(Path(self.config["moods"]) if self.config["moods"] else FOLDER)
        paths = {path.stem: path for path in GLOSSARIES.glob("*.tsv")}
        reader = Reader(
            {code: Glossary.parse(code, path.read_text(encoding="utf-8")) for code, path in paths.items()}, frozenset()
        )
        read = [reader.read(sentence.text, language=sentence.language) for sentence in sentences]
        encoder = encoder_for(self.config)
        vectors = encoder.encode([each.sense for each in read]) if encoder is not None else None
        rows = Rows([each.sense for each in read], [each.original for each in read], vectors)
        moods = MoodModel.fit(rows, [sentence.mood for sentence in sentences])
        with self.storage.write_to(self.resource) as folder:
            moods.save(folder)
        return self.resource

    def process(self, messages: list[Message]) -> list[Message]:
        read = [m for m in messages if m.get(PART_OF) is None and m.get(TEXT) and not m.get(TEXT).startswith("/")]
        if self.moods is None or not read:
            return messages
        for message, mood in zip(read, self.moods.judge(rows_of(read))):
            message.set(SENTIMENT, mood._asdict(), add_to_output=True)
        return messages
