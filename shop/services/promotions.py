"""Reading promotions: which run, and why a code is not accepted."""

from __future__ import annotations

from dataclasses import dataclass

from shop.model.money import Money
from shop.model.promoting import Verdict, judge
from shop.model.records import Promotion
from shop.model.refusals import NotVerified
from shop.services.base import Service


@dataclass(frozen=True)
class CodeView:
    """`promotion` is None for a code that does not exist, or is not for everybody's eyes."""

    verdict: Verdict
    promotion: Promotion | None
    minimum: Money | None


class Promotions(Service):
    def explain(self, conversation_id: str, code: str) -> CodeView:
        """For whoever asks; the customer's own orders and tier count once we know who it is."""
        with self.tools.open_work() as work:
            promotion = work.promotions.get(code.strip())
            try:
                customer = self.scene(work, conversation_id).customer
            except NotVerified:
                customer = None
            uses = work.promotions.uses(code, customer.id) if customer is not None else 0
            orders = len(work.orders.all_of_customer(customer.id)) if customer is not None else 0
            verdict = judge(promotion, customer, uses, orders, self.tools.clock.now())
            return CodeView(verdict, promotion, _minimum(promotion))

    def running(self) -> list[Promotion]:
        with self.tools.open_work() as work:
            return list(work.promotions.running(self.tools.clock.now()))


def _minimum(promotion: Promotion | None) -> Money | None:
    if promotion is None or not promotion.minimum_minor:
        return None
    return Money(promotion.minimum_minor, promotion.currency)
