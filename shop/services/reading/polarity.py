"""Whether a word is wanted, not wanted, preferred or of no matter: what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Sequence

_NEGATORS = frozenset("not no without isnt arent dont doesnt nor neither never non except wo minus cannot cant".split())
_PREFERS = frozenset("prefer prefers preferred prefered preferably preference preferable ideally favor favour".split())
_STOPS = frozenset([",", ";", "."])
_NOT_TO_BE_HAD = (
    r"if (?:that|this|it|they|there|not|no|none|[\w -]{1,30}?)? ?(?:'s|is|are)? ?"
    r"(?:not|n't|isn'?t|aren'?t|no|out|un)\w*(?: of)?"
    r"(?: (?:available|possible|in stock|stock|there|any|an option|around|left))*"
)
_FALLBACK = re.compile(
    rf",?\s*\b(?:{_NOT_TO_BE_HAD}|otherwise|or else|failing that|else)"
    r"(?:\b[ ,:-]*(?:then|i'?d (?:go|take|like|settle)|i'?ll|go|take|for|with|the|maybe|just|get)?)*"
)
_THEN = re.compile(r",? (?:then|i'?d|i would|i'?ll|i will)\b(?: (?:go|take|like|settle|be fine|be ok|rather have))*")
_CARELESS = re.compile(r"\b(dont|doesnt|not|wont|no)\b.*\b(care|matter|mind|fussed|bothered|important|preference)\b")


@dataclass(frozen=True)
class Clause:
    """Words from `start` up to `end`."""

    start: int
    end: int
    prefers: bool = False
    indifferent: bool = False
    only_cares: bool = False


def clauses_of(words: Sequence[str]) -> list[Clause]:
    """Cut at marks and at "but"; a list of preferences goes on through "then" and ">"."""
    bounds = [0] + [i + 1 for i, w in enumerate(words) if w in _STOPS or w == "but"] + [len(words) + 1]
    clauses: list[Clause] = []
    for start, end in zip(bounds, bounds[1:]):
        inside = list(words[start : end - 1])
        goes_on = bool(clauses) and clauses[-1].prefers and inside[:1] in (["then"], ["or"], ["over"])
        prefers = bool(_PREFERS & set(inside)) or ">" in inside or _has(inside, "if possible") or goes_on
        only = (
            _has(inside, "only care") or _has(inside, "only matters") or (_has(inside, "only") and "matters" in inside)
        )
        careless = bool(_CARELESS.search(" ".join(inside)))
        careless = careless or "irrelevant" in inside or _has(inside, "no matter")
        clauses.append(Clause(start, end, prefers, careless and not only, only))
    return clauses


def _has(words: Sequence[str], phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(words)} "


def is_negated(words: Sequence[str], index: int, start: int) -> bool:
    """Looks back from `index`, not before `start`: "not", "instead of", "rather than", "from … to"."""
    for back in range(index - 1, max(start, index - 6) - 1, -1):
        word = words[back]
        if word in ("and", "to", "but", "yes"):
            return False
        if word in ("in", "with") and words[max(0, back - 1)] not in _NEGATORS:
            return False
        if word in _NEGATORS:
            return not (word == "no" and words[back + 1 : back + 2] in (["problem"], ["worries"], [","]))
        if word == "than" or (word in ("of", "the") and words[max(0, back - 1) : back] in (["instead"], ["rid"])):
            return True
        if word == "from":
            return "to" in words[index:]
        if word == "anything" and "but" in words[back:index]:
            return True
    return False


_UP = frozenset("above higher more better bigger larger up greater faster over longer".split())
_DOWN = frozenset("below lower less smaller under fewer shorter down".split())


def bound_of(words: Sequence[str], start: int, end: int) -> int:
    """+1 for "at least this", "this or more"; -1 for "at most this", "this or less"; 0 for this."""
    before, after = " ".join(words[max(0, start - 3) : start]), list(words[end : end + 3])
    if re.search(r"\b(at least|minimum(?: of)?|no less than|not less than)$", before):
        return 1
    if re.search(r"\b(at most|maximum(?: of)?|up to|no more than|not more than)$", before):
        return -1
    if after[:1] in (["or"], ["and"], ["ram"]) and len(after) > 1:
        return 1 if after[1] in _UP else -1 if after[1] in _DOWN else 0
    return 0


def without_fallback(text: str) -> tuple[str, str]:
    """What is wanted, and what will do where that cannot be had; the second is often empty."""
    text = re.sub(r"\b(?:any(?:thing)?|all|everything) (?:but|except)\b", "not", text)
    match = _FALLBACK.search(text)
    if match is None:
        return text, ""
    main, rest = text[: match.start()], text[match.end() :]
    if not re.search(r"\b(?:no|not)\W*$", match.group(0)):
        return main, rest
    # "if there is no clicky one with RGB, then white": what comes first is still what is wanted.
    starts = list(_THEN.finditer(rest)) or list(re.finditer(",", rest))
    if not starts:
        return main, rest
    return f"{main} , {rest[: starts[-1].start()]}", rest[starts[-1].end() :]
