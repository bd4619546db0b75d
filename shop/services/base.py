"""What every service is given, and the scene in which a customer's change is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shop.model.customer import Customer, PaymentMethod
from shop.model.order import Order
from shop.model.policy import Policy
from shop.model.product import Product, Variant
from shop.model.refusals import NotVerified, OrderNotFound, PaymentMethodNotFound
from shop.ports import Carrier, Clock, HelpDesk, Mailer, OpenWork, Payments, Policies, UnitOfWork


@dataclass(frozen=True)
class Tools:
    open_work: OpenWork
    policies: Policies
    clock: Clock
    payments: Payments
    carrier: Carrier
    mailer: Mailer
    help_desk: HelpDesk


@dataclass(frozen=True)
class Scene:
    """One unit of work seen by one verified customer: every look-up is limited to what is theirs.

    `agent_id`: who acts for the customer, "" where they do it themselves.
    """

    work: UnitOfWork
    policy: Policy
    now: datetime
    customer: Customer
    conversation_id: str
    tools: Tools
    agent_id: str = ""

    @property
    def actor(self) -> str:
        """As the audit log names who has this changed."""
        return f"agent:{self.agent_id}" if self.agent_id else f"customer:{self.customer.id}"

    @property
    def today(self) -> date:
        return self.now.date()

    def order(self, number: str) -> Order:
        order = self.work.orders.of_customer(self.customer.id, number)
        if order is None:
            raise OrderNotFound(number=number)
        return order

    def method(self, method_id: str) -> PaymentMethod:
        method = self.customer.method(method_id)
        if method is None:
            raise PaymentMethodNotFound(methods=self.customer.payment_methods)
        return method

    def product(self, product_id: str) -> Product:
        product = self.work.products.get(product_id)
        if product is None:
            raise LookupError(f"order names product {product_id}, which the shop does not have")
        return product

    def variant(self, variant_id: str) -> Variant | None:
        return self.work.products.variant(variant_id)


class Service:
    """A topic's use cases. Each public method opens its own unit of work."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    def scene(self, work: UnitOfWork, conversation_id: str) -> Scene:
        """Raises NotVerified unless this conversation's identity is known and still holds."""
        conversation = work.records.conversation(conversation_id)
        now = self.tools.clock.now()
        if conversation.customer_id is None or conversation.verified_until is None or conversation.verified_until < now:
            raise NotVerified()
        customer = work.customers.get(conversation.customer_id)
        if customer is None:
            raise NotVerified()
        policy = self.tools.policies.current(work)
        return Scene(work, policy, now, customer, conversation_id, self.tools)
