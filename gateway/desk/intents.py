"""What a message can mean, read from the domain: the names of intents."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from gateway.desk.plain import human
from shop.settings import ROOT

_UNTRAINED = {"nlu_fallback"}


@lru_cache(maxsize=1)
def intents() -> list[dict[str, str]]:
    """Name, words and topic, by topic."""
    found = []
    for path in sorted((ROOT / "domain").glob("*.yml")):
        for name in names(path):
            found.append({"name": name, "text": human(name), "topic": human(path.stem)})
    return found


def names(path: Path) -> list[str]:
    """Only the list of intents is parsed: the rest of a domain file is long."""
    wanted: list[str] = []
    inside = False
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.startswith("intents:"):
            inside = True
        elif inside and text[:1].strip() and not text.startswith(("-", "#")):
            break
        if inside:
            wanted.append(text)
    listed = (yaml.safe_load("\n".join(wanted)) or {}).get("intents") or []
    given = [str(next(iter(each))) if isinstance(each, dict) else str(each) for each in listed]
    return [name for name in given if name not in _UNTRAINED]
