"""Reading a customer's orders; what changes them is in shop.services.changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Callable

from shop.model.customer import Customer, PaymentMethod
from shop.model.facts import Facts
from shop.model.order import Order
from shop.model.policy import Policy
from shop.model.product import Product
from shop.model.returns import Exchange, Return
from shop.model.tracking import ParcelView, look_at
from shop.ports import CarrierUnreachable
from shop.services.base import Scene, Service


@dataclass(frozen=True)
class Desk:
    """All that a conversation about one customer's orders needs."""

    customer: Customer
    policy: Policy
    orders: list[Order]
    today: date
    read_products: Callable[[list[str]], list[Product]]

    @cached_property
    def products(self) -> dict[str, Product]:
        """The products in the orders, by id; read when first asked for, since few requests need them."""
        wanted = {line.product_id for order in self.orders for line in order.lines}
        return {product.id: product for product in self.read_products(sorted(wanted))}

    def order(self, number: str) -> Order | None:
        return next((order for order in self.orders if order.number == number), None)

    def method(self, method_id: str) -> PaymentMethod | None:
        return self.customer.method(method_id)


@dataclass(frozen=True)
class OrderView:
    order: Order
    parcels: list[ParcelView]
    returns: list[Return]
    exchanges: list[Exchange]
    carrier_silent: bool


class Orders(Service):
    def desk(self, conversation_id: str) -> Desk:
        """The customer and their orders, newest first. Raises NotVerified."""
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            orders = list(work.orders.all_of_customer(scene.customer.id))
            return Desk(scene.customer, scene.policy, orders, scene.today, self._products)

    def _products(self, ids: list[str]) -> list[Product]:
        with self.tools.open_work() as work:
            return list(work.products.several(ids))

    def view(self, conversation_id: str, number: str) -> OrderView:
        """An order with its parcels as the carrier sees them now. Raises NotVerified, OrderNotFound."""
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            order = scene.order(number)
            silent = self._ask_carriers(scene, order)
            parcels = [look_at(order, parcel, scene.policy.claims, scene.now) for parcel in order.parcels]
            returns = list(work.returns.of_order(number))
            exchanges = list(work.returns.exchanges_of_order(number))
            work.commit()
            return OrderView(order, parcels, returns, exchanges, silent)

    def _ask_carriers(self, scene: Scene, order: Order) -> bool:
        """Takes over what carriers know that we do not; True where one did not answer."""
        silent = False
        for parcel in order.parcels:
            if parcel.state in ("delivered", "returned_to_sender") or not parcel.tracking_number:
                continue
            try:
                newer = scene.tools.carrier.events(parcel.carrier, parcel.tracking_number)
            except CarrierUnreachable:
                silent = True
                continue
            if newer and len(newer) > len(parcel.events):
                parcel.events.extend(newer[len(parcel.events) :])
        return silent

    def invoice(self, conversation_id: str, number: str) -> Facts:
        """Sends the invoice to the customer's e-mail and returns its figures."""
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            order = scene.order(number)
            facts: Facts = {
                "number": order.label,
                "placed_on": order.placed_at.date() if order.placed_at else None,
                "lines": [{"name": x.name, "options": dict(x.options), "price": x.price} for x in order.lines],
                "shipping": order.shipping,
                "discount": order.discount,
                "total": order.total,
                "paid": [(scene.customer.method(m), amount) for m, amount in order.paid],
                "email": scene.customer.email,
            }
            sent = {"number": order.label, "total": order.total}
            scene.tools.mailer.send(work, scene.customer.email, "invoice", sent, scene.customer.id)
            work.commit()
            return facts
