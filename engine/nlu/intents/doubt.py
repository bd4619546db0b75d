"""Honest doubt: whether a message is ours at all, and whether two readings of it are equally good.

A message is foreign by three signs together: how probable the class of foreign sentences is, how improbable the best
intent, and how far it lies from that intent's training sentences. Their weights and the limit are set on held-out rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float32]
FOREIGN = "out_of_scope"
REFUSED = 0.03  # share of held-out customers' sentences that may be refused
# Two readings are near-equal when the second is at least so probable beside the first, and the first no surer than this.
NEAR, UNSURE = 0.85, 0.4
# Intents between which nothing hangs on the difference: no question is worth asking.
PLEASANTRIES = frozenset({"greet", "goodbye", "thank", "affirm", "deny", "inform", "insult", "complaint", "bot_challenge",
                          "ask_capabilities", "stop_request", "start_over", "give_rating", FOREIGN})  # fmt: skip
# Intents that the dialogue serves alike where the words fit both.
AKIN = (
    frozenset({"change_address", "change_account"}),
    frozenset({"product_question", "search_products", "product_availability", "compare_products"}),
)
Kind = Literal["clear", "ambiguous", "unclear", "foreign"]


@dataclass(frozen=True)
class Signs:
    """For one message: `foreign` and `best` probabilities, `likeness` to the best intents' nearest sentences."""

    foreign: float
    best: float
    likeness: float

    @property
    def row(self) -> list[float]:
        return [self.foreign, 1 - self.best, 1 - self.likeness]


@dataclass
class Doubt:
    """A message is foreign where weights · signs + bias is over `limit`."""

    weights: list[float]
    bias: float
    limit: float

    @classmethod
    def fit(cls, signs: Sequence[Signs], foreign: Sequence[bool]) -> Doubt:
        rows = np.array([each.row for each in signs])
        fitted = LogisticRegression(C=10.0, class_weight="balanced").fit(rows, foreign)
        made = cls([float(w) for w in fitted.coef_[0]], float(fitted.intercept_[0]), 0.0)
        ours = [made.strangeness(each) for each, is_foreign in zip(signs, foreign) if not is_foreign]
        made.limit = float(np.quantile(ours, 1 - REFUSED))
        return made

    def strangeness(self, signs: Signs) -> float:
        return float(np.dot(self.weights, signs.row)) + self.bias

    def kind(self, signs: Signs, ranked: Sequence[tuple[str, float]]) -> Kind:
        """`ranked`: intents with probabilities, best first."""
        if self.strangeness(signs) > self.limit:
            return "foreign"
        return "ambiguous" if len(near_equals(ranked)) > 1 else "clear"

    def save(self, folder: Path) -> None:
        (folder / "doubt.json").write_text(json.dumps(self.__dict__), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Doubt:
        return cls(**json.loads((folder / "doubt.json").read_text(encoding="utf-8")))


def near_equals(ranked: Sequence[tuple[str, float]], most: int = 3) -> list[str]:
    """The readings worth asking about; fewer than two where one stands out or nothing hangs on it."""
    best, surest = ranked[0]
    if surest > UNSURE or best in PLEASANTRIES:
        return [best]
    near = [intent for intent, p in ranked[:most] if p >= NEAR * surest and intent not in PLEASANTRIES]
    return [best] if any(set(near) <= kin for kin in AKIN) else near
