"""Claims: what went wrong with an order, and what is done about it at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from shop.model import claiming
from shop.model.claiming import Decision
from shop.model.claims_refusals import CarrierDoesNotAnswer, SoldOutNow
from shop.model.facts import Facts, line_facts
from shop.model.order import Order, StatusChange
from shop.model.returns import Claim
from shop.ports import CarrierUnreachable
from shop.services.base import Scene
from shop.services.changes.base import CHANGES, Change, Summary
from shop.services.changes.orders import book, shelve

_OUTCOMES = {"refund": "refund", "shipping": "refund", "replacement": "replacement", "trace": "trace"}


@CHANGES.add
@dataclass(frozen=True)
class MakeClaim(Change):
    """`line_ids` for claims about items, empty for those about a parcel; `wish`: refund, replacement or nothing."""

    kind: ClassVar[str] = "make_claim"
    number: str
    claim_kind: str
    line_ids: list[str] = field(default_factory=list)
    wish: str = ""

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        decision = self._decide(scene, order)
        if decision.settlement == "replacement":
            self._check_in_stock(scene, decision)
        concerned = decision.lines or (decision.view.lines if decision.view is not None else [])
        facts: Facts = {
            "number": order.label,
            "claim_kind": self.claim_kind,
            "lines": [line_facts(line) for line in concerned],
            "amount": decision.amount,
            **_settlement(decision),
        }
        return Summary(facts, decision.rules, decision.movements)

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        order = scene.order(self.number)
        decision = self._decide(scene, order)
        added: Facts = {"answer_on": ""}
        if decision.settlement == "trace":
            added["answer_on"] = _open_trace(scene, order, decision)
        elif decision.settlement == "replacement":
            for line in decision.lines:
                shelve(scene, line.variant_id, -1)
        else:
            book(scene, order, decision.movements, "claim")
            for line in decision.lines:
                line.state = "returned"
        number = self._write_down(scene, order, decision)
        facts = {**added, "claim_number": number, "email": scene.customer.email}
        mail: Facts = {"claim_number": number, "number": order.label, "outcome": decision.settlement}
        scene.tools.mailer.send(scene.work, scene.customer.email, "claim", mail, scene.customer.id)
        return facts

    def _decide(self, scene: Scene, order: Order) -> Decision:
        claims = scene.work.returns.claims_of_customer(scene.customer.id)
        return claiming.decide(
            self.claim_kind, order, self.line_ids, self.wish or None, scene.customer, claims, scene.policy, scene.now
        )

    def _check_in_stock(self, scene: Scene, decision: Decision) -> None:
        for line in decision.lines:
            variant = scene.variant(line.variant_id)
            if variant is None or not variant.available:
                raise SoldOutNow(name=line.name, options=line.options)

    def _write_down(self, scene: Scene, order: Order, decision: Decision) -> str:
        number = f"C{100000 + scene.work.records.next_number('claim')}"
        order.history.append(StatusChange(f"claim_{decision.settlement}", scene.now, number))
        outcome: Any = _OUTCOMES[decision.settlement]
        kind: Any = self.claim_kind
        ids = [line.id for line in decision.lines]
        scene.work.returns.add(
            Claim(number, order.number, scene.customer.id, kind, ids, outcome, decision.amount, "", scene.now)
        )
        return number


def _settlement(decision: Decision) -> Facts:
    """One of the sentences about what will happen is said; the others stay empty."""
    facts: Facts = {"claim_replacement": "", "claim_trace": "", "claim_shipping": ""}
    view = decision.view
    if decision.settlement == "replacement":
        facts["claim_replacement"] = "again"
    if view is not None and decision.settlement == "trace":
        facts["claim_trace"] = {"carrier": view.parcel.carrier, "tracking_number": view.parcel.tracking_number}
    if view is not None and decision.settlement == "shipping":
        facts["claim_shipping"] = {"days_late": str(view.days_late), "amount": decision.amount}
    return facts


def _open_trace(scene: Scene, order: Order, decision: Decision) -> Any:
    parcel = claiming.parcel_to_trace(decision)
    try:
        return scene.tools.carrier.open_trace(f"{order.number}:{parcel.id}", parcel.carrier, parcel.tracking_number)
    except CarrierUnreachable as silent:
        raise CarrierDoesNotAnswer(carrier=parcel.carrier) from silent
