"""A small shop in a database of its own, with a stopped clock and one verified customer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable

import pytest

from shop.model.customer import Address, Customer, PaymentMethod
from shop.model.money import Money
from shop.model.order import CarrierEvent, Order, OrderLine, Parcel, Payment, StatusChange
from shop.model.product import Product, Variant
from shop.outside.clock import StoppedClock
from shop.outside.help_desk_builtin import BuiltInDesk
from shop.outside.mail_outbox import Outbox
from shop.outside.policies import FilePolicies
from shop.ports import CarrierUnreachable
from shop.services.base import Tools
from shop.services.changes.base import Change, Summary
from shop.services.proposals import Proposals
from shop.storage.columns import metadata
from shop.storage.unit_of_work import Database

NOW = datetime(2026, 5, 20, 15, 0, tzinfo=timezone.utc)
ME = "talk-1"


class FakePayments:
    def __init__(self) -> None:
        self.moved: list[tuple[str, str, Money]] = []

    def charge(self, key: str, method: PaymentMethod, amount: Money) -> str:
        self.moved.append(("charge", method.id, amount))
        return key

    def refund(self, key: str, method: PaymentMethod, amount: Money) -> str:
        self.moved.append(("refund", method.id, amount))
        return key

    def void(self, key: str) -> bool:
        return True


@dataclass
class FakeCarrier:
    silent: bool = False
    traces: list[str] = field(default_factory=list)

    def events(self, carrier: str, tracking_number: str) -> list[CarrierEvent] | None:
        return None

    def open_trace(self, key: str, carrier: str, tracking_number: str) -> date:
        if self.silent:
            raise CarrierUnreachable("no answer")
        self.traces.append(tracking_number)
        return NOW.date() + timedelta(days=3)


@dataclass
class Stage:
    """`do` proposes a change and says yes to it."""

    tools: Tools
    payments: FakePayments
    carrier: FakeCarrier
    proposals: Proposals

    def show(self, change: Change) -> Summary:
        return self.proposals.propose(ME, change)[1]

    def do(self, change: Change) -> dict[str, Any]:
        proposal, _ = self.proposals.propose(ME, change)
        return self.proposals.carry_out(ME, proposal.id)[1]

    def customer(self) -> Customer:
        with self.tools.open_work() as work:
            found = work.customers.get("c1")
            assert found is not None
            return found

    def order(self, number: str) -> Order:
        with self.tools.open_work() as work:
            found = work.orders.of_customer("c1", number)
            assert found is not None
            return found

    def edit(self, what: Callable[[Any], None]) -> None:
        """`what` is given a unit of work, which is committed after it."""
        with self.tools.open_work() as work:
            what(work)
            work.commit()


def an_order(number: str, status: str = "delivered", days: int = 5, price: int = 4000) -> Order:
    """Placed ten days before its parcel's last event; two lines of `price` and half of it."""
    lines = [
        OrderLine(f"{number}-1", "p1", "v1", "Desk Lamp", {"color": "white"}, Money(price, "USD")),
        OrderLine(f"{number}-2", "p2", "v3", "Kettle", {"color": "red"}, Money(price // 2, "USD")),
    ]
    address = Address("1 Elm St", "", "Austin", "TX", "73301", "USA")
    order = Order(number, "c1", status, "USD", address, NOW - timedelta(days=days + 10), lines=lines)  # type: ignore[arg-type]
    order.shipping = Money(495, "USD")
    order.payments = [Payment(f"{number}-p1", "payment", order.total, "card1", order.placed_at)]
    order.history = [StatusChange("pending", order.placed_at)]
    return order


def with_parcel(order: Order, last: str, days_ago: int = 1, expected_in: int = 1) -> Order:
    at = NOW - timedelta(days=days_ago)
    events = [CarrierEvent("picked_up", at - timedelta(days=2), "Austin"), CarrierEvent(last, at, "Dallas")]  # type: ignore[arg-type]
    parcel = Parcel(f"{order.number}-k", "UPS", f"1Z{order.number}", [x.id for x in order.lines])
    parcel.expected_on, parcel.events = NOW.date() + timedelta(days=expected_in), events
    order.parcels = [parcel]
    return order


def _people() -> Customer:
    customer = Customer(
        "c1", "Ada", "Reed", "ada@example.com", "15125550100",
        Address("1 Elm St", "", "Austin", "TX", "73301", "USA"), tier="silver", member_since=date(2025, 6, 1),
        member_fee=Money(2900, "USD"), member_due_on=date(2026, 6, 1),
    )  # fmt: skip
    customer.payment_methods = [
        PaymentMethod("card1", "c1", "card", "visa", "4242"),
        PaymentMethod("gift1", "c1", "gift_card", balance=Money(5000, "USD")),
    ]
    return customer


def _products() -> list[Product]:
    def variant(name: str, product: str, color: str, price: int, stock: int) -> Variant:
        return Variant(name, product, {"color": color}, Money(price, "USD"), stock > 0, stock)

    return [
        Product("p1", "Desk Lamp", "home", variants=[variant("v1", "p1", "white", 4000, 3), variant("v2", "p1", "black", 4000, 0)]),
        Product("p2", "Kettle", "kitchen", variants=[variant("v3", "p2", "red", 2000, 5)]),
    ]  # fmt: skip


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    database = Database(f"sqlite:///{tmp_path}/shop.db")
    metadata.create_all(database.engine)
    payments, carrier, clock = FakePayments(), FakeCarrier(), StoppedClock(NOW)
    policies = FilePolicies(Path(__file__).resolve().parents[3])
    tools = Tools(database, policies, clock, payments, carrier, Outbox(clock), BuiltInDesk())
    made = Stage(tools, payments, carrier, Proposals(tools))
    made.edit(_furnish)
    return made


def _furnish(work: Any) -> None:
    work.customers.add(_people())
    for product in _products():
        work.products.add(product)
    conversation = work.records.conversation(ME)
    conversation.customer_id, conversation.verified_until = "c1", NOW + timedelta(minutes=30)
    work.session.flush()
    work.orders.add(with_parcel(an_order("W1"), "delivered", days_ago=5))
    work.orders.add(with_parcel(an_order("W2", "shipped"), "in_transit", expected_in=-4))
    work.orders.add(with_parcel(an_order("W3", "shipped"), "in_transit", days_ago=7, expected_in=1))
    work.orders.add(with_parcel(an_order("W4", "shipped"), "lost"))
    work.orders.add(an_order("W5", "pending"))
    work.orders.add(with_parcel(an_order("W6", "shipped"), "in_transit", expected_in=2))
