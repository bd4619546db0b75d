"""Honest doubt: whether a message is ours at all, and whether two readings of it are equally good.

A message is foreign by four signs together: how probable the class of foreign sentences is, how improbable the best
intent, how far it lies from that intent's training sentences, and how near to foreign ones. Their weights and the limit
are set on rows that were judged by models which had not seen them, the limit for each language by itself: what is known
of a language decides how strange its sentences look.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float32]
FOREIGN = "out_of_scope"
REFUSED = 0.025  # share of customers' sentences that may be refused
# A language has a limit of its own where so many of its sentences were judged.
ENOUGH = 300
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
    """For one message: `foreign` and `best` probabilities, `likeness` to the best intents' nearest sentences, and
    `alien`, to the nearest foreign one."""

    foreign: float
    best: float
    likeness: float
    alien: float = 0.0

    @property
    def row(self) -> list[float]:
        return [self.foreign, 1 - self.best, 1 - self.likeness, 1 - self.alien]


@dataclass
class Doubt:
    """A message is foreign where weights · signs + bias is over the limit of its language, or else over `limit`."""

    weights: list[float]
    bias: float
    limit: float
    limits: dict[str, float] = field(default_factory=dict)

    @classmethod
    def fit(cls, signs: Sequence[Signs], foreign: Sequence[bool], languages: Sequence[str] = ()) -> Doubt:
        rows = np.array([each.row for each in signs])
        fitted = LogisticRegression(C=10.0, class_weight="balanced").fit(rows, foreign)
        made = cls([float(w) for w in fitted.coef_[0]], float(fitted.intercept_[0]), 0.0)
        strange = rows @ fitted.coef_[0] + made.bias
        ours = ~np.array(foreign)
        anyway = rows[:, 0] > 1 - rows[:, 1]
        made.limit = _limit(strange[ours], anyway[ours])
        for language in sorted(set(languages)):
            own = ours & (np.array(languages) == language)
            if own.sum() >= ENOUGH:
                made.limits[language] = _limit(strange[own], anyway[own])
        return made

    def strangeness(self, signs: Signs) -> float:
        return float(np.dot(self.weights, signs.row)) + self.bias

    def kind(self, signs: Signs, ranked: Sequence[tuple[str, float]], language: str = "") -> Kind:
        """`ranked`: intents with probabilities, best first."""
        if self.strangeness(signs) > self.limits.get(language, self.limit):
            return "foreign"
        return "ambiguous" if len(near_equals(ranked)) > 1 else "clear"

    def save(self, folder: Path) -> None:
        (folder / "doubt.json").write_text(json.dumps(self.__dict__), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Doubt:
        return cls(**json.loads((folder / "doubt.json").read_text(encoding="utf-8")))


def _limit(strange: NDArray[np.float64], anyway: NDArray[np.bool_]) -> float:
    """Over which REFUSED of the rows lie, those included that are refused `anyway`: foreign by their best intent."""
    ordered = np.sort(np.where(anyway, np.inf, strange))
    limit = float(ordered[int((len(ordered) - 1) * (1 - REFUSED))])
    return limit if np.isfinite(limit) else float(strange[~anyway].max(initial=float(strange.min())))


def near_equals(ranked: Sequence[tuple[str, float]], most: int = 3) -> list[str]:
    """The readings worth asking about; fewer than two where one stands out or nothing hangs on it."""
    best, surest = ranked[0]
    if surest > UNSURE or best in PLEASANTRIES:
        return [best]
    near = [intent for intent, p in ranked[:most] if p >= NEAR * surest and intent not in PLEASANTRIES]
    return [best] if any(set(near) <= kin for kin in AKIN) else near
