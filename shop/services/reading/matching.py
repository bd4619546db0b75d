"""Which entries of a list share words with a text, whatever the entries are."""

from __future__ import annotations

from typing import Sequence

from shop.services.reading.words import (
    CLOSE,
    EXACT,
    FILLER,
    join_split_words,
    likeness,
    phrase_words,
    stem,
    tokens,
    vocabulary,
)


class Lexicon:
    """The words of some entries, each given by its phrases; `titles` decide where two fit equally well."""

    def __init__(self, entries: Sequence[Sequence[str]], titles: Sequence[str]) -> None:
        self.entries = [vocabulary(phrases) for phrases in entries]
        self.titles = [frozenset(stem(w) for w in phrase_words(title)) for title in titles]
        self.plurals = {w for phrases in entries for p in phrases for w in phrase_words(p) if stem(w) != w}
        self.all: frozenset[str] = frozenset().union(*self.entries)
        self._numbers = [frozenset(_digits(phrases)) for phrases in entries]

    def words_of(self, text: str) -> list[str]:
        """Words of weight, each once."""
        words = join_split_words(tokens(text), self.all)
        return [w for w in dict.fromkeys(words) if w not in FILLER]

    def only_singular(self, plural: str) -> bool:
        return plural not in self.plurals and likeness(plural, self.all) > 0

    def scores(self, word: str) -> list[float]:
        """How well each entry knows a word: near misses count only where no entry knows it exactly."""
        exact = [self._exact(word, index) for index in range(len(self.entries))]
        if any(exact):
            return exact
        return [likeness(word, entry) for entry in self.entries]

    def _exact(self, word: str, index: int) -> float:
        long_number = len(word) >= 4 and word.lstrip("w").isdigit()
        known = stem(word) in self.entries[index] or (long_number and word.lstrip("w") in self._numbers[index])
        return EXACT if known else 0.0

    def known(self, words: Sequence[str]) -> list[str]:
        return [w for w in words if any(self.scores(w))]

    def with_all(self, words: Sequence[str]) -> list[int]:
        """The entries that know every one of the words."""
        if not words:
            return []
        table = [self.scores(word) for word in words]
        return [i for i in range(len(self.entries)) if all(row[i] for row in table)]

    def best(self, words: Sequence[str]) -> list[int]:
        """The entries that know most of the words; among equals those whose whole title was said."""
        table = [self.scores(word) for word in words]
        totals = [sum(row[i] for row in table) for i in range(len(self.entries))]
        top = max(totals, default=0.0)
        if top < CLOSE:
            return []
        leading = [i for i, total in enumerate(totals) if total == top]
        said = {stem(w) for w in words}
        whole = [i for i in leading if self.titles[i] and self._covered(i, said)]
        return whole or leading

    def _covered(self, index: int, said: set[str]) -> bool:
        joined = "".join(sorted(said))
        return all(word in said or word in joined for word in self.titles[index])


def _digits(phrases: Sequence[str]) -> list[str]:
    return [w.lstrip("w") for p in phrases for w in phrase_words(p) if len(w) >= 4 and w.lstrip("w").isdigit()]
