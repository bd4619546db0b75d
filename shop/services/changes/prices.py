"""The difference back where a price dropped soon after the purchase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shop.model import promoting
from shop.model.facts import Facts
from shop.model.money import Money
from shop.model.order import Order, OrderLine
from shop.model.ordering import back_to
from shop.model.refusals import NeedsAPerson
from shop.services.base import Scene
from shop.services.changes.base import CHANGES, Change, Summary
from shop.services.changes.orders import book


def prices_today(scene: Scene, order: Order) -> dict[str, Money]:
    variants = [scene.variant(line.variant_id) for line in order.lines]
    return {variant.id: variant.price for variant in variants if variant is not None}


@CHANGES.add
@dataclass(frozen=True)
class AdjustPrice(Change):
    """The lines then carry the lower price: a later return gives back what was paid in the end, and nothing twice."""

    kind: ClassVar[str] = "adjust_price"
    number: str
    line_ids: list[str]

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        prices = prices_today(scene, order)
        lines, amount = promoting.price_difference(order, self.line_ids, prices, scene.policy, scene.now)
        method = scene.customer.method(order.original_method_id or "")
        if method is None:
            raise NeedsAPerson(reason="refund_without_method", queue="billing", number=order.number, amount=amount)
        facts: Facts = {
            "number": order.label,
            "drops": [self._drop(line, prices) for line in lines],
            "amount": amount,
        }
        return Summary(
            facts, ["billing.price_drop", "billing.price_drop_days"], [back_to(method, amount, scene.policy)]
        )

    def _drop(self, line: OrderLine, prices: dict[str, Money]) -> Facts:
        return {"name": line.name, "price": line.price, "new_price": prices[line.variant_id]}

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        order = scene.order(self.number)
        prices = prices_today(scene, order)
        book(scene, order, list(summary.movements), "price_drop")
        for line in order.lines:
            if line.id in self.line_ids:
                line.price = prices[line.variant_id]
        return {}
