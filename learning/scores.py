"""How right predictions are: accuracy, macro F1, refusals, and each label by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from learning.rows import FOREIGN, Row

# What the engine says when it has not understood, which refuses as well.
_REFUSED = frozenset({FOREIGN, "nlu_fallback"})


@dataclass
class LabelScore:
    """`right` of `n` rows; `named`: how often it was predicted, `named_right` of these rightly."""

    n: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0

    @property
    def f1(self) -> float:
        precision = self.named_right / self.named if self.named else 0.0
        recall = self.right / self.n if self.n else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Scores:
    """`refused`: the share of rows in scope that were refused; `foreign_refused`: of those out of scope; times in ms."""

    n: int
    accuracy: float
    macro_f1: float
    refused: float
    foreign_refused: float | None
    p50: float
    p95: float
    labels: dict[str, LabelScore] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, Any]:
        whole = {k: v for k, v in self.__dict__.items() if k not in ("labels", "confusions")}
        labels = {name: {**score.__dict__, "f1": round(score.f1, 4)} for name, score in self.labels.items()}
        return {**whole, "labels": labels, "confusions": [[a, b, n] for (a, b), n in self.confusions.most_common(20)]}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of them (from 0 to 1) do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def predicted(read: Mapping[str, Any], coarse: Mapping[str, str]) -> str:
    """The label that a reading counts as."""
    intent = str((read.get("intent") or {}).get("name") or "nlu_fallback")
    return FOREIGN if intent in _REFUSED else coarse.get(intent, intent)


def score(rows: Sequence[Row], read: Sequence[Mapping[str, Any]], coarse: Mapping[str, str]) -> Scores:
    labels: dict[str, LabelScore] = {}
    confusions: Counter[tuple[str, str]] = Counter()
    for row, reading in zip(rows, read):
        said = predicted(reading, coarse)
        right = said in row.accept
        own = labels.setdefault(row.label, LabelScore())
        own.n += 1
        own.right += right
        named = labels.setdefault(row.label if right else said, LabelScore())
        named.named += 1
        named.named_right += right
        if not right:
            confusions[row.label, said] += 1
    times = [float(reading["ms"]) for reading in read]
    ours = [(row, predicted(r, coarse)) for row, r in zip(rows, read) if FOREIGN not in row.accept]
    foreign = [predicted(r, coarse) for row, r in zip(rows, read) if row.label == FOREIGN]
    present = [each for each in labels.values() if each.n]
    return Scores(
        n=len(rows),
        accuracy=round(sum(each.right for each in present) / len(rows), 4),
        macro_f1=round(sum(each.f1 for each in present) / len(present), 4),
        refused=round(sum(said == FOREIGN for _, said in ours) / len(ours), 4) if ours else 0.0,
        foreign_refused=round(sum(said == FOREIGN for said in foreign) / len(foreign), 4) if foreign else None,
        p50=percentile(times, 0.5),
        p95=percentile(times, 0.95),
        labels=labels,
        confusions=confusions,
    )
