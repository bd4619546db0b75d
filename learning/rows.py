"""Files of labelled sentences: JSON lines with text, label, accept and lang."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
COARSE = ROOT / "tests" / "nlu" / "coarse.yml"
LANGUAGES = ("en", "fr", "de", "es", "ar")
FOREIGN = "out_of_scope"


class RowError(ValueError):
    """A file that cannot be scored; the message names its line and says what to do."""


@dataclass(frozen=True)
class Row:
    """A prediction is right when it is in `accept`, which holds `label`."""

    text: str
    label: str
    accept: frozenset[str]
    lang: str


def coarse_of() -> dict[str, str]:
    """Each of our intents and the label that it counts as."""
    return {str(fine): str(coarse) for fine, coarse in yaml.safe_load(COARSE.read_text(encoding="utf-8")).items()}


def read_rows(path: Path, labels: frozenset[str]) -> list[Row]:
    """Raises RowError for a missing or empty file, and for the first row that is not as it should be."""
    return [_row(where, line, labels) for where, line in lines_of(path)]


def lines_of(path: Path) -> list[tuple[str, str]]:
    """Each line that is not blank, with "file:number" for errors. Raises RowError for a missing or empty file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise RowError(f"{path}: there is no such file") from None
    except (UnicodeDecodeError, IsADirectoryError) as error:
        raise RowError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    kept = [(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    if not kept:
        raise RowError(f"{path}: holds no rows; write one JSON object a line")
    return kept


def _row(where: str, line: str, labels: frozenset[str]) -> Row:
    try:
        raw: Any = json.loads(line)
    except ValueError as error:
        raise RowError(f"{where}: is not JSON ({error}); write one object a line") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str) or not raw["text"].strip():
        raise RowError(f"{where}: needs a `text` that is not empty")
    label = raw.get("label", FOREIGN)
    accept = raw.get("accept", [label])
    if not isinstance(label, str) or not isinstance(accept, list) or not all(isinstance(a, str) for a in accept):
        raise RowError(f"{where}: `label` should be a text and `accept` a list of texts")
    unknown = [name for name in (label, *accept) if name not in labels]
    if unknown:
        raise RowError(f"{where}: knows no label {unknown[0]!r}; known are {', '.join(sorted(labels))}")
    lang = raw.get("lang", "en")
    if lang not in LANGUAGES:
        raise RowError(f"{where}: `lang` {lang!r} is none of {', '.join(LANGUAGES)}")
    return Row(raw["text"], label, frozenset(accept) | {label}, lang)
