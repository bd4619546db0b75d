"""Words that are made of others: Arabic with its affixes, Spanish with its pronouns, German compounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Affix → English around the word.
_AR_BEFORE = (("", "{}"), ("وبال", "and with the {}"), ("وال", "and the {}"), ("بال", "with the {}"), ("فال", "so the {}"), ("ولل", "and for the {}"),
              ("لل", "for the {}"), ("ال", "the {}"), ("و", "and {}"), ("ف", "so {}"), ("ب", "with {}"), ("ل", "for {}"), ("ك", "like {}"), ("س", "will {}"))  # fmt: skip
_AR_AFTER = (("", "{}"), ("هم", "their {}"), ("ها", "{} it"), ("نا", "our {}"), ("كم", "your {}"), ("ني", "{} me"), ("ين", "{}"), ("ات", "{}"),
             ("ي", "my {}"), ("ك", "your {}"), ("ه", "{} it"))  # fmt: skip
_ES_PRONOUNS = re.compile(
    r"^(.{3,}?(?:ar|er|ir|ando|iendo|a|e|ad|ed|id))(?:me|te|se|nos|os)?(?:lo|la|le|los|las|les|me|nos|se|te)$"
)
_DE_LINKS = ("", "s", "es", "n", "en", "er", "e")
_DE_SHORTEST = 8


def arabic_forms(token: str) -> Iterator[tuple[str, str]]:
    """(stem, English pattern) for each way in which the word may be taken apart; the whole word first."""
    for before, first in _AR_BEFORE:
        if not token.startswith(before):
            continue
        rest = token[len(before) :]
        for after, second in _AR_AFTER:
            if not rest.endswith(after):
                continue
            stem = rest[: len(rest) - len(after)]
            if len(stem) > 1:
                pattern = first.format(second)
                yield stem, pattern
                if after and stem.endswith("ت"):  # the feminine ending is written open before a pronoun
                    yield stem[:-1] + "ه", pattern


def indefinite(token: str) -> str:
    """Without the Arabic article."""
    return token[2:] if token.startswith("ال") and len(token) > 4 else token


def spanish_stem(token: str) -> str | None:
    """ "cancelarlo" → "cancelar"."""
    found = _ES_PRONOUNS.match(token)
    return found.group(1) if found else None


def german_parts(token: str, known: Callable[[str], bool], depth: int = 3) -> list[str] | None:
    """ "ruckgabefrist" → ["ruckgabe", "frist"]; also "waere" for "ware". None where a part is not known."""
    plain = token.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if plain != token and known(plain):
        return [plain]
    return _compound(token, known, depth)


def _compound(token: str, known: Callable[[str], bool], depth: int) -> list[str] | None:
    if known(token):
        return [token]
    if depth == 0 or len(token) < _DE_SHORTEST:
        return None
    for cut in range(len(token) - 3, 3, -1):
        head, rest = token[:cut], token[cut:]
        for link in _DE_LINKS:
            stem = head[: len(head) - len(link)]
            if not head.endswith(link) or len(stem) < 3 or not known(stem):
                continue
            tail = _compound(rest, known, depth - 1)
            if tail is not None:
                return [stem, *tail]
    return None
