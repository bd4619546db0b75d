"""The intent model: two linear classifiers, of sentence vectors and of words, mixed and calibrated on held-out rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.nlu.intents.linear import Linear
from engine.nlu.intents.neighbours import Neighbours
from engine.nlu.intents.rows import Floats, Rows
from engine.nlu.intents.trials import Trials, softmax, tried
from engine.nlu.intents.words import Words

_FEW = 30  # rows that are quicker to count one by one


@dataclass
class IntentModel:
    """`mix`: how much words count beside vectors; `temperature` divides the scores before they become probabilities."""

    intents: list[str]
    words: Words
    by_words: Linear
    by_vector: Linear | None
    neighbours: Neighbours | None
    mix: float = 1.0
    temperature: float = 1.0
    held_out: dict[str, float] = field(default_factory=dict)

    @classmethod
    def fit(cls, rows: Rows, labels: Sequence[str]) -> tuple[IntentModel, Trials | None]:
        """Mix and temperature come from trials that had not seen the rows which they judge; all rows are fitted.

        The trials come back too, for whoever sets a limit on them; None where there are too few rows.
        """
        intents = sorted(set(labels))
        wanted = np.array([intents.index(label) for label in labels])
        words = Words.fit(rows.senses, rows.texts)
        features = words.features(rows.senses, rows.texts)
        by_words = Linear.of_words(features, wanted)
        by_vector = Linear.of_vectors(rows.vectors, wanted) if rows.vectors is not None else None
        neighbours = Neighbours.of(rows.vectors, wanted, rows.texts) if rows.vectors is not None else None
        model = cls(intents, words, by_words, by_vector, neighbours)
        trials = tried(features, rows, wanted)
        if trials is not None:
            model.mix, model.temperature, model.held_out = trials.mix, trials.temperature, trials.found
        return model, trials

    def scores(self, rows: Rows) -> Floats:
        """[messages, intents]."""
        found = self._by_words(rows)
        if self.by_vector is None or rows.vectors is None:
            return found
        return self.by_vector.scores(rows.vectors) + self.mix * found

    def _by_words(self, rows: Rows) -> Floats:
        if len(rows.senses) > _FEW:
            return self.by_words.scores(self.words.features(rows.senses, rows.texts))
        each = [self.words.scores(sense, text, self.by_words.weights) for sense, text in zip(rows.senses, rows.texts)]
        return np.asarray(each, dtype=np.float32) + self.by_words.bias

    def probabilities(self, rows: Rows) -> Floats:
        return softmax(self.scores(rows) / self.temperature)

    def save(self, folder: Path) -> None:
        self.words.save(folder)
        arrays = {"words_w": self.by_words.weights.astype(np.float16), "words_b": self.by_words.bias}
        if self.by_vector is not None:
            arrays |= {"vector_w": self.by_vector.weights, "vector_b": self.by_vector.bias}
        np.savez_compressed(folder / "linear.npz", **arrays)
        if self.neighbours is not None:
            self.neighbours.save(folder)
        about = {"intents": self.intents, "mix": self.mix, "temperature": self.temperature, "held_out": self.held_out}
        (folder / "intents.json").write_text(json.dumps(about, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        about = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        arrays = np.load(folder / "linear.npz")
        vector = Linear(arrays["vector_w"], arrays["vector_b"]) if "vector_w" in arrays else None
        return cls(
            about["intents"],
            Words.load(folder),
            Linear(arrays["words_w"].astype(np.float32), arrays["words_b"]),
            vector,
            Neighbours.load(folder) if (folder / "neighbours.npz").exists() else None,
            about["mix"],
            about["temperature"],
            about["held_out"],
        )
