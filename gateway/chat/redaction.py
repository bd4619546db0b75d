"""Takes out of a message what must never be stored: card numbers, their security codes, bank accounts, passwords.

Everything is looked for in a shadow of the text (lower case, no accents, the digits of every script as 0-9, nothing
unseen), whose places lead back into the text. What only looks alike stays: order, parcel, item and phone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from stdnum import iban, numdb

from gateway.chat.card_numbers import card_numbers, security_codes
from gateway.chat.cleaning import unmasked
from gateway.chat.passwords import passwords
from gateway.chat.secret import TAKEN, Secret


@dataclass
class Redacted:
    """`found`: "card" "cvv" "iban" "password", each once, in the order of the text."""

    text: str
    found: list[str] = field(default_factory=list)


def redact(text: str) -> Redacted:
    """Masks that are there already stay as they are. Meant for cleaned text, yet no text makes it fail."""
    shadow, places = unmasked(text)
    secrets: list[Secret] = []
    for find in (_ibans, card_numbers, security_codes, passwords):
        for secret in list(find(shadow)):
            if TAKEN in shadow[secret.start : secret.end]:
                continue
            secrets.append(secret)
            shadow = shadow[: secret.start] + TAKEN * (secret.end - secret.start) + shadow[secret.end :]
    secrets.sort(key=lambda each: each.start)
    parts, done = [], 0
    for secret in secrets:
        parts += [text[done : places[secret.start]], secret.mask]
        done = max(places[secret.end - 1] + 1, places[secret.end])
    kinds = dict.fromkeys(each.kind for each in secrets if each.kind)
    return Redacted("".join([*parts, text[done:]]), list(kinds))


# --- bank accounts

_IBAN_BEGINS = re.compile(r"(?<![^\W_])([a-z]{2})[\s.\-]{0,2}[0-9]{2}")


def _ibans(shadow: str) -> Iterator[Secret]:
    done = 0
    for begins in _IBAN_BEGINS.finditer(shadow):
        whole = _iban_of(begins[1])
        found = whole.match(shadow, begins.start()) if whole and begins.start() >= done else None
        if found and iban.is_valid(number := re.sub(r"[\W_]", "", found[0]).upper(), check_country=False):
            done = found.end()
            yield Secret(found.start(), done, "iban", f"{number[:2]} •••• {number[-4:]}")


@lru_cache(maxsize=1024)
def _iban_of(country: str) -> re.Pattern[str] | None:
    known = numdb.get("iban").info(country.upper())[0][1]
    length = 4 + sum(int(each) for each in re.findall(r"\d+", known.get("bban", "")))
    return re.compile(rf"[a-z0-9](?:[\s.\-/]{{0,2}}[a-z0-9]){{{length - 1}}}(?![^\W_])") if known else None
