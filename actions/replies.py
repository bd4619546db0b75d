"""What is said: the name of a response with its facts, and which refusal is said how."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from shop.model.refusals import Refusal


@dataclass(frozen=True)
class Button:
    """`title` is what the customer sees and what comes back when pressed, unless `payload` says it better.

    `request`: what a plain "yes" takes up where this is the only offer (see `actions.agenda`).
    """

    title: str
    payload: str = ""
    request: dict[str, Any] | None = None


@dataclass(frozen=True)
class Reply:
    """`response` names an utter_ in the domain; `facts` fill its placeholders.

    `shows`: the orders or the products that it speaks of, for a card beside the words (see `actions.cards`).
    """

    response: str
    facts: dict[str, Any] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    shows: tuple[Any, ...] = ()

    @classmethod
    def of(cls, response: str, *buttons: Button, **facts: Any) -> Reply:
        return cls(response, facts, tuple(buttons))

    def showing(self, *shown: Any) -> Reply:
        return replace(self, shows=shown)


def refusal_reply(refusal: Refusal) -> Reply:
    """`utter_refused_<name of the refusal in snake case>`; its facts and rule go with it."""
    return Reply(refusal_response(type(refusal)), {**refusal.facts, "rule": refusal.rule})


def refusal_response(kind: type[Refusal]) -> str:
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__)
    return f"utter_refused{snake}"
