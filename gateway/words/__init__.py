"""What the public door itself says to customers, in their languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

LANGUAGES = ("en", "fr", "de", "es", "ar")


@lru_cache(maxsize=len(LANGUAGES) + 1)
def words(language: str) -> dict[str, str]:
    """English for a language that is not there."""
    path = Path(__file__).parent / f"{language if language in LANGUAGES else 'en'}.yml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def say(language: str, what: str, **facts: str) -> str:
    return words(language)[what].format(**facts)
