"""The working state of a form while one message is read: what is filled, what is known of the customer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Sequence

from actions.messages import Message
from actions.phrasing import undirected
from actions.turn import Turn
from shop.model.order import Order
from shop.services.orders import Desk
from shop.services.reading.choosing import Choice, Pick, pick


@dataclass
class Talk:
    """`filled`: the form's slots; `message`: what is still to be read, or None; `changed`: slots set in this call."""

    turn: Turn
    filled: dict[str, Any]
    message: Message | None
    changed: set[str] = field(default_factory=set)

    @property
    def desk(self) -> Desk:
        """The customer's orders and the products in them. Raises NotVerified."""
        return self.turn.desk

    @property
    def text(self) -> str:
        return self.message.text if self.message else ""

    @property
    def said(self) -> str:
        return (self.message.said or self.message.text) if self.message else ""

    @property
    def order(self) -> Order | None:
        number = self.filled.get("order_number")
        return self.desk.order(number) if number else None

    def pick(self, choices: Sequence[Choice]) -> Pick:
        """Which choice is meant: its very title in the customer's language, or what the English of it says."""
        said = undirected(self.said).casefold()
        titled = [choice for choice in choices if undirected(choice.title).casefold() == said]
        return Pick("picked", (titled[0],)) if len(titled) == 1 else pick(self.text, choices)

    def put(self, slot: str, value: Any) -> None:
        self.filled[slot] = value
        self.changed.add(slot)

    def drop(self, *slots: str) -> None:
        for slot in slots:
            if self.filled.get(slot) is not None:
                self.put(slot, None)
