"""The intent model and its doubt together: what a message is judged to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.nlu.intents.doubt import FOREIGN, Doubt, Kind, Signs, near_equals
from engine.nlu.intents.model import IntentModel
from engine.nlu.intents.neighbours import Neighbours
from engine.nlu.intents.rows import Floats, Rows
from engine.nlu.intents.trials import Trials

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
        model, trials = IntentModel.fit(rows, labels)
        if trials is None or FOREIGN not in model.intents:
            return cls(model, None)
        foreign = model.intents.index(FOREIGN)
        strangers = [bool(each == foreign) for each in trials.wanted]
        return cls(model, Doubt.fit(trial_signs(trials, rows, foreign), strangers, rows.languages))

    def judge(self, rows: Rows) -> list[Judgement]:
        probabilities = self.model.probabilities(rows)
        signs = None
        if self.doubt is not None:
            foreign = self.model.intents.index(FOREIGN)
            signs = signs_of(probabilities, self.model.neighbours, rows.vectors, foreign)
        judged = []
        for place, row in enumerate(probabilities):
            ranked = [(self.model.intents[i], float(row[i])) for i in np.argsort(-row)]
            if signs is None or self.doubt is None:
                judged.append(Judgement(ranked))
                continue
            language = rows.languages[place] if rows.languages else ""
            kind = self.doubt.kind(signs[place], ranked, language)
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


def signs_of(probabilities: Floats, neighbours: Neighbours | None, vectors: Floats | None, foreign: int) -> list[Signs]:
    """Of each row of `probabilities`; `foreign`: the place of the intent of foreign sentences."""
    order = np.argsort(-probabilities, axis=1)
    best = order[order != foreign].reshape(len(order), -1)[:, :_LOOKED_AT]
    likeness, alien = np.ones(len(order)), np.zeros(len(order))
    if neighbours is not None and vectors is not None:
        looked_at = np.column_stack([best, np.full(len(best), foreign)])
        found = neighbours.likenesses(vectors, looked_at)
        likeness, alien = found[:, :-1].max(axis=1), found[:, -1]
    surest = np.take_along_axis(probabilities, best[:, :1], axis=1)[:, 0]
    columns = (probabilities[:, foreign], surest, likeness, alien)
    return [Signs(*map(float, row)) for row in zip(*columns)]


def trial_signs(trials: Trials, rows: Rows, foreign: int) -> list[Signs]:
    """Of each training row, by the trial that had not seen it."""
    probabilities = trials.probabilities()
    found: dict[int, Signs] = {}
    for fold in range(int(trials.fold.max()) + 1):
        apart, kept = np.flatnonzero(trials.fold == fold), np.flatnonzero(trials.fold != fold)
        seen, vectors = None, None
        if rows.vectors is not None:
            seen, vectors = Neighbours.of(rows.vectors[kept], trials.wanted[kept]), rows.vectors[apart]
        found.update(zip(map(int, apart), signs_of(probabilities[apart], seen, vectors, foreign)))
    return [found[place] for place in range(len(probabilities))]
