"""The training sentences nearest to a message: how far it lies from all that is known, and what explains it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Neighbour(NamedTuple):
    """`likeness`: the cosine, 1 for the same sentence."""

    text: str
    intent: int
    likeness: float


@dataclass
class Neighbours:
    """`vectors` [sentences, width] float32, sorted by intent; `starts`: where each intent's rows begin, and the end."""

    vectors: NDArray[np.float32]
    starts: NDArray[np.int64]
    texts: list[str]

    @classmethod
    def of(cls, vectors: NDArray[np.float32], wanted: NDArray[np.int64], texts: Sequence[str] = ()) -> Neighbours:
        order = np.argsort(wanted, kind="stable")
        starts = np.searchsorted(wanted[order], np.arange(int(wanted.max()) + 2))
        return cls(np.ascontiguousarray(vectors[order]), starts, [texts[i] for i in order] if texts else [])

    def likenesses(self, vectors: NDArray[np.float32], intents: NDArray[np.int64]) -> NDArray[np.float32]:
        """For each vector and each of its `intents` [vectors, some] the cosine to the intent's nearest sentence.

        The rows of a few intents are read, not all.
        """
        found = np.zeros(intents.shape, dtype=np.float32)
        for intent in np.unique(intents):
            rows = self.vectors[self.starts[intent] : self.starts[intent + 1]]
            asked = np.nonzero(intents == intent)
            if len(rows):
                found[asked] = (vectors[asked[0]] @ rows.T).max(axis=1)
        return found

    def nearest(self, vector: NDArray[np.float32], most: int = 5) -> list[Neighbour]:
        likeness = self.vectors @ vector
        best = np.argsort(-likeness)[:most]
        owners = np.searchsorted(self.starts, best, side="right") - 1
        return [Neighbour(self.texts[i], int(owner), float(likeness[i])) for i, owner in zip(best, owners)]

    def save(self, folder: Path) -> None:
        """In 8 bits: a vector has length one, and its largest part sets its scale."""
        scale = np.abs(self.vectors).max(axis=1, keepdims=True) / 127
        small = np.round(self.vectors / np.maximum(scale, 1e-9)).astype(np.int8)
        np.savez_compressed(
            folder / "neighbours.npz", vectors=small, scale=scale.astype(np.float32), starts=self.starts
        )
        (folder / "sentences.json").write_text(json.dumps(self.texts, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Neighbours:
        kept = np.load(folder / "neighbours.npz")
        texts = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
        return cls(kept["vectors"].astype(np.float32) * kept["scale"], kept["starts"], texts)
