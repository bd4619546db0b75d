"""Sentences as the intent model reads them, one row each."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass
class Rows:
    """`vectors` [rows, width] or None; `senses` in English, `texts` as written; `languages` where they are known."""

    senses: list[str]
    texts: list[str]
    vectors: Floats | None
    languages: list[str] = field(default_factory=list)

    def take(self, places: NDArray[np.int64]) -> Rows:
        vectors = self.vectors[places] if self.vectors is not None else None
        languages = [self.languages[i] for i in places] if self.languages else []
        return Rows([self.senses[i] for i in places], [self.texts[i] for i in places], vectors, languages)

    def joined(self, others: Rows) -> Rows:
        """Without vectors or languages where either has none."""
        both = self.vectors is not None and others.vectors is not None
        vectors = np.vstack([self.vectors, others.vectors]) if both else None  # type: ignore[list-item]
        told = self.languages and others.languages
        languages = [*self.languages, *others.languages] if told else []
        return Rows([*self.senses, *others.senses], [*self.texts, *others.texts], vectors, languages)
