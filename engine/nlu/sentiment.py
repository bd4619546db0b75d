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
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.component import Kept
from engine.nlu.encoder.component import encoder_for
from engine.nlu.glossing import FOLDER as GLOSSARIES
from engine.nlu.glossing import Glossary
from engine.nlu.intents.component import rows_of
from engine.nlu.intents.model import IntentModel, Rows
from engine.nlu.reading import GIBBERISH, KNOWN, PART_OF, Reader

FOLDER = Path(__file__).with_name("moods")
SENTIMENT = "sentiment"
MOODS = ("furious", "negative", "neutral", "positive")
FALSE_ALARMS = 0.12
# Customers who just ask for something are calm as a rule: so many of their sentences are neutral examples, without
# which short questions look angry. Intents with which trouble is told are left out.
CALM = 900
TROUBLED = frozenset(
    {"complaint", "insult", "billing_dispute", "damaged_wrong_item", "missing_item", "payment_issue", "website_issue",
     "refund_status", "refund_request", "track_order", "human_handoff", "promo_code", "account_access", "cancel_membership",
     "thank", "deny", "give_rating", "stop_request", "out_of_scope", "nlu_fallback"}
)  # fmt: skip
_SEED = 7
# How much plain displeasure adds to the signs of anger.
_DISPLEASED = 0.3


class Mood(NamedTuple):
    """`value` from -1 to 1; `label` negative, neutral or positive; `upset`: clearly angry."""

    value: float
    label: str
    upset: bool


_NO_MOOD = Mood(0.0, "neutral", False)


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
    def fit(cls, rows: Rows, moods: Sequence[str], calm: Rows | None = None) -> MoodModel:
        """`calm`: further neutral rows, on which no limit is set: most are far from any anger."""
        sure = rows if calm is None else rows.joined(calm)
        model, held_out = IntentModel.fit(sure, [*moods, *["neutral"] * (len(sure.texts) - len(rows.texts))])
        model.neighbours = None  # nobody asks which sentences a mood is near to
        made = cls(model, 0.5)
        if held_out is not None:
            trial, apart, wanted = held_out
            told = set(rows.texts)
            not_furious = wanted != trial.intents.index("furious")
            counted = not_furious & np.array([text in told for text in apart.texts])
            made.limit = float(np.quantile(made._anger(trial.probabilities(apart))[counted], 1 - FALSE_ALARMS))
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


def calm_rows(examples: Sequence[Message]) -> Rows | None:
    """CALM sentences, spread over all examples of intents with which no trouble is told; None where there is none."""
    calm = [message for message in examples if message.get(INTENT) not in TROUBLED]
    picked = np.random.default_rng(_SEED).permutation(len(calm))[:CALM]
    return rows_of([calm[place] for place in picked]) if len(picked) else None


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
        calm = calm_rows([m for m in training_data.intent_examples if m.get(TEXT)])
        moods = MoodModel.fit(rows, [sentence.mood for sentence in sentences], calm)
        with self.storage.write_to(self.resource) as folder:
            moods.save(folder)
        return self.resource

    def process(self, messages: list[Message]) -> list[Message]:
        read = [m for m in messages if m.get(PART_OF) is None and m.get(TEXT) and not m.get(TEXT).startswith("/")]
        if self.moods is None or not read:
            return messages
        for message, mood in zip(read, self.moods.judge(rows_of(read))):
            told = mood if (message.get(KNOWN) or 0.0) >= GIBBERISH else _NO_MOOD
            message.set(SENTIMENT, told._asdict(), add_to_output=True)
        return messages
