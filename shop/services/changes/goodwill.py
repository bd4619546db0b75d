"""Money back because a person thinks it right: the bot never proposes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shop.model import goodwill
from shop.model.desk_refusals import NoteMissing, OnlyByAgents
from shop.model.facts import Facts
from shop.model.money import Money
from shop.services.base import Scene
from shop.services.changes.base import Change, Registry, Summary
from shop.services.changes.orders import book

# What only agents may have done: apart from CHANGES, so that the bot neither finds nor needs words for them.
AGENT_CHANGES = Registry()


@AGENT_CHANGES.add
@dataclass(frozen=True)
class GoodwillRefund(Change):
    """`amount_minor` in the order's currency; `note` says why, for colleagues and the audit log."""

    kind: ClassVar[str] = "goodwill_refund"
    number: str
    amount_minor: int
    note: str

    def review(self, scene: Scene) -> Summary:
        if not scene.agent_id:
            raise OnlyByAgents()
        order = scene.order(self.number)
        if not self.note.strip():
            raise NoteMissing(number=order.number)
        returns = scene.work.returns.of_order(order.number)
        amount = Money(self.amount_minor, order.currency)
        movements = goodwill.refund(order, scene.customer, returns, amount, scene.policy)
        facts: Facts = {"number": order.label, "amount": amount, "note": self.note}
        return Summary(facts, ["goodwill.up_to_paid", "goodwill.note", "orders.refund_original"], movements)

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        book(scene, scene.order(self.number), list(summary.movements), "goodwill")
        return {}
