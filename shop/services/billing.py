"""Reading charges: what a payment was for, which were too many, and which failed."""

from __future__ import annotations

from shop.model.charges import Charge, Verdict, failed, look_into
from shop.model.money import Money
from shop.services.base import Service


class Billing(Service):
    def look_into(self, conversation_id: str, kind: str, number: str, amount: Money | None) -> Verdict:
        """Raises NotVerified, OrderNotFound."""
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            order = scene.order(number) if number else None
            orders = list(work.orders.all_of_customer(scene.customer.id))
            return look_into(kind, order, amount, scene.customer, orders)

    def failed(self, conversation_id: str) -> list[Charge]:
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            return failed(work.orders.all_of_customer(scene.customer.id))

    def currency(self) -> str:
        with self.tools.open_work() as work:
            return self.tools.policies.current(work).shop.currency

    def price_drop_days(self) -> int:
        with self.tools.open_work() as work:
            return self.tools.policies.current(work).billing.price_drop_days
