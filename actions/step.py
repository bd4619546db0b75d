"""One thing that a form has to know: how it is read from words, found without asking, or asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Sequence

from actions.replies import Button, Reply
from actions.talk import Talk


@dataclass(frozen=True)
class Heard:
    """A value read from a message. `plain`: it answers the question by itself, whatever else the intent may be.

    `further`: slots for further requests of the same form (the second of two orders named together); `again`: each
    of them reads the message too.
    """

    value: Any
    plain: bool = False
    further: tuple[dict[str, Any], ...] = ()
    also: dict[str, Any] | None = None
    again: bool = False


class Step(ABC):
    """Shared by all conversations: holds no state.

    `resets`: slots that no longer hold when this one changes; `keeps`: further slots that it uses for itself;
    `narrows`: after a refusal the one answer that is left may be taken without asking.
    """

    slot: str
    resets: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    narrows: bool = False

    def applies(self, talk: Talk) -> bool:
        return True

    @abstractmethod
    def read(self, talk: Talk, asked: bool) -> Heard | None:
        """What `talk.message` says of this. May raise a Refusal."""

    def slot_parts(self, talk: Talk) -> bool:
        """Whether the message just read gave a part of the answer, and the rest is asked for."""
        return False

    def settle(self, talk: Talk) -> Any | None:
        """What needs no question, such as the only line of an order. May raise a Refusal."""
        return None

    @abstractmethod
    def ask(self, talk: Talk) -> Sequence[Reply]:
        """The question, with its choices as buttons."""


def buttons(titles: Sequence[str], most: int = 8) -> tuple[Button, ...]:
    return tuple(Button(title) for title in titles[:most])
