"""The intent model and its doubt together: what a message is judged to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.nlu.intents.doubt import FOREIGN, Doubt, Kind, Signs, near_equals
from engine.nlu.intents.linear import SEED
from engine.nlu.intents.model import IntentModel
from engine.nlu.intents.neighbours import Neighbours
from engine.nlu.intents.rows import Floats, Rows
from engine.nlu.intents.trials import Trials

_LOOKED_AT = 3
_JUDGED = 1200


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
        judged = some(trials.wanted != foreign, rows.languages)
        signs = trial_signs(trials, rows, judged, foreign)
        languages = [rows.languages[i] for i in judged] if rows.languages else []
        return cls(model, Doubt.fit(signs, [bool(trials.wanted[i] == foreign) for i in judged], languages))

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
    found = []
    for place, row in enumerate(probabilities):
        best = [int(i) for i in np.argsort(-row) if i != foreign][:_LOOKED_AT]
        likeness, alien = 1.0, 0.0
        if neighbours is not None and vectors is not None:
            *near, alien = neighbours.likeness(vectors[place], [*best, foreign])
            likeness = max(near)
        found.append(Signs(float(row[foreign]), float(row[best[0]]), likeness, alien))
    return found


def some(ours: NDArray[np.bool_], languages: Sequence[str]) -> NDArray[np.int64]:
    """All foreign rows, and of each language so many of ours as tell where a limit lies."""
    chance = np.random.default_rng(SEED)
    spoken = np.array(languages) if languages else np.full(len(ours), "")
    picked = [np.flatnonzero(~ours)]
    for language in sorted(set(spoken)):
        own = np.flatnonzero(ours & (spoken == language))
        picked.append(chance.permutation(own)[:_JUDGED])
    return np.sort(np.concatenate(picked))


def trial_signs(trials: Trials, rows: Rows, judged: NDArray[np.int64], foreign: int) -> list[Signs]:
    """Of each of the rows `judged`, by the trial that had not seen it."""
    probabilities = trials.probabilities()
    found: dict[int, Signs] = {}
    for fold in range(int(trials.fold.max()) + 1):
        places = judged[trials.fold[judged] == fold]
        kept = np.flatnonzero(trials.fold != fold)
        seen, vectors = None, None
        if rows.vectors is not None:
            seen, vectors = Neighbours.of(rows.vectors[kept], trials.wanted[kept]), rows.vectors[places]
        found.update(zip(map(int, places), signs_of(probabilities[places], seen, vectors, foreign)))
    return [found[int(place)] for place in judged]
