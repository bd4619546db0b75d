"""Cross-fitting: each training row judged by a model that has not seen it, as a customer's sentence will be."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from engine.nlu.intents.linear import SEED, Linear
from engine.nlu.intents.rows import Floats, Rows

FOLDS = 4
# A trial is fitted less finely than the model itself: it tells where a limit lies, and no customer is answered by it.
_ROUNDS, _EPOCHS = 40, 4
_MIXES = (0.0, 0.5, 1.0, 1.5)


@dataclass
class Trials:
    """`fold`: which trial left a row out; scores [rows, intents] are those of that trial."""

    fold: NDArray[np.int64]
    wanted: NDArray[np.int64]
    by_words: Floats
    by_vector: Floats | None
    mix: float = 1.0
    temperature: float = 1.0
    found: dict[str, float] = field(default_factory=dict)

    def probabilities(self) -> Floats:
        """[rows, intents]."""
        return softmax(self._scores(self.mix) / self.temperature)

    def calibrate(self) -> None:
        """The mix and temperature under which the rows are least surprising."""
        likely = []
        for mix in _MIXES if self.by_vector is not None else (1.0,):
            scores = self._scores(mix)
            fit = minimize_scalar(
                partial(_surprise, scores, self.wanted), bounds=(0.2, 5.0), method="bounded", options={"xatol": 1e-2}
            )
            likely.append((float(fit.fun), mix, float(fit.x)))
        loss, self.mix, self.temperature = min(likely)
        right = float((self._scores(self.mix).argmax(axis=1) == self.wanted).mean())
        self.found = {"accuracy": round(right, 4), "loss": round(loss, 4), "rows": len(self.wanted)}

    def _scores(self, mix: float) -> Floats:
        return self.by_words if self.by_vector is None else self.by_vector + np.float32(mix) * self.by_words


def tried(features: sp.csr_matrix, rows: Rows, wanted: NDArray[np.int64]) -> Trials | None:
    """FOLDS trials, calibrated; None where an intent has too few rows to be left out."""
    intents = int(wanted.max()) + 1
    fold = np.random.default_rng(SEED).permutation(len(wanted)) % FOLDS
    if any(len(np.unique(wanted[fold != k])) < intents for k in range(FOLDS)):
        return None
    by_words = np.zeros((len(wanted), intents), dtype=np.float32)
    by_vector = np.zeros_like(by_words) if rows.vectors is not None else None
    for k in range(FOLDS):
        kept, apart = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        by_words[apart] = Linear.of_words(features[kept], wanted[kept], _EPOCHS).scores(features[apart])
        if by_vector is not None and rows.vectors is not None:
            trial = Linear.of_vectors(rows.vectors[kept], wanted[kept], _ROUNDS)
            by_vector[apart] = trial.scores(rows.vectors[apart])
    made = Trials(fold, wanted, by_words, by_vector)
    made.calibrate()
    return made


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def _surprise(scores: Floats, wanted: NDArray[np.int64], temperature: float) -> float:
    """Mean negative log probability of what was wanted."""
    scores = scores / temperature
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(wanted)), wanted].mean())
