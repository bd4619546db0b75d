"""One message, several requests: "cancel W1 and where is W2? also my jacket came torn". Reads English or a gloss.

The cut is generous: at the ends of sentences, at commas, dashes and joining words. Which of the clauses ask for
something is decided when each has been classified (`engine.nlu.requests`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import spacy
from spacy.language import Language

from engine.nlu.asking import GOT, ORDERED, asks, reports

MOST = 24
# So many sentences and more are a letter: its sentences are looked at whole, and the story is told from the requests.
LETTER = 4
_JOINT = re.compile(
    r"\s*(?:[,;:]\s+|\s[-–—+]+\s+|[–—]\s*)(?:(?:and|n|but|or|so|then|also|plus|oh)\b[\s,]*)*"
    r"|\s*\b(?:and also|and then|and|n|also|then|plus|as well as|after that|oh and|oh|another thing|but|or else|or|otherwise|failing that"
    r"|while you'?re at it|by the way|btw|besides|secondly|in addition|on top of that|at the same time)\b[\s,:]*"
    r"|\s*&\s*",
    re.I,
)
_ABBREVIATION = re.compile(r"\b(?:no|nr|st|ave|apt|mr|mrs|ms|dr|vs|e\.g|i\.e|ord)\.$", re.I)
# A sentence may end before the line does.
_INNER_END = re.compile(r"[.!?…؟۔].*[^\s.!?…؟۔\"'()\[\]:;,-]", re.S)
_EDGES = " \t\n,;:–—-+&"
_WORD = re.compile(r"\w+")
# Joints that cut only before a wish: "rock n roll", "salt & pepper".
_WEAK = frozenset({"n", "&"})
# A wish that names nothing of its own: it is read with what stands before it.
_LEANING = re.compile(
    r"^\W*(?:(?:so|and|also|please)\W+)*(?:can|could|will|would) (?:you|i|we|u)(?: please)? (?:get|have|do|match|sort|fix|save|check"
    r"|look into|explain|help with) (?:one|that|this|it|some|any|those|them)\b(?:\W+(?:please|too|for me|out|as well))*\W*$",
    re.I,
)
# "If you have it in blue I'll take two" asks and orders.
_IF_THERE = re.compile(
    r"^\W*(?:and |but |or )?if (?:you|u|there)(?:'?ve|'?s| have| is| are| still| do)* (?:got |have |any |stock ).{2,60}?(\s+)(?:then )?"
    r"(?:i'?ll|i will|i'?d like|i want|i would|send|put|add|get me)\b",
    re.I,
)
# "If it cannot be mended get me a person": the wish after a condition, without a comma.
_IF_THEN = re.compile(
    r"^\W*(?:and |but |or )?if .{3,60}?(\s+)(?:then |just |please )*(?:get|give|put|connect|let|pass|transfer) me\b",
    re.I,
)
# "Change my address to … and my phone to …": the second has the verb of the first.
_CHANGES = re.compile(
    r"^\W*(?:(?:and|also|please|can|could|you|i|we|want|need|to|would|like)\W+)*(change|update|correct|amend|modify|edit|set)\W+(?:my|the|our)\b",
    re.I,
)
_CHANGED = re.compile(r"^\W*(?:also\W+)?(?:my|our|the)\W+(?:\w+\W+){1,3}?(?:to|into|from)\b", re.I)
# More clauses than this in a short message: it is cut at its sentences only.
_BUSY = 8


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    """spaCy's rules for sentences alone: no model to fetch."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "؟", "۔"]})
    return nlp


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each; a line's end is a sentence's end."""
    found: list[tuple[int, int]] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        for first, last in _cuts(line):
            start, end = _trimmed(text, begin + first, begin + last)
            if start >= end:
                continue
            if found and _ABBREVIATION.search(text[found[-1][0] : found[-1][1]]):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        begin += len(line)
    return found


def _cuts(line: str) -> list[tuple[int, int]]:
    if not _INNER_END.search(line):
        return [(0, len(line))]
    return [(sentence.start_char, sentence.end_char) for sentence in _pipeline()(line).sents]


def clauses(text: str) -> list[tuple[int, int]]:
    """(start, end) of the parts that may hold a request each; one for the whole text where there is nothing to cut."""
    told = sentences(text)
    found = told if len(told) >= LETTER else [piece for start, end in told for piece in _pieces(text, start, end)]
    if len(found) > _BUSY and len(told) < LETTER:
        found = told
    said = [text[start:end] for start, end in found]
    worth = sum(asks(each) or reports(each) or bool(verb) for each, verb in zip(said, borrowed_verbs(said))) > 1
    return found[:MOST] if worth else [_trimmed(text, 0, len(text))]


def borrowed_verbs(said: Sequence[str]) -> list[str]:
    """For each clause the verb that it has from one before it, or ""."""
    found, last = [], ""
    for each in said:
        own = _CHANGES.search(each)
        last = own.group(1).lower() if own else "" if last and asks(each) else last
        found.append(last if not own and last and _CHANGED.search(each) else "")
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A piece that says nothing by itself goes with the one before it."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in [*_JOINT.finditer(text, start, end), None]:
        if match and match.group().strip().lower() in _WEAK and not asks(text[match.end() : end]):
            continue
        piece = _trimmed(text, begin, match.start() if match else end)
        begin = match.end() if match else end
        if piece[0] >= piece[1]:
            continue
        if found and _belongs(text[slice(*piece)], text[slice(*found[-1])]):
            found[-1] = (found[-1][0], piece[1])
        else:
            found.append(piece)
    return [part for piece in found for part in _condition(text, *piece)]


def _belongs(said: str, before: str) -> bool:
    """A lone word, a wish that names nothing, or what came instead of what was ordered."""
    if len(_WORD.findall(said)) < 2 or _LEANING.search(said):
        return True
    return bool(ORDERED.search(before) and GOT.search(said)) and not asks(before) and not asks(said)


def _condition(text: str, start: int, end: int) -> list[tuple[int, int]]:
    there = _IF_THERE.search(text[start:end]) or _IF_THEN.search(text[start:end])
    if there is None:
        return [(start, end)]
    return [(start, start + there.start(1)), (start + there.end(1), end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
