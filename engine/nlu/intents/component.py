"""The intent classifier in its Rasa shell."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.component import Kept
from engine.nlu.encoder.component import VECTOR
from engine.nlu.intents.classifier import Classifier, Judgement
from engine.nlu.intents.model import Rows
from engine.nlu.reading import SENSE_TEXT

logger = logging.getLogger(__name__)
DOUBT = "doubt"
RANKED = 5


def rows_of(messages: list[Message]) -> Rows:
    vectors = [message.get(VECTOR) for message in messages]
    whole = all(vector is not None for vector in vectors) and bool(vectors)
    return Rows(
        [message.get(SENSE_TEXT) or "" for message in messages],
        [message.get("original") or "" for message in messages],
        np.vstack(vectors) if whole else None,
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(Kept):
    """Sets intent and ranking with calibrated confidences, and `doubt` where the message is foreign or ambiguous."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self.classifier: Classifier | None = None

    def restore(self, folder: Path) -> None:
        self.classifier = Classifier.load(folder) if (folder / "intents.json").exists() else None

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        labels = [str(m.get(INTENT)) for m in examples]
        with self.storage.write_to(self.resource) as folder:
            if len(set(labels)) < 2:
                logger.warning("fewer than two intents in the training data: no intent classifier is trained")
                (folder / "none.txt").write_text("fewer than two intents", encoding="utf-8")
                return self.resource
            self.classifier = Classifier.fit(rows_of(examples), labels)
            self.classifier.save(folder)
        logger.info("intents on held-out rows: %s", self.classifier.model.held_out)
        return self.resource

    def process(self, messages: list[Message]) -> list[Message]:
        read = [m for m in messages if m.get(TEXT) and not m.get(TEXT).startswith("/")]
        if self.classifier is None or not read:
            return messages
        for message, judged in zip(read, self.classifier.judge(rows_of(read))):
            put(message, judged)
        return messages


def put(message: Message, judged: Judgement) -> None:
    ranking = [{"name": name, "confidence": p} for name, p in judged.ranked[:RANKED]]
    message.set(INTENT, dict(ranking[0]), add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    doubt = {"kind": judged.kind, "strangeness": judged.strangeness, "candidates": judged.candidates}
    message.set(DOUBT, doubt, add_to_output=True)
