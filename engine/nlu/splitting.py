"""One message, several requests: "cancel W1 and where is W2? also my jacket came torn". Reads English or a gloss.

The cut is generous: at the ends of sentences, at commas, dashes and joining words. Which of the clauses ask for
something is decided when each has been classified (`engine.nlu.requests`).
"""

from __future__ import annotations

import re
from functools import lru_cache

import spacy
from spacy.language import Language

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
_WISHED = (
    r"(?:cancel|return|send|exchange|swap|change|modify|update|track|refund|get|buy|order|tell|show|check|find|give|remove|delete|switch"
    r"|replace|upgrade|speak|talk|pay|extend|compare|put|make|use|status|connect|unsubscribe|subscribe|sign|stop|close|take|let|reset|add|drop"
    r"|register|transfer|call|ring|email|mail|forward|deliver|ship|match|scrap|end|void|save|book|reserve|renew|reimburse|keep|leave|set|open"
    r"|create|help|fix|resend|print|explain|look|confirm|move|redirect|hold|apply|charge|reorder|recommend|search)"
)
_ASKS = re.compile(
    r"\?|\b(?:want|wants|wanna|need|needs|like to|love to|please|pls|plz|can you|could you|can i|could i|may i|would you|help|let me|let's|i'll|i'?d like|i would like"
    r"|i am returning|i'?m returning|going back|go back|has to go|have to go|got to go|money back|get me|any news|what about|how about|whats|wheres|hows|whens"
    r"|where|when|how|which|who|what|why|is there|are there|do you|does it|did you|has it|is it|is my|are my|is the|are the|will it|am i)\b"
    rf"|^\W*(?:(?:and|also|then|please|just|or|ok|hi|hello|hey|so|oh|now|but|pls|kindly|to|you)\W+)*(?:{_WISHED}|do|does|is|are|will|any|got any)\b"
    rf"|\b{_WISHED}(?: it| them| me| that)?(?: back| please| out| off)?\W*$",
    re.I,
)
# Words with which trouble is told; a clause without them that asks for nothing is not worth a look of its own.
_REPORTS = re.compile(
    r"\b(?:broke\w*|torn|tore|miss\w+|never|no|not|n'?t|\w+n'?t|wrong|declin\w*|fail\w*|charged|locked|forg[oe]t\w*|cannot|error\w*|late|cheaper|code|worst"
    r"|terrible|rude|awful|complain\w*|disgrace\w*|damaged|faulty|defect\w*|crack\w*|stain\w*|dead|stopped|nothing|empty\w*|lost|twice|double|nowhere|bits"
    r"|instead|but|yet|still|since|fell|scratch\w*|leak\w*|smash\w*|different|only|took|taken|stuck|crash\w*|slow|404|sick|tired|fed up|useless|joke|ridiculous|furious|angry|pathetic|unacceptable|unbelievable|idiots?|liars?"
    r"|thieves|scam\w*|hopeless|incompetent)\b",
    re.I,
)
_ABBREVIATION = re.compile(r"\b(?:no|nr|st|ave|apt|mr|mrs|ms|dr|vs|e\.g|i\.e|ord)\.$", re.I)
_EDGES = " \t\n,;:–—-+&"
_WORD = re.compile(r"\w+")
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
        for sentence in _pipeline()(line).sents:
            start, end = _trimmed(text, begin + sentence.start_char, begin + sentence.end_char)
            if start >= end:
                continue
            if found and _ABBREVIATION.search(text[found[-1][0] : found[-1][1]]):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        begin += len(line)
    return found


def clauses(text: str) -> list[tuple[int, int]]:
    """(start, end) of the parts that may hold a request each; one for the whole text where there is nothing to cut."""
    told = sentences(text)
    found = told if len(told) >= LETTER else [piece for start, end in told for piece in _pieces(text, start, end)]
    if len(found) > _BUSY and len(told) < LETTER:
        found = told
    worth = sum(asks(text[start:end]) or bool(_REPORTS.search(text[start:end])) for start, end in found) > 1
    return found[:MOST] if worth else [_trimmed(text, 0, len(text))]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A piece of one word goes with the one before it."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in [*_JOINT.finditer(text, start, end), None]:
        piece = _trimmed(text, begin, match.start() if match else end)
        begin = match.end() if match else end
        if piece[0] >= piece[1]:
            continue
        lone = len(_WORD.findall(text, *piece)) < 2
        if found and lone:
            found[-1] = (found[-1][0], piece[1])
        else:
            found.append(piece)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def asks(text: str) -> bool:
    """Whether a clause asks for something, rather than telling what happened."""
    return bool(_ASKS.search(text))
