"""What is said in one language is there in all of them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("fr", "de", "es", "ar")
ENGLISH_FILES = ("domain.yml", "domain/*.yml")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FEWEST_SENTENCES, FEWEST_ARTICLES = 20, 15
# Set by the code alone: nobody says it.
UNTRAINED = {"nlu_fallback", "person_returned"}
Responses = dict[str, list[dict[str, Any]]]


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER) or {})


@cache
def responses(language: str) -> Responses:
    patterns = ENGLISH_FILES if language == "en" else (f"responses/{language}/*.yml",)
    found: Responses = {}
    for path in (path for pattern in patterns for path in sorted(ROOT.glob(pattern))):
        found.update(read(path).get("responses") or {})
    return found


def placeholders(variations: list[dict[str, Any]]) -> set[str]:
    return {name for each in variations for name in re.findall(r"\{(\w+)\}", str(each.get("text", "")))}


def article_ids(language: str) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "knowledge" / language).glob("*.md")))
    return {str(yaml.safe_load(text.split("---\n", 2)[1])["id"]) for text in texts}


@cache
def sentences(language: str) -> list[tuple[str, str, str | None]]:
    """(file, intent, language in its metadata) for each training sentence in files named for the language."""
    found = []
    for path in sorted((ROOT / "data").glob("**/nlu*.yml")):
        named = path.name.split(".")[1:-1] or ["en"]
        if named != [language]:
            continue
        for entry in read(path)["nlu"]:
            told = (entry.get("metadata") or {}).get("language")
            lines = [line for line in entry["examples"].splitlines() if line.strip()]
            found += [(str(path.relative_to(ROOT)), str(entry["intent"]), told)] * len(lines)
    return found


def intents() -> set[str]:
    declared = [
        intent for pattern in ENGLISH_FILES for path in ROOT.glob(pattern) for intent in read(path).get("intents") or []
    ]
    return {str(next(iter(intent)) if isinstance(intent, dict) else intent) for intent in declared} - UNTRAINED


@pytest.mark.parametrize("language", OTHERS)
def test_every_response_is_translated(language: str) -> None:
    assert sorted(set(responses("en")) - set(responses(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_over(language: str) -> None:
    assert sorted(set(responses(language)) - set(responses("en"))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_response_is_translated_twice(language: str) -> None:
    files = sorted((ROOT / "responses" / language).glob("*.yml"))
    names = Counter(name for path in files for name in read(path).get("responses") or {})
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_the_placeholders_of_the_english(language: str) -> None:
    pairs = {name: (said, responses(language).get(name, [])) for name, said in responses("en").items()}
    assert [name for name, (ours, theirs) in pairs.items() if placeholders(ours) != placeholders(theirs)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_enough_help_articles(language: str) -> None:
    assert len(article_ids(language)) >= FEWEST_ARTICLES


@pytest.mark.parametrize("language", OTHERS)
def test_every_translated_article_is_one_of_the_english(language: str) -> None:
    assert sorted(article_ids(language) - article_ids("en")) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_training_file_of_a_language_names_it(language: str) -> None:
    told = sentences(language)
    assert told and sorted({(file, intent) for file, intent, named in told if named != language}) == []


@pytest.mark.parametrize("language", ("en", *OTHERS))
def test_every_intent_has_enough_sentences(language: str) -> None:
    counted = Counter(intent for _, intent, _ in sentences(language))
    assert {intent: counted[intent] for intent in intents() if counted[intent] < FEWEST_SENTENCES} == {}
