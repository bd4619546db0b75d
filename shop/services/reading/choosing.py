"""Which of the offered choices a customer means by what they typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, Sequence

from shop.model.money import Money
from shop.services.reading.matching import Lexicon
from shop.services.reading.ordinals import NUMBERS, read_bare_numbers, read_positions
from shop.services.reading.sayings import (
    ALL,
    CHEAP,
    DEAR,
    INDIFFERENT,
    JOINT,
    all_of_what,
    extreme,
    plain,
    refuses,
    split_exception,
)
from shop.services.reading.words import FILLER, fold, stem, tokens

Kind = Literal["picked", "ambiguous", "refused", "indifferent", "unknown"]

_SECOND_NAMES = frozenset("them these those it above two three four five six rest stuff goods pieces bits lot".split())


@dataclass(frozen=True)
class Choice:
    """`title` as shown; `words` further names that mean it; `price` where the dearest may be asked for."""

    value: str
    title: str
    words: list[str] = field(default_factory=list)
    price: Money | None = None


@dataclass(frozen=True)
class Pick:
    """`picked`: `chosen` holds one or more. `ambiguous`: one of `candidates` is meant. `refused`: none of them is
    wanted. `indifferent`: any will do. `unknown`: the text names no choice."""

    kind: Kind
    chosen: tuple[Choice, ...] = ()
    candidates: tuple[Choice, ...] = ()

    @property
    def one(self) -> Choice | None:
        return self.chosen[0] if len(self.chosen) == 1 else None


UNKNOWN = Pick("unknown")


def pick(text: str, choices: Sequence[Choice]) -> Pick:
    """Understands numbers, ordinals, names with slips, prices in comparison, all, none, and all but some."""
    folded = plain(fold(text))
    if not folded or not choices:
        return UNKNOWN
    same = [c for c in choices if folded in (fold(c.value), fold(c.title), *map(fold, c.words))]
    if len(same) == 1:
        return Pick("picked", (same[0],))
    return Pick("refused") if refuses(folded) else _Reading(choices).read(folded)


class _Reading:
    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = list(choices)
        self.lexicon = Lexicon([[c.title, c.value, *c.words] for c in choices], [c.title for c in choices])

    def read(self, text: str) -> Pick:
        wanted, unwanted = split_exception(text)
        base = self._some(wanted)
        if not unwanted:
            return base
        without = self._some(unwanted, several=True)
        if without.kind != "picked":
            # What is to be kept must be understood before anything is done to the rest.
            return (
                Pick("ambiguous", candidates=without.candidates or tuple(self.choices))
                if base.kind == "picked"
                else without
            )
        if base.kind == "unknown":
            return _of(self._minus(self.choices, without), several=False)
        if base.kind == "picked":
            left = self._minus(base.chosen, without)
            return Pick("picked", tuple(left)) if left else UNKNOWN
        return _of(self._minus(base.candidates, without), several=False) if base.kind == "ambiguous" else base

    def _minus(self, these: Sequence[Choice], without: Pick) -> list[Choice]:
        return [c for c in these if c not in without.chosen]

    def _some(self, text: str, several: bool = False) -> Pick:
        """`several`: where a name fits more than one, all of them are meant."""
        exact = [c for c in self.choices if text.strip(" .!?") in (fold(c.value), fold(c.title))]
        if len(exact) == 1:
            return Pick("picked", (exact[0],))
        numbers = [] if ALL.search(text) or read_positions(text, 1).found else read_bare_numbers(text)
        if numbers:
            return self._numbered(numbers)
        together = self._together(text, several)
        if together is not None:
            return together
        parts = [p for p in JOINT.split(text) if p and p.strip()]
        return self._merged([self._part(part, several) for part in parts])

    def _together(self, text: str, several: bool) -> Pick | None:
        """One choice that has all the words that any choice knows, though they come in several parts."""
        if read_positions(text, len(self.choices)).found:
            return None
        known = self.lexicon.known(_content(text, self.lexicon))
        fitting = [self.choices[i] for i in self.lexicon.with_all(known)] if len(known) > 1 else []
        if not fitting or (len(fitting) > 1 and len(JOINT.split(text)) > 1 and not _superlative(text, fitting)):
            return _of(fitting, several or self._plural(text)) if fitting else None
        return _of(_superlative(text, fitting) or fitting, several or self._plural(text))

    def _numbered(self, numbers: list[int]) -> Pick:
        named = [self.choices[i] for i in self.lexicon.with_all([str(n) for n in numbers])] if len(numbers) == 1 else []
        places = [self.choices[n - 1] for n in dict.fromkeys(numbers) if 0 < n <= len(self.choices)]
        if len(places) < len(set(numbers)):
            return _of(named, several=False)
        if named and named != places:
            return Pick("ambiguous", candidates=tuple(c for c in self.choices if c in named or c in places))
        return Pick("picked", tuple(places))

    def _part(self, part: str, several: bool) -> Pick:
        positions = read_positions(part, len(self.choices))
        words = _content(positions.rest, self.lexicon)
        best = [self.choices[i] for i in self.lexicon.best(words)]
        several = several or self._plural(positions.rest)
        if positions.found:
            places = positions.within(len(best)) or positions.within(len(self.choices))
            among = best if positions.within(len(best)) else self.choices
            return _of([among[i] for i in places], several=True)
        top = _superlative(positions.rest, best or self.choices)
        if top:
            return _of(top, several=False)
        if best:
            return _of(best, several)
        if ALL.search(positions.rest):
            return self._every(positions.rest, words)
        numbers = read_bare_numbers(positions.rest)
        if numbers:
            return self._numbered(numbers)
        return Pick("indifferent") if INDIFFERENT.search(positions.rest) else UNKNOWN

    def _every(self, text: str, words: list[str]) -> Pick:
        """All of them, unless the words name a sort that is not offered ("all the hats") or another count ("both")."""
        noun = all_of_what(text)
        if noun and words == [noun] and noun.isalpha() and noun not in _SECOND_NAMES:
            return UNKNOWN
        if re.search(r"\bboth\b|\bthe two\b", text) and len(self.choices) > 2:
            return Pick("ambiguous", candidates=tuple(self.choices))
        counted = re.search(rf"\ball ({'|'.join(NUMBERS)}|\d+)\b", text)
        if counted and NUMBERS.get(counted.group(1), counted.group(1)) not in (
            len(self.choices),
            str(len(self.choices)),
        ):
            return Pick("ambiguous", candidates=tuple(self.choices))
        return Pick("picked", tuple(self.choices))

    def _plural(self, text: str) -> bool:
        """All, both, or a plural where the shop's own name for the thing is singular."""
        if ALL.search(text) or re.search(r"\bones\b", text):
            return True
        return any(stem(w) != w and self.lexicon.only_singular(w) for w in tokens(text) if w not in FILLER)

    def _merged(self, parts: list[Pick]) -> Pick:
        chosen = [c for part in parts if part.kind == "picked" for c in part.chosen]
        unsure = [
            part for part in parts if part.kind == "ambiguous" and not set(_keys(part.candidates)) & set(_keys(chosen))
        ]
        if unsure:
            return Pick("ambiguous", tuple(chosen), unsure[0].candidates)
        if chosen:
            return Pick("picked", tuple(c for c in self.choices if c in chosen))
        return next((part for part in parts if part.kind != "unknown"), UNKNOWN)


def _keys(choices: Sequence[Choice]) -> list[str]:
    return [c.value for c in choices]


def _of(found: Sequence[Choice], several: bool) -> Pick:
    if not found:
        return UNKNOWN
    return Pick("picked", tuple(found)) if several or len(found) == 1 else Pick("ambiguous", candidates=tuple(found))


def _content(text: str, lexicon: Lexicon) -> list[str]:
    for saying in (INDIFFERENT, CHEAP, DEAR, ALL):
        text = saying.sub(" ", text)
    return lexicon.words_of(text)


def _superlative(text: str, among: Sequence[Choice]) -> list[Choice]:
    """The cheapest or dearest of those with a price, several where they tie; none where no price is compared."""
    wanted = extreme(text)
    prices = [c.price for c in among if c.price is not None]
    if wanted is None or not prices:
        return []
    price = min(prices) if wanted == "cheapest" else max(prices)
    return [c for c in among if c.price == price]
