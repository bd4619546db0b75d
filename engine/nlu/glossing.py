"""A message in another language as the English words that its own words stand for, one after the other.

No translation: a gloss from a phrase list (`engine/nlu/glossary/<lang>.tsv`), longest phrase first. It lets all that
reads English (the sentence encoder, the reading of answers, the splitting of requests) read the other languages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from engine.nlu.inflection import arabic_forms, german_parts, indefinite, spanish_stem
from engine.nlu.letters import fold

FOLDER = Path(__file__).with_name("glossary")
NOTHING = "-"
_TOKEN = re.compile(r"[^\W\d_]+['’]?|\d+|\S")
_LONGEST = 4
_OPENING = frozenset("¿¡([{«")


class Piece(NamedTuple):
    """Where a phrase stands in the message, and its English; "" for words that say nothing."""

    start: int
    end: int
    english: str


@dataclass
class Glossary:
    """`phrases`: folded tokens to English; `heads`: the phrase lengths that begin with a token, longest first."""

    language: str
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    heads: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, language: str, text: str) -> Glossary:
        """Lines of `phrase<TAB>english`; `-` for what says nothing. Raises ValueError, naming the line."""
        phrases: dict[tuple[str, ...], str] = {}
        lengths: dict[str, set[int]] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            left, tab, right = line.partition("\t")
            key = tuple(_TOKEN.findall(fold(left)))
            if not tab or not key or not right.strip():
                raise ValueError(f"{language}.tsv:{number}: should be a phrase, a tab and its English words")
            phrases.setdefault(key, "" if right.strip() == NOTHING else right.strip())
            lengths.setdefault(key[0], set()).add(len(key))
        if language == "ar":
            _add_bare(phrases, lengths)
        return cls(language, phrases, {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()})

    def pieces(self, text: str, kept: Sequence[tuple[int, int]] = ()) -> list[Piece]:
        """The message phrase by phrase; the spans `kept` (order numbers, addresses) and unknown words stay as they are."""
        found: list[Piece] = []
        position = 0
        for start, end in [*sorted(kept), (len(text), len(text))]:
            found += self._between(text, position, start)
            if end > start:
                found.append(Piece(start, end, text[start:end]))
            position = end
        return found

    def gloss(self, text: str) -> str:
        return joined(self.pieces(text))[0]

    def _between(self, text: str, start: int, end: int) -> Iterator[Piece]:
        spans = [(m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
        tokens = [fold(text[a:b]) for a, b in spans]
        i = 0
        while i < len(tokens):
            left = len(tokens) - i
            fitting = (n for n in self.heads.get(tokens[i], ()) if n <= left)
            n = next((n for n in fitting if tuple(tokens[i : i + n]) in self.phrases), 0)
            n = n if n > 1 or self.language != "ar" else self._definite(tokens, i) or n
            if n > 1 and tuple(tokens[i : i + n]) not in self.phrases:
                yield Piece(spans[i][0], spans[i + n - 1][1], self.phrases[tuple(map(indefinite, tokens[i : i + n]))])
            elif n:
                yield Piece(spans[i][0], spans[i + n - 1][1], self.phrases[tuple(tokens[i : i + n])])
            else:
                known = self.word(tokens[i]) if len(tokens[i]) > 2 and tokens[i][0].isalpha() else None
                raw = text[spans[i][0] : spans[i][1]]
                yield Piece(*spans[i], raw if known is None else known)
            i += n or 1

    def _definite(self, tokens: list[str], at: int) -> int:
        """How many words from `at` on are a phrase once "the" is taken off each: the yoga's mat is a yoga mat."""
        bare = list(map(indefinite, tokens[at : at + _LONGEST]))
        lengths = (n for n in self.heads.get(bare[0], ()) if 1 < n <= len(bare))
        return next((n for n in lengths if tuple(bare[:n]) in self.phrases), 0)

    def share(self, text: str) -> float:
        """How many of the words it knows by themselves, from 0 to 1; words that are the same in English tell nothing."""
        words = [token for token in _TOKEN.findall(fold(text)) if token[0].isalpha()]
        telling = [word for word in words if self.phrases.get((word,), "").lower() != word]
        return sum((word,) in self.phrases for word in telling) / len(telling) if telling else 0.0

    def has_all(self, text: str) -> bool:
        """Whether it knows each word by itself, those that are the same in English too: "no", "OK", "hotel"."""
        return all((token,) in self.phrases for token in _TOKEN.findall(fold(text)) if token[0].isalpha())

    @lru_cache(maxsize=20_000)  # noqa: B019 - a glossary lives as long as its process
    def word(self, token: str) -> str | None:
        """One word that is no entry itself: by its endings, or by the words that it is made of."""
        if self.language == "ar":
            for stem, pattern in arabic_forms(token):
                if (stem,) in self.phrases:
                    return " ".join(pattern.format(self.phrases[(stem,)]).split())
            return None
        if self.language == "es":
            stem = spanish_stem(token)
            return f"{self.phrases[(stem,)]} it" if stem and (stem,) in self.phrases else None
        if self.language == "de":
            parts = german_parts(token, lambda part: (part,) in self.phrases)
            return " ".join(self.phrases[(part,)] for part in parts) if parts else None
        return None

    def __hash__(self) -> int:
        return id(self)


def _add_bare(phrases: dict[tuple[str, ...], str], lengths: dict[str, set[int]]) -> None:
    """Phrases of several words also without "the" on any of them."""
    for key in [key for key in phrases if len(key) > 1]:
        bare = tuple(map(indefinite, key))
        if bare not in phrases:
            phrases[bare] = phrases[key]
            lengths.setdefault(bare[0], set()).add(len(bare))


def joined(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """The English text, and for each piece that says something where it stands in that text."""
    text = ""
    placed: list[Piece] = []
    for piece in pieces:
        if not piece.english:
            continue
        gap = "" if not text or piece.english[0] in ".,;:!?)]}»؟،؛…" or text[-1] in _OPENING else " "
        start = len(text) + len(gap)
        text += gap + piece.english.translate({ord("؟"): "?", ord("،"): ",", ord("؛"): ";"})
        placed.append(Piece(start, len(text), piece.english))
    return text, placed


def read_glossary(language: str, folder: Path = FOLDER) -> Glossary:
    """The phrase list of one language. Raises FileNotFoundError and ValueError."""
    return Glossary.parse(language, (folder / f"{language}.tsv").read_text(encoding="utf-8"))
