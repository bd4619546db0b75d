"""Changes of an order that has not left yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shop.model import ordering
from shop.model.customer import Address
from shop.model.facts import Facts, line_facts
from shop.model.order import Order, Payment
from shop.model.ordering import Movement, Replacement
from shop.services.base import Scene
from shop.services.changes.base import CHANGES, Change, Summary


def book(scene: Scene, order: Order, movements: tuple[Movement, ...] | list[Movement], reason: str) -> None:
    """Writes movements into the order's payments and the gift cards' balances.

    The provider has moved the money of cards and PayPal accounts already; gift cards are the shop's own.
    """
    for movement in movements:
        kind = "refund" if movement.amount.minor > 0 else "payment"
        payment_id = f"{order.number}-p{len(order.payments) + 1}"
        status = "pending" if movement.when == "days" else "settled"
        order.payments.append(
            Payment(payment_id, kind, abs(movement.amount), movement.method.id, scene.now, status, reason)  # type: ignore[arg-type]
        )
        if movement.method.balance is not None:
            movement.method.balance = movement.method.balance + movement.amount


def shelve(scene: Scene, variant_id: str, pieces: int) -> None:
    """Puts pieces back on the shelf (> 0) or takes them off; a shop that does not count stock stays as it is."""
    variant = scene.variant(variant_id)
    if variant is not None and variant.stock is not None:
        variant.stock = max(0, variant.stock + pieces)
        variant.available = variant.stock > 0


@CHANGES.add
@dataclass(frozen=True)
class CancelOrder(Change):
    kind: ClassVar[str] = "cancel_order"
    number: str
    reason: str

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        movements = ordering.cancellation(order, scene.customer, self.reason, scene.policy)
        facts: Facts = {
            "number": order.label,
            "lines": [line_facts(line) for line in order.lines],
            "reason": self.reason,
            "total": order.total,
        }
        return Summary(facts, ["orders.pending_only", "orders.cancel_reason", "orders.refund_original"], movements)

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        order = scene.order(self.number)
        ordering.cancel(order, self.reason, scene.now)
        book(scene, order, list(summary.movements), "cancelled")
        for line in order.lines:
            shelve(scene, line.variant_id, 1)
        return {}


@CHANGES.add
@dataclass(frozen=True)
class ChangeDeliveryAddress(Change):
    kind: ClassVar[str] = "change_delivery_address"
    number: str
    address: dict[str, str]

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        address = Address(**self.address)
        ordering.check_new_address(order, address, scene.policy)
        facts: Facts = {"number": order.label, "address": address, "before": order.address}
        return Summary(facts, ["orders.pending_only", "orders.address_differs"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        scene.order(self.number).address = Address(**self.address)
        return {}


@CHANGES.add
@dataclass(frozen=True)
class ChangeOrderPayment(Change):
    kind: ClassVar[str] = "change_order_payment"
    number: str
    method_id: str

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        method = scene.method(self.method_id)
        movements = ordering.other_payment(order, scene.customer, method, scene.policy)
        facts: Facts = {"number": order.label, "method": method, "total": order.total}
        return Summary(facts, ["orders.pending_only", "orders.one_other_method", "orders.gift_card_covers"], movements)

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        book(scene, scene.order(self.number), list(summary.movements), "payment_changed")
        return {}


def replacements_of(scene: Scene, order: Order, swaps: list[list[str]]) -> list[Replacement]:
    """`swaps`: [line id, variant id] each. Raises where one is not an available variant of the same product."""
    found = []
    for line_id, variant_id in swaps:
        line = order.line(line_id)
        product = scene.work.products.get(line.product_id) if line is not None else None
        found.append(ordering.check_replacement(line, scene.variant(variant_id), product))
    return found


def swap_facts(replacement: Replacement) -> Facts:
    return {
        "name": replacement.line.name,
        "options": dict(replacement.line.options),
        "price": replacement.line.price,
        "new_options": dict(replacement.variant.options),
        "new_price": replacement.variant.price,
    }


@CHANGES.add
@dataclass(frozen=True)
class ChangeItems(Change):
    """All items at once: `swaps` holds [line id, variant id] each."""

    kind: ClassVar[str] = "change_items"
    number: str
    swaps: list[list[str]]
    method_id: str

    def review(self, scene: Scene) -> Summary:
        order = scene.order(self.number)
        ordering.check_items_changeable(order, scene.policy)
        replacements = replacements_of(scene, order, self.swaps)
        difference = ordering.total_difference(replacements, order.currency)
        method = scene.method(self.method_id)
        movements = ordering.settle(method, difference, scene.policy)
        facts: Facts = {
            "number": order.label,
            "swaps": [swap_facts(r) for r in replacements],
            "difference": difference,
            "final": scene.policy.orders.changed_order_is_final,
            "method": method,
        }
        return Summary(facts, ["orders.pending_only", "orders.items_once", "orders.same_product"], movements)

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        order = scene.order(self.number)
        replacements = replacements_of(scene, order, self.swaps)
        for replacement in replacements:
            shelve(scene, replacement.line.variant_id, 1)
            shelve(scene, replacement.variant.id, -1)
        ordering.replace_items(order, replacements, scene.now)
        book(scene, order, list(summary.movements), "items_changed")
        return {}
