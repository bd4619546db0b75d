"""Which of the shop's languages a message is in, given the one that was spoken before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

LANGUAGES = ("en", "fr", "de", "es", "ar")
FIRST = "en"
# Set for each turn from the conversation (engine.tuning.languages); None at its beginning.
spoken_before: ContextVar[str | None] = ContextVar("spoken_before", default=None)

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")
_ACCENTS = {"de": "äöüß", "es": "ñ¿¡", "fr": "çœêàèùâîûôë"}
_NAMES = {
    "en": r"english|anglais|englisch|ingl[eé]s|(?:ال)?[إا]نجليزي[ةه]?",
    "fr": r"french|fran[cç]ais|franz[oö]sisch|franc[eé]s|(?:ال)?فرنسي[ةه]?",
    "de": r"german|allemand|deutsch|alem[aá]n|(?:ال)?[أا]لماني[ةه]?",
    "es": r"spanish|espagnol|spanisch|espa[nñ]ol|castellano|(?:ال)?[إا]سباني[ةه]?",
    "ar": r"arabic|arabe|arabisch|[aá]rabe|(?:ال)?عربي[ةه]?",
}
_SPEAK = (
    r"(?:speak|talk|switch|change|continue|answer|reply|write|parl\w+|r[eé]pon\w+|passe[rz]?|continu\w+|sprech\w+|sprich|rede\w*|schreib\w*"
    r"|antwort\w+|wechs\w+|habl\w+|respond\w+|escrib\w+|segui\w+|تحدث\w*|تكلم\w*|نتكلم|نتحدث|احكي|احكيلي|رد|ردوا)"
)
_IN = r"(?:in|to|en|auf|à|a|ب|بال|ال|باللغة)"
_ASKED = {code: re.compile(rf"(?<!\w){_SPEAK}\s+(?:\w+\s+){{0,2}}?(?:{_IN}\s*)?(?:{name})(?!\w)|(?:können|kannst|puede\w*|podemos|pouvons|pouvez|can|could) .{{0,20}}(?:{name}) {_SPEAK}", re.I) for code, name in _NAMES.items()}  # fmt: skip
_ALONE = {code: re.compile(rf"^\W*(?:{_IN}\s*)?(?:{name})(?:\W+(?:please|pls|bitte|por favor|s'?il (?:vous|te) pla[iî]t|svp|stp|من فضلك|لو سمحت))?\W*$", re.I) for code, name in _NAMES.items()}  # fmt: skip
_MOST_ASKING = 9
# So few words that no other language knows better may be a name, a size or an "OK": a conversation goes on as it was.
_NAME = 3
# How sure the letters must be where no list knows any of a few words.
_LETTERS_ALONE = 0.92
# How much it counts that a language's list knows all words: short messages are told apart by words, not by letters.
_KNOWN = 60.0


class Identified(NamedTuple):
    """`confidence` from 0 to 1; `asked`: the customer asked to speak it."""

    code: str
    confidence: float
    asked: bool = False


@lru_cache(maxsize=4)
def detector(codes: tuple[str, ...] = LANGUAGES) -> LanguageDetector:
    """Trigrams alone: 14 MB instead of 190, and with the word lists as often right."""
    names = [getattr(IsoCode639_1, code.upper()) for code in codes if code != "ar"]
    return (
        LanguageDetectorBuilder.from_iso_codes_639_1(*names)
        .with_low_accuracy_mode()
        .with_preloaded_language_models()
        .build()
    )


def asked_for(text: str) -> str | None:
    """ "Können wir Deutsch sprechen?" → "de"."""
    if len(text.split()) > _MOST_ASKING:
        return None
    return next((code for code in LANGUAGES if _ALONE[code].search(text) or _ASKED[code].search(text)), None)


def identify(
    text: str, before: str | None, codes: Sequence[str] = LANGUAGES, known: Mapping[str, float] | None = None
) -> Identified:
    """`text` without addresses and numbers; `known`: the share of its words that each language's list has.

    The language before weighs more, the shorter the message is.
    """
    asked = asked_for(text)
    if asked in codes:
        return Identified(str(asked), 1.0, True)
    words = _LETTERS.findall(text)
    if not words:
        return Identified(before or FIRST, 1.0 if before else 0.5)
    if before in codes and len(words) <= 2 and max(map(len, words)) <= 2:
        return Identified(str(before), 1.0)  # "IL", "ok", "XL": no word of a language
    if "ar" in codes and 2 * len(_ARABIC.findall(text)) > sum(map(len, words)):
        return Identified("ar", 1.0)
    if known and before in codes and len(words) <= _NAME and max(known.values()) <= known.get(str(before), 0.0):
        return Identified(str(before), 1.0)
    scores = _weighed(_scores(" ".join(words), tuple(codes)), text, before, len(words))
    if known:
        scores = {code: score * (1 + _KNOWN * known.get(code, 0.0) ** 4) for code, score in scores.items()}
    best = max(scores, key=lambda code: scores[code])
    if (
        known
        and not any(known.values())
        and len(words) <= _NAME
        and scores[best] < _LETTERS_ALONE * sum(scores.values())
    ):
        return Identified(before or FIRST, 0.5)  # "asdf": nobody's word
    return Identified(best, scores[best] / (sum(scores.values()) or 1.0))


def _scores(text: str, codes: tuple[str, ...]) -> dict[str, float]:
    values = detector(codes).compute_language_confidence_values(text)
    return {value.language.iso_code_639_1.name.lower(): value.value for value in values}


def _weighed(scores: Mapping[str, float], text: str, before: str | None, words: int) -> dict[str, float]:
    """A letter that only one language has decides; without anything else a conversation goes on as it was."""
    prior = before or FIRST
    weight = {1: 12.0, 2: 5.0}.get(words, 3.0) if before else {1: 3.0, 2: 2.0}.get(words, 2.0)
    lower = text.lower()
    marked = {code: 4.0 for code, letters in _ACCENTS.items() if any(letter in lower for letter in letters)}
    return {
        code: (value + 0.01) * (weight if code == prior else 1.0) * marked.get(code, 1.0)
        for code, value in scores.items()
    }
