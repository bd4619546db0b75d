"""The intent model and its doubt together: what a message is judged to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.nlu.intents.doubt import FOREIGN, Doubt, Kind, Signs, near_equals
from engine.nlu.intents.model import IntentModel, Rows

_LOOKED_AT = 3


@dataclass(frozen=True)
class Judgement:
    """`ranked`: all intents with calibrated probabilities, best first; `candidates`: those nearly as good."""

    ranked: list[tuple[str, float]]
    kind: Kind = "clear"
    strangeness: float = 0.0
    candidates: list[str] = field(default_factory=list)


@dataclass
class Classifier:
    """`doubt` is None where nothing foreign was in the training data."""

    model: IntentModel
    doubt: Doubt | None

    @classmethod
    def fit(cls, rows: Rows, labels: Sequence[str]) -> Classifier:
        model, held_out = IntentModel.fit(rows, labels)
        if held_out is None or FOREIGN not in model.intents:
            return cls(model, None)
        trial, apart, wanted = held_out
        signs = _signs(trial, apart)
        return cls(model, Doubt.fit(signs, [bool(w == trial.intents.index(FOREIGN)) for w in wanted]))

    def judge(self, rows: Rows) -> list[Judgement]:
        probabilities = self.model.probabilities(rows)
        signs = _signs(self.model, rows, probabilities) if self.doubt is not None else None
        judged = []
        for place, row in enumerate(probabilities):
            ranked = [(self.model.intents[i], float(row[i])) for i in np.argsort(-row)]
            if signs is None or self.doubt is None:
                judged.append(Judgement(ranked))
                continue
            kind = self.doubt.kind(signs[place], ranked)
            near = near_equals(ranked) if kind == "ambiguous" else []
            judged.append(Judgement(ranked, kind, round(self.doubt.strangeness(signs[place]), 3), near))
        return judged

    def save(self, folder: Path) -> None:
        self.model.save(folder)
        if self.doubt is not None:
            self.doubt.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        doubt = Doubt.load(folder) if (folder / "doubt.json").exists() else None
        return cls(IntentModel.load(folder), doubt)


def _signs(model: IntentModel, rows: Rows, probabilities: np.ndarray | None = None) -> list[Signs]:
    if probabilities is None:
        probabilities = model.probabilities(rows)
    foreign = model.intents.index(FOREIGN)
    found = []
    for place, row in enumerate(probabilities):
        best = [int(i) for i in np.argsort(-row) if i != foreign][:_LOOKED_AT]
        likeness = 1.0
        if model.neighbours is not None and rows.vectors is not None:
            likeness = max(model.neighbours.likeness(rows.vectors[place], best))
        found.append(Signs(float(row[foreign]), float(row[best[0]]), likeness))
    return found
