"""Returns and exchanges of what was delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shop.model import ordering, returning
from shop.model.facts import Facts, line_facts
from shop.model.order import Order, OrderLine
from shop.model.returns import Exchange, Return, Swap
from shop.services.base import Scene
from shop.services.changes.base import CHANGES, Change, Summary
from shop.services.changes.orders import replacements_of, shelve, swap_facts


def lines_of(scene: Scene, order: Order, line_ids: list[str], days: int | None) -> list[OrderLine]:
    return [returning.check_line(order, order.line(line_id), days, scene.today) for line_id in line_ids]


@CHANGES.add
@dataclass(frozen=True)
class ReturnLines(Change):
    """`method_id` receives the refund; `way` is one of the policy's ways to send things back."""

    kind: ClassVar[str] = "return_lines"
    number: str
    line_ids: list[str]
    method_id: str
    way: str = "mail"
    reason: str = ""

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        returning.check_order_delivered(order, scene.policy.returns.several_per_order)
        lines = lines_of(scene, order, self.line_ids, scene.policy.returns.window_for(scene.customer.tier))
        for line in lines:
            returning.check_category(line, scene.product(line.product_id).category, scene.policy)
        method = scene.method(self.method_id)
        returning.check_refund_target(order, scene.customer, method, scene.policy)
        facts: Facts = {
            "number": order.label,
            "lines": [line_facts(line) for line in lines],
            "amount": returning.refund_amount(order, lines, scene.policy),
            "method": method,
            "refund_days": scene.policy.returns.refund_days_after_receipt,
            "way": self.way,
        }
        return Summary(facts, ["returns.delivered_only", "returns.window", "returns.refund_target"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        order = scene.order(self.number)
        lines = [line for line in order.lines if line.id in self.line_ids]
        returning.request_return(order, lines, scene.now)
        number = f"R{100000 + scene.work.records.next_number('return')}"
        scene.work.returns.add(
            Return(
                number, order.number, scene.customer.id, list(self.line_ids), summary.facts["amount"],
                self.method_id, "requested", scene.now, way=self.way, reason=self.reason,
            )
        )  # fmt: skip
        facts = {"return_number": number, "number": order.label, "way": self.way, "lines": summary.facts["lines"]}
        scene.tools.mailer.send(scene.work, scene.customer.email, "return_label", facts, scene.customer.id)
        return {"return_number": number, "email": scene.customer.email}


@CHANGES.add
@dataclass(frozen=True)
class ExchangeLines(Change):
    """All lines at once: `swaps` holds [line id, variant id] each; the difference is settled when the old ones are in."""

    kind: ClassVar[str] = "exchange_lines"
    number: str
    swaps: list[list[str]]
    method_id: str
    way: str = "mail"

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        returning.check_order_delivered(order, scene.policy.exchanges.several_per_order)
        window = scene.policy.exchanges.window_for(scene.customer.tier)
        lines_of(scene, order, [line_id for line_id, _ in self.swaps], window)
        replacements = replacements_of(scene, order, self.swaps)
        difference = ordering.total_difference(replacements, order.currency)
        method = scene.method(self.method_id)
        returning.check_exchange_payment(method, difference)
        facts: Facts = {
            "number": order.label,
            "swaps": [swap_facts(r) for r in replacements],
            "difference": difference,
            "method": method,
            "way": self.way,
        }
        return Summary(facts, ["returns.delivered_only", "exchanges.window", "orders.same_product"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        order = scene.order(self.number)
        replacements = replacements_of(scene, order, self.swaps)
        returning.request_exchange(order, replacements, scene.now)
        for replacement in replacements:
            shelve(scene, replacement.variant.id, -1)
        number = f"X{100000 + scene.work.records.next_number('exchange')}"
        swaps = [Swap(line_id, variant_id) for line_id, variant_id in self.swaps]
        difference = summary.facts["difference"]
        scene.work.returns.add(
            Exchange(number, order.number, scene.customer.id, swaps, difference, self.method_id, "requested", scene.now)
        )
        facts = {"exchange_number": number, "number": order.label, "way": self.way, "swaps": summary.facts["swaps"]}
        scene.tools.mailer.send(scene.work, scene.customer.email, "exchange_label", facts, scene.customer.id)
        return {"exchange_number": number, "email": scene.customer.email}
