"""Words and letters as sparse features: what the sentence encoder does not see of names, slips and other languages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from engine.nlu.letters import fold

_WORDS: dict[str, Any] = {"ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b", "min_df": 2}
_LETTERS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (2, 4), "min_df": 3}


@dataclass
class Words:
    """Words and pairs of the English sense, two to four letters of the text as it was written."""

    of_sense: TfidfVectorizer
    of_text: TfidfVectorizer

    @classmethod
    def fit(cls, senses: Sequence[str], texts: Sequence[str]) -> Words:
        made = cls(_vectorizer(_WORDS), _vectorizer(_LETTERS))
        made.of_sense.fit([fold(text) for text in senses])
        made.of_text.fit([fold(text) for text in texts])
        return made

    def features(self, senses: Sequence[str], texts: Sequence[str]) -> sp.csr_matrix:
        """[messages, features], float32."""
        left = self.of_sense.transform([fold(text) for text in senses])
        right = self.of_text.transform([fold(text) for text in texts])
        return sp.hstack([left, right], format="csr", dtype=np.float32)

    def scores(self, sense: str, text: str, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """features · `weights` for one message, without making a matrix of it: a tenth of the time."""
        columns, values = self.row(sense, text)
        return values @ weights[columns] if len(columns) else np.zeros(weights.shape[1], dtype=np.float32)

    def row(self, sense: str, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The columns that one message has, and their values."""
        left, right = _counted(self.of_sense, fold(sense)), _counted(self.of_text, fold(text))
        shift = len(self.of_sense.vocabulary_)
        return np.concatenate([left[0], right[0] + shift]), np.concatenate([left[1], right[1]])

    @property
    def names(self) -> list[str]:
        """What each column stands for."""
        return [*self.of_sense.get_feature_names_out(), *self.of_text.get_feature_names_out()]

    def save(self, folder: Path) -> None:
        for name, vectorizer in (("sense", self.of_sense), ("text", self.of_text)):
            terms = {term: int(column) for term, column in vectorizer.vocabulary_.items()}
            (folder / f"{name}_terms.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
            np.save(folder / f"{name}_idf.npy", vectorizer.idf_.astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> Words:
        return cls(_restored(_WORDS, folder, "sense"), _restored(_LETTERS, folder, "text"))


def _vectorizer(options: dict[str, Any], **more: Any) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, lowercase=False, dtype=np.float32, **options, **more)


def _restored(options: dict[str, Any], folder: Path, name: str) -> TfidfVectorizer:
    terms = json.loads((folder / f"{name}_terms.json").read_text(encoding="utf-8"))
    made = _vectorizer({**options, "min_df": 1}, vocabulary=terms)
    idf: NDArray[np.float32] = np.load(folder / f"{name}_idf.npy")
    made.idf_ = idf
    return made


def _counted(vectorizer: TfidfVectorizer, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """As scikit-learn's transform: logarithmic counts, weighted by rarity, of length one."""
    kept = vectorizer.__dict__.get("_shopdesk_kept")
    if kept is None:  # both are made anew each time they are asked for
        kept = vectorizer.__dict__["_shopdesk_kept"] = (vectorizer.build_analyzer(), np.asarray(vectorizer.idf_))
    analyze, idf = kept
    known = vectorizer.vocabulary_
    counts = Counter(column for column in (known.get(term) for term in analyze(text)) if column is not None)
    columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
    values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * idf[columns]
    length = np.sqrt((values**2).sum())
    return columns, (values / length if length else values).astype(np.float32)
