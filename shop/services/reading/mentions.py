"""Where a text names an option or one of its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Mapping, Sequence

from shop.services.reading.words import FILLER, fold, is_close, join_split_words, phrase_words, stem, tokens, vocabulary

NUMBERS = {w: str(n) for n, w in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
MARKS = frozenset(",;.>:()/")
_MARKED = re.compile(r"\d+(?:\.\d+)?|[a-z]+\d+[a-z\d]*|[a-z]+|[%,;.>:()/]")
# Everyday words a keystroke away from a colour or a material.
_EVERYDAY = frozenset(
    """good while write which great time times cool home customer more most less least back class mess light like
    pick start right quite bad best better tall free check shirt short note play plan state store standard used
    where there their other water heat read lead work under over turn tip hold sold told cold bold size sizes
    level pressure""".split()
)
_UNITS = {"watt": "w", "watts": "w", "inches": "inch", "centimeters": "cm", "gram": "g", "grams": "g", "lenses": "lens"}
_LETTER_SIZES = frozenset("xxs xs s m l xl xxl".split())
_SPELT_SIZES = {"s": "small", "m": "medium", "l": "large"}
FULL, PART, CLOSE = 3, 2, 1


@dataclass(frozen=True)
class Mention:
    """`value` of `option` is named by the tokens from `start` up to `end`; `strength` FULL, PART or CLOSE."""

    option: str
    value: str
    start: int
    end: int
    strength: int


def marked_tokens(text: str, values: Mapping[str, Sequence[str]]) -> list[str]:
    """Tokens with punctuation between them; numbers in words become figures where a unit follows."""
    words = [
        _UNITS.get(w, w) for piece in _MARKED.findall(fold(text).replace("'", "")) for w in (tokens(piece) or [piece])
    ]
    known = vocabulary([*values, *(v for vs in values.values() for v in vs)])
    words = join_split_words(words, known)
    for index, word in enumerate(words[:-1]):
        if word in NUMBERS and words[index + 1] not in MARKS:
            words[index] = NUMBERS[word]
        elif word == "one" and stem(words[index + 1]) in ("l", "cup", "piece"):
            words[index] = "1"
    return words


@lru_cache(maxsize=4096)
def _phrases(value: str) -> tuple[tuple[str, ...], ...]:
    """The ways to write a value: "crew neck" also as one word, "S" also as "small"."""
    plain = [_UNITS.get(w, w) for w in tokens(fold(value))]
    if "+" in value or "&" in value:
        spoken = re.sub(r"[+&]", " and ", value)
        return (*_phrases(re.sub(r"[+&]", " ", value)), *_phrases(spoken))
    ways = [tuple(stem(w) for w in plain)]
    for index in range(len(plain) - 1):
        if plain[index].isalpha() and plain[index + 1].isalpha():
            ways.append(tuple(stem(w) for w in [*plain[:index], plain[index] + plain[index + 1], *plain[index + 2 :]]))
    if len(plain) == 2 and plain[0].isdigit() and plain[1] in ("ml", "l"):
        amount = float(plain[0])
        ways.append((f"{amount / 1000:g}", "l") if plain[1] == "ml" else (f"{amount * 1000:g}", "ml"))
    if len(plain) == 1 and plain[0] in _SPELT_SIZES:
        ways.append((_SPELT_SIZES[plain[0]],))
    return tuple(ways)


class Finder:
    """Finds values in tokens; a longer name wins over a shorter one, an exact one over a near miss."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self.values = values
        self.phrases = {(o, v): _phrases(v) for o, vs in values.items() for v in vs}
        self.option_words = {o: [stem(w) for w in phrase_words(o)] for o in values}

    def find(self, words: Sequence[str], taken: frozenset[int] = frozenset()) -> list[Mention]:
        stems = [stem(w) for w in words]
        free = [i not in taken and words[i] not in MARKS for i in range(len(words))]
        found: list[Mention] = []
        for length in range(min(4, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                if not all(free[start : start + length]):
                    continue
                here = self._at(stems, words, start, length)
                found += here
                if here:
                    free[start : start + length] = [False] * length
        return sorted(self._strongest(found), key=lambda m: m.start)

    def _at(self, stems: Sequence[str], words: Sequence[str], start: int, length: int) -> list[Mention]:
        part = tuple(stems[start : start + length])
        if length == 1 and part[0] in _LETTER_SIZES and not self._is_size_letter(words, start):
            return []
        full = [key for key, ways in self.phrases.items() if part in ways]
        strength = FULL
        if not full and all(w not in FILLER for w in words[start : start + length]):
            full, strength = self._distinctive(part, words, start), PART
            if not full and length == 1:
                full, strength = self._near(part[0]), CLOSE
        return [Mention(option, value, start, start + length, strength) for option, value in full]

    def _is_size_letter(self, words: Sequence[str], start: int) -> bool:
        """A lone "s", "m" or "l" is a size where it stands alone or by the word."""
        before = words[start - 1] if start else ","
        after = words[start + 1] if start + 1 < len(words) else ","
        beside = MARKS | {
            "size",
            "sized",
            "a",
            "an",
            "in",
            "to",
            "and",
            "the",
            "or",
            "please",
            "pls",
            "one",
            "instead",
            "not",
        }
        return len(words[start]) > 1 or (before in beside and after in beside | {"for", "but", "with"})

    def _distinctive(self, part: tuple[str, ...], words: Sequence[str], start: int) -> list[tuple[str, str]]:
        """Values of which `part` is a piece that no other value of the option has; a unit must not contradict."""
        following = words[start + len(part)] if start + len(part) < len(words) else ""
        found = []
        for option, values in self.values.items():
            having = [v for v in values if any(_inside(part, way) for way in self.phrases[option, v])]
            having = [v for v in having if not _is_denial(v)]
            if len(having) == 1 and not self._other_unit(part, following, option, having[0]):
                found.append((option, having[0]))
        return found

    def _other_unit(self, part: tuple[str, ...], following: str, option: str, value: str) -> bool:
        if not part[-1].replace(".", "").isdigit() or not following or following in MARKS or following in FILLER:
            return False
        known = {w for way in self.phrases[option, value] for w in way} | set(self.option_words[option])
        units = {w for ways in self.phrases.values() for way in ways for w in way if not w[0].isdigit()}
        return stem(following) in units and stem(following) not in known

    def _near(self, word: str) -> list[tuple[str, str]]:
        if word in _EVERYDAY or len(word) < 3:
            return []
        names = {w for option in self.option_words.values() for w in option}
        if word in names:
            return []
        return [
            key
            for key, ways in self.phrases.items()
            if not _is_denial(key[1]) and any(_looks_like(word, w) for way in ways for w in way if len(w) > 3)
        ]

    def _strongest(self, found: list[Mention]) -> list[Mention]:
        """Of each option only what is named best: "Google Home" names no "HomeKit"."""
        best: dict[str, int] = {}
        for mention in found:
            best[mention.option] = max(best.get(mention.option, 0), mention.strength)
        return [m for m in found if m.strength == best[m.option] or (m.strength >= PART and not _beside(m, found))]

    def options_in(self, words: Sequence[str]) -> list[str]:
        """The options named in `words` by all, or else by some distinctive, of their name's words."""
        said = {stem(w) for w in words}
        whole = [o for o, name in self.option_words.items() if name and all(_said(w, said) for w in name)]
        return whole or [o for o in self.values if any(_said(w, said) for w in self.own_words(o))]

    def places_of(self, option: str, words: Sequence[str]) -> list[int]:
        """Where all the words of its name stand within four of each other."""
        name = self.option_words[option]
        for start in range(len(words)):
            window = [stem(w) for w in words[start : start + 4]]
            if _said(name[0], {window[0]}) or (len(name) > 1 and _said(name[-1], {window[0]})):
                if all(_said(w, set(window)) for w in name):
                    return [start]
        return []

    def own_words(self, option: str) -> list[str]:
        """Words of its name that no other option's name has."""
        others = {w for other, name in self.option_words.items() if other != option for w in name}
        return [w for w in self.option_words[option] if w not in others]


def _is_denial(value: str) -> bool:
    """ "not resistant" must be said as a whole: a piece of it says the contrary."""
    return fold(value).startswith(("not ", "no ", "non-", "without "))


def _looks_like(word: str, other: str) -> bool:
    """Also "wooden" for "wood"."""
    return is_close(word, other) or (word.startswith(other) and len(word) - len(other) < 3)


def _beside(mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a stronger mention of the same option touches this one."""
    return any(
        o.option == mention.option
        and o.strength > mention.strength
        and (o.end == mention.start or o.start == mention.end)
        for o in found
    )


def _inside(part: tuple[str, ...], way: tuple[str, ...]) -> bool:
    return any(way[i : i + len(part)] == part for i in range(len(way) - len(part) + 1))


def _said(word: str, said: set[str]) -> bool:
    """Also "resistant" for "resistance"."""
    return word in said or f"{word}d" in said or any(len(word) > 6 and len(s) > 6 and s[:6] == word[:6] for s in said)
