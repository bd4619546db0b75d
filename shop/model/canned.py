"""The rules for prepared answers."""

from __future__ import annotations

import re
from typing import Mapping

PLACEHOLDERS = ("customer", "agent", "order")
_BRACES = re.compile(r"\{([^{}]*)\}")


class CannedRefused(ValueError):
    """A prepared answer cannot be like that; the message says what to do."""


def check_canned(language: str, title: str, text: str) -> None:
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise CannedRefused(f"{language!r} is no language code like en or fr")
    if not 1 <= len(title.strip()) <= 80:
        raise CannedRefused("a title has 1 to 80 characters")
    if not 1 <= len(text.strip()) <= 2000:
        raise CannedRefused("a text has 1 to 2000 characters")
    unknown = [name for name in _BRACES.findall(text) if name not in PLACEHOLDERS]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise CannedRefused(f"there is no {{{unknown[0]}}} to fill in: use {known}")


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """What is not known stays as it is, for the agent to see and to write."""
    return _BRACES.sub(lambda found: values.get(found.group(1)) or found.group(0), text)
