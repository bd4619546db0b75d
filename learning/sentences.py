"""English training sentences of `data/`, and as many of each intent as are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from learning.rows import ROOT

DATA = ROOT / "data"
Sentences = Mapping[str, Sequence[str]]


def english_sentences(data: Path = DATA) -> dict[str, list[str]]:
    """Of each intent, in the order of the files, none twice; `nlu.fr.yml` and its like are other languages'."""
    return read_sentences(path for path in sorted(data.rglob("nlu*.yml")) if path.name.count(".") == 1)


def all_sentences(data: Path = DATA) -> dict[str, list[str]]:
    """As `english_sentences`, of every language."""
    return read_sentences(sorted(data.rglob("nlu*.yml")))


def read_sentences(paths: Iterator[Path] | Sequence[Path]) -> dict[str, list[str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, None]] = {}
    for path in paths:
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["nlu"]:
            lines = (line.strip() for line in entry["examples"].splitlines())
            found.setdefault(entry["intent"], {}).update({line[2:].strip(): None for line in lines if line[:2] == "- "})
    return {intent: list(texts) for intent, texts in found.items()}


def spread(sentences: Sentences, number: int) -> dict[str, list[str]]:
    """`number` of each intent, evenly apart, so that every file of an intent has its say; all where there are fewer."""
    return {
        intent: [texts[place * len(texts) // number] for place in range(number)] if len(texts) > number else list(texts)
        for intent, texts in sentences.items()
    }


def write_sentences(sentences: Sentences, path: Path) -> None:
    """As a file of training data."""
    entries = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in sentences.items()
    ]
    content = yaml.safe_dump({"version": "3.1", "nlu": entries}, sort_keys=False, allow_unicode=True, width=10_000)
    path.write_text(content, encoding="utf-8")
