"""Paying, putting off and leaving a membership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shop.model import membership
from shop.model.facts import Facts
from shop.model.records import AuditEntry
from shop.services.base import Scene
from shop.services.changes.base import CHANGES, Change, Summary

_PAID, _EXTENDED = "membership.paid", "membership.extended"


def extensions(scene: Scene) -> int:
    """How often the fee was put off since it was paid last, by the audit log."""
    kinds = [entry.action for entry in scene.work.records.audit_of(_file(scene))]
    last_paid = max((place for place, kind in enumerate(kinds) if kind == _PAID), default=-1)
    return kinds[last_paid + 1 :].count(_EXTENDED)


def _file(scene: Scene) -> str:
    return f"customer:{scene.customer.id}:membership"


def _log(scene: Scene, action: str, rule: str) -> None:
    entry = AuditEntry(scene.actor, action, _file(scene), scene.now, [rule], {}, scene.conversation_id)
    scene.work.records.add(entry)


@CHANGES.add
@dataclass(frozen=True)
class PayMembership(Change):
    kind: ClassVar[str] = "pay_membership"
    method_id: str

    def review(self, scene: Scene) -> Summary:
        method = scene.method(self.method_id)
        movements, until = membership.payment(scene.customer, method, scene.policy, scene.today)
        facts: Facts = {"tier": scene.customer.tier, "amount": -movements[0].amount, "method": method, "until": until}
        return Summary(facts, ["membership.due", "orders.gift_card_covers"], movements)

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        """The provider has charged cards and PayPal already; gift cards are the shop's own."""
        for movement in summary.movements:
            if movement.method.balance is not None:
                movement.method.balance = movement.method.balance + movement.amount
        scene.customer.member_due_on = summary.facts["until"]
        _log(scene, _PAID, "membership.due")
        facts = {"amount": summary.facts["amount"], "until": summary.facts["until"]}
        scene.tools.mailer.send(scene.work, scene.customer.email, "membership_paid", facts, scene.customer.id)
        return {}

    def subject(self) -> str:
        return "membership"


@CHANGES.add
@dataclass(frozen=True)
class ExtendMembership(Change):
    kind: ClassVar[str] = "extend_membership"

    def review(self, scene: Scene) -> Summary:
        due = membership.extension(scene.customer, scene.policy, scene.today, extensions(scene))
        facts: Facts = {"tier": scene.customer.tier, "before": scene.customer.member_due_on, "due_on": due}
        return Summary(facts, ["membership.extensions_per_period"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        scene.customer.member_due_on = summary.facts["due_on"]
        _log(scene, _EXTENDED, "membership.extensions_per_period")
        return {}

    def subject(self) -> str:
        return "membership"


@CHANGES.add
@dataclass(frozen=True)
class CancelMembership(Change):
    kind: ClassVar[str] = "cancel_membership"

    def review(self, scene: Scene) -> Summary:
        until = membership.cancellation(scene.customer, scene.policy, scene.today)
        return Summary({"tier": scene.customer.tier, "until": until}, ["membership.cancel_once"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        scene.customer.member_status = "cancelled"
        facts = {"until": summary.facts["until"]}
        scene.tools.mailer.send(scene.work, scene.customer.email, "membership_cancelled", facts, scene.customer.id)
        return {}

    def subject(self) -> str:
        return "membership"
