"""Reading returns, exchanges and refunds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shop.model.customer import PaymentMethod
from shop.model.money import Money
from shop.model.order import Order, Payment
from shop.model.returns import Exchange, Return
from shop.services.base import Scene, Service


@dataclass(frozen=True)
class RefundView:
    """Money on its way back, or back already. `days_overdue` > 0: it should have been there."""

    order_number: str
    amount: Money
    method: PaymentMethod | None
    state: str
    due_on: date | None
    days_overdue: int
    return_number: str = ""


@dataclass(frozen=True)
class ReturnsView:
    returns: list[Return]
    exchanges: list[Exchange]
    refunds: list[RefundView]


class Returns(Service):
    def overview(self, conversation_id: str, number: str | None = None) -> ReturnsView:
        """All of the customer's, or those of one order. Raises NotVerified, OrderNotFound."""
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            returns = list(work.returns.of_customer(scene.customer.id))
            exchanges = list(work.returns.exchanges_of_customer(scene.customer.id))
            orders = list(work.orders.all_of_customer(scene.customer.id))
            if number is not None:
                orders = [scene.order(number)]
                returns = [r for r in returns if r.order_number == number]
                exchanges = [x for x in exchanges if x.order_number == number]
            refunds = [view for order in orders for view in _order_refunds(scene, order)]
            refunds += [_return_refund(scene, r) for r in returns if r.state not in ("rejected", "cancelled")]
            return ReturnsView(returns, exchanges, refunds)


def _order_refunds(scene: Scene, order: Order) -> list[RefundView]:
    """What a cancellation or a change gave back; refunds of returns have their own row."""
    return [_payment_refund(scene, order, p) for p in order.payments if p.kind == "refund" and p.reason != "return"]


def _payment_refund(scene: Scene, order: Order, payment: Payment) -> RefundView:
    due = payment.due_on
    if due is None and payment.at is not None:
        due = payment.at.date() + timedelta(days=scene.policy.orders.card_refund_days[1])
    overdue = _overdue(scene, due) if payment.status == "pending" else 0
    method = scene.customer.method(payment.method_id)
    return RefundView(order.number, payment.amount, method, payment.status, due, overdue)


def _return_refund(scene: Scene, found: Return) -> RefundView:
    due = found.refund_due_on
    if due is None and found.received_at is not None:
        due = found.received_at.date() + timedelta(days=scene.policy.returns.refund_days_after_receipt)
    overdue = _overdue(scene, due) if found.state == "received" else 0
    method = scene.customer.method(found.method_id)
    return RefundView(found.order_number, found.amount, method, found.state, due, overdue, found.id)


def _overdue(scene: Scene, due: date | None) -> int:
    return max(0, (scene.today - due).days) if due is not None else 0
