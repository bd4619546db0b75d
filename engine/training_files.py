"""Reads plain files of training sentences in a fraction of Rasa's time; all others are left to Rasa's own reader.

Rasa parses each file three times in pure Python and checks it against a schema each time. A plain file holds a version
and intents with examples, and is told by its shape alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_training_files(paths: Sequence[str], language: str = "en") -> TrainingData:
    """As Rasa's `training_data_from_paths`."""
    examples: list[Message] = []
    others: list[str] = []
    for path in sorted(paths):
        plain = plain_intents(Path(path).read_text(encoding="utf-8"))
        if plain is None:
            others.append(path)
            continue
        reader = RasaYAMLReader()
        reader.filename = path
        reader._parse_nlu(plain)
        examples += reader.training_examples
        if reader.entity_synonyms:
            others.append(path)
    read = TrainingData(examples)
    return read.merge(training_data_from_paths(others, language)) if others else read


def plain_intents(text: str) -> list[dict[str, Any]] | None:
    """What stands under `nlu`, or None for a file of any other shape, broken ones included."""
    try:
        content = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError:
        return None
    if not isinstance(content, dict) or set(content) != {"version", "nlu"} or not isinstance(content["nlu"], list):
        return None
    return content["nlu"] if all(map(_is_plain, content["nlu"])) else None


def _is_plain(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and {"intent", "examples"} <= set(entry) <= {"intent", "examples", "metadata"}
        and isinstance(entry["intent"], str)
        and "/" not in entry["intent"]
        and isinstance(entry["examples"], str)
        and isinstance(entry.get("metadata", {}), dict)
    )
