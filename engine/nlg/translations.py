"""The domain's responses in other languages: `responses/<lang>/*.yml`, the same names with the same placeholders."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "responses"
Responses = dict[str, list[dict[str, Any]]]


class TranslationError(ValueError):
    """A file of responses that cannot be used; the message names it and says what to do."""


@lru_cache(maxsize=16)
def translations(language: str, folder: Path = FOLDER) -> Responses:
    """All responses of one language; {} where there is no such folder. Raises TranslationError."""
    found: Responses = {}
    for path in sorted((folder / language).glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        responses = content.get("responses") if isinstance(content, dict) else None
        if not isinstance(responses, dict):
            raise TranslationError(f"{path}: should hold `responses:` with a list of texts for each name")
        for name, variations in responses.items():
            if not isinstance(variations, list) or not all(
                isinstance(v, dict) and v.get("text") is not None for v in variations
            ):
                raise TranslationError(f"{path}: {name} should be a list of `- text: …`")
            found[name] = variations
    return found
