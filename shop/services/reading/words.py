"""Words of a message made comparable: folding, tokens, plurals, slips of the keyboard."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein

EXACT, CLOSE = 1.0, 0.8

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+\d+[a-z\d]*|[a-z]+|%")
_SAME = {
    "gray": "grey", "colour": "color", "colours": "color", "colors": "color", "tee": "tshirt", "tees": "tshirts",
    "litre": "l", "litres": "l", "liter": "l", "liters": "l", "ltr": "l", "milliliters": "ml", "millilitres": "ml",
    "inches": "inch", "feet": "ft", "foot": "ft", "gigs": "gb", "gig": "gb", "tera": "tb", "terabyte": "tb",
    "gigabytes": "gb", "gigabyte": "gb", "hrs": "hour", "percent": "%", "mobile": "phone", "ear-buds": "earbuds",
}  # fmt: skip
_SIZE_WORDS = [
    (r"\b(?:extra[ -]?extra[ -]?large|double[ -]?(?:extra[ -]?large|xl)|2xl|xx[ -]?large)\b", "xxl"),
    (r"\b(?:extra[ -]?large|x[ -]large)\b", "xl"),
    (r"\b(?:extra[ -]?small|x[ -]small)\b", "xs"),
]
# Words that say nothing about which thing is meant.
FILLER = frozenset(
    """a an the this that these those my your our its it is are be was i id ill im ive me we you he she they them
    of for to in on at with by from as so or and one ones thing things item items product products option options
    please pls plz thanks thank thx want wants wanted would like need take get give go going choose pick select prefer
    have has had do does did can could will just only ok okay yes yeah yep yup sure well um uh hmm hm no nope
    oh actually rather instead mean meant think guess maybe hi hello hey let lets make made then also too again
    send sent order ordered buy bought new same color type kind version model which what who where there here
    return exchange refund cancel back change swap replace wait sorry about really think thought said say
    dont thats lets whats some any""".split()
)


COLOURS = frozenset(
    """black white red blue green grey brown beige navy silver gold pink purple violet yellow orange teal turquoise cream olive
    khaki rust camel copper bronze ivory burgundy maroon lilac mint coral""".split()
)


def fold(text: str) -> str:
    """Lower case, without accents, with plain quotes, dashes and spaces; sizes spelt out become letters."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub("[\u2018\u2019\u00b4`]", "'", plain)
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    plain = re.sub(r"(\d)\s*(?:\"|''|\u201d|\u2033)", r"\1 inch", plain)
    for pattern, letter in _SIZE_WORDS:
        plain = re.sub(pattern, letter, plain)
    return re.sub(r"\s+", " ", plain).strip()


def tokens(text: str) -> list[str]:
    """Words and numbers of folded text; a number is apart from its unit ("500ml": "500", "ml")."""
    return [_SAME.get(token, token) for token in _TOKEN.findall(text.replace("'", ""))]


def stem(word: str) -> str:
    """The singular of an English plural, near enough to compare by."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    if word.endswith("lves"):
        return word[:-3] + "f"
    return word[:-1]


def is_close(word: str, other: str) -> bool:
    """A slip of the keyboard, a beginning ("headph") or the main part of a compound ("watch", "wristwatch")."""
    if not (word.isalpha() and other.isalpha()) or min(len(word), len(other)) < 3:
        return False
    if len(word) == 3:
        return other.startswith(word) and len(other) == 4
    if other.startswith(word) or (len(other) - len(word) >= 3 and other.endswith(word)):
        return True
    if word[0] != other[0] and len(word) < 7:
        return False
    allowed = 1 if max(len(word), len(other)) < 8 else 2
    return DamerauLevenshtein.distance(word, other, score_cutoff=allowed) <= allowed


def likeness(word: str, others: Iterable[str]) -> float:
    """EXACT, CLOSE or 0 for the best of `others` (stems)."""
    own = stem(word)
    known = list(others)
    if own in known:
        return EXACT
    return CLOSE if any(is_close(own, other) for other in known) else 0.0


def vocabulary(phrases: Iterable[str]) -> frozenset[str]:
    """The stems of all phrases, and of two neighbours written as one ("t-shirt": "tshirt")."""
    return frozenset().union(*map(_words_of, phrases))


@lru_cache(maxsize=8192)
def phrase_words(phrase: str) -> tuple[str, ...]:
    """The tokens of one of the shop's own phrases, which come again and again."""
    return tuple(tokens(fold(phrase)))


@lru_cache(maxsize=8192)
def _words_of(phrase: str) -> frozenset[str]:
    words = phrase_words(phrase)
    joined = {stem(a + b) for a, b in zip(words, words[1:]) if a.isalpha() and b.isalpha()}
    return frozenset(joined.union(map(stem, words)))


def join_split_words(words: Sequence[str], known: frozenset[str]) -> list[str]:
    """Neighbours that are one word for the shop become one ("head phones"), unless each is known by itself."""
    joined: list[str] = []
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
            continue
        after = words[index + 1] if index + 1 < len(words) else ""
        both = word + after
        apart = stem(word) in known and stem(after) in known
        if after and not apart and both.isalpha() and stem(both) in known:
            joined.append(both)
            skip = True
        else:
            joined.append(word)
    return joined
