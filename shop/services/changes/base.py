"""The shape of a change: reviewed, shown, confirmed, applied once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, ClassVar, Mapping, Sequence, TypeVar

from shop.model.facts import Facts, encode
from shop.model.ordering import Movement
from shop.services.base import Scene


@dataclass(frozen=True)
class Summary:
    """What will happen: `facts` for the reply, the money that moves, and the rules that allow it."""

    facts: Facts
    rules: list[str]
    movements: Sequence[Movement] = ()

    @property
    def shown(self) -> Facts:
        """As the customer sees it, in JSON: two equal summaries promise the same."""
        return dict(encode({**self.facts, "movements": self.shown_movements}))

    @property
    def shown_movements(self) -> list[Facts]:
        return [movement_facts(m) for m in self.movements]


@dataclass(frozen=True)
class Change:
    """Fields are plain JSON values: they are stored in the proposal and read back by `kind`."""

    kind: ClassVar[str]

    def review(self, scene: Scene) -> Summary:
        """Raises a Refusal where the rules forbid it; changes nothing."""
        raise NotImplementedError

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        """Writes it; returns what only the writing knows (a return's number). Same refusals as review."""
        raise NotImplementedError

    def subject(self) -> str:
        """What the audit log files it under."""
        return str(getattr(self, "number", ""))

    def fields(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


def movement_facts(movement: Movement) -> Facts:
    return {
        "method": movement.method,
        "amount": abs(movement.amount),
        "charged": movement.amount.minor < 0,
        "when": movement.when,
        "first_day": movement.days[0],
        "last_day": movement.days[1],
    }


ChangeType = TypeVar("ChangeType", bound=type[Change])


@dataclass
class Registry:
    """The kinds of change by name, so that a stored proposal finds its class again."""

    kinds: dict[str, type[Change]] = field(default_factory=dict)

    def add(self, cls: ChangeType) -> ChangeType:
        self.kinds[cls.kind] = cls
        return cls

    def load(self, kind: str, fields: Mapping[str, Any]) -> Change:
        return self.kinds[kind](**fields)


CHANGES = Registry()
