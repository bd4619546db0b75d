"""The intent model: two linear classifiers, of sentence vectors and of words, mixed and calibrated on held-out rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression, SGDClassifier

from engine.nlu.intents.neighbours import Neighbours
from engine.nlu.intents.words import Words

Floats = NDArray[np.float32]
_MIXES = (0.0, 0.5, 1.0, 1.5)
_HELD_OUT = 8  # every eighth row
_SEED = 7
_FEW = 30  # rows that are quicker to count one by one


@dataclass
class Rows:
    """Training rows. `vectors` [rows, width] or None; `senses` in English, `texts` as written."""

    senses: list[str]
    texts: list[str]
    vectors: Floats | None

    def take(self, places: NDArray[np.int64]) -> Rows:
        vectors = self.vectors[places] if self.vectors is not None else None
        return Rows([self.senses[i] for i in places], [self.texts[i] for i in places], vectors)

    def joined(self, others: Rows) -> Rows:
        """Without vectors where either has none."""
        both = self.vectors is not None and others.vectors is not None
        vectors = np.vstack([self.vectors, others.vectors]) if both else None  # type: ignore[list-item]
        return Rows([*self.senses, *others.senses], [*self.texts, *others.texts], vectors)


@dataclass
class Linear:
    """Scores are rows · weights + bias; `weights` [features, intents]."""

    weights: Floats
    bias: Floats

    @classmethod
    def of_vectors(cls, rows: Floats, labels: NDArray[np.int64], start: Linear | None = None) -> Linear:
        """Multinomial logistic regression; `start`: weights of nearly the same rows, to begin from."""
        fitted = LogisticRegression(C=4.0, max_iter=40, tol=1e-2, warm_start=True)
        if start is not None and start.weights.shape[1] > 2:
            fitted.coef_, fitted.intercept_ = start.weights.T.astype(rows.dtype), start.bias.astype(rows.dtype)
            fitted.max_iter = 12
        return cls._of(fitted.fit(rows, labels))

    @classmethod
    def of_words(cls, rows: sp.csr_matrix, labels: NDArray[np.int64]) -> Linear:
        """One intent against all others, by averaged stochastic gradient descent: a tenth of the time, and no worse."""
        descent = SGDClassifier(
            loss="log_loss", alpha=1e-5, max_iter=6, tol=None, average=True, n_jobs=2, random_state=_SEED
        )
        return cls._of(descent.fit(rows, labels))

    @classmethod
    def _of(cls, fitted: LogisticRegression | SGDClassifier) -> Linear:
        weights, bias = fitted.coef_, fitted.intercept_
        if len(fitted.classes_) == 2:  # scikit-learn keeps one row for two classes
            weights, bias = np.vstack([-weights, weights]) / 2, np.r_[-bias, bias] / 2
        return cls(np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32))

    def scores(self, rows: Floats | sp.csr_matrix) -> Floats:
        return np.asarray(rows @ self.weights, dtype=np.float32) + self.bias


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
    def fit(cls, rows: Rows, labels: Sequence[str]) -> tuple[IntentModel, HeldOut | None]:
        """Mix and temperature come from every eighth row, left out of a trial; then all rows are fitted.

        The trial and its held-out rows come back too, for whoever sets a limit on them; None where there are too few.
        """
        intents = sorted(set(labels))
        wanted = np.array([intents.index(label) for label in labels])
        order = np.random.default_rng(_SEED).permutation(len(wanted))
        apart, kept = order[::_HELD_OUT], np.setdiff1d(order, order[::_HELD_OUT])
        if len(set(wanted[kept])) < len(intents):
            return cls._fit(rows, wanted, intents), None
        trial = cls._fit(rows.take(kept), wanted[kept], intents)
        model = cls._fit(rows, wanted, intents, trial.by_vector)
        trial.calibrate(rows.take(apart), wanted[apart])
        model.mix, model.temperature, model.held_out = trial.mix, trial.temperature, trial.held_out
        return model, (trial, rows.take(apart), wanted[apart])

    @classmethod
    def _fit(
        cls, rows: Rows, wanted: NDArray[np.int64], intents: list[str], start: Linear | None = None
    ) -> IntentModel:
        words = Words.fit(rows.senses, rows.texts)
        by_words = Linear.of_words(words.features(rows.senses, rows.texts), wanted)
        by_vector = Linear.of_vectors(rows.vectors, wanted, start) if rows.vectors is not None else None
        neighbours = Neighbours.of(rows.vectors, wanted, rows.texts) if rows.vectors is not None else None
        return cls(intents, words, by_words, by_vector, neighbours)

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

    def calibrate(self, rows: Rows, wanted: NDArray[np.int64]) -> None:
        """The mix and temperature under which held-out rows are least surprising."""
        tried = []
        for mix in _MIXES if self.by_vector is not None else (1.0,):
            self.mix = mix
            scores = self.scores(rows)
            fit = minimize_scalar(partial(_surprise, scores, wanted), bounds=(0.2, 5.0), method="bounded")
            tried.append((float(fit.fun), mix, float(fit.x)))
        loss, self.mix, self.temperature = min(tried)
        right = float((self.scores(rows).argmax(axis=1) == wanted).mean())
        self.held_out = {"accuracy": round(right, 4), "loss": round(loss, 4), "rows": len(wanted)}

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


HeldOut = tuple[IntentModel, Rows, NDArray[np.int64]]


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def _surprise(scores: Floats, wanted: NDArray[np.int64], temperature: float) -> float:
    """Mean negative log probability of what was wanted."""
    scores = scores / temperature
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(wanted)), wanted].mean())
