"""A place in a message that must not be stored."""

from __future__ import annotations

from dataclasses import dataclass

# Stands in the shadow for what was found already.
TAKEN = "\x01"


@dataclass(frozen=True)
class Secret:
    """Places in the shadow; what the text holds there instead; no kind: masked, but not worth a word."""

    start: int
    end: int
    kind: str
    mask: str = "•••"
