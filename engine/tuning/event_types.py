"""Which class an event type belongs to: Rasa walks all subclasses for each event; here the answer is remembered."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.shared.core import events


def apply() -> None:
    original = events.Event.resolve_by_type

    @lru_cache(maxsize=256)
    def remembered(type_name: str, default: Any = None) -> Any:
        return original(type_name, default)

    events.Event.resolve_by_type = staticmethod(remembered)
