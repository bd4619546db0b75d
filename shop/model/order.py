"""Orders, what they hold and how they travel."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from shop.model.customer import Address
from shop.model.money import Money

OrderStatus = Literal[
    "pending", "processed", "shipped", "delivered", "cancelled", "return_requested", "exchange_requested"
]
EventKind = Literal[
    "label_made",
    "picked_up",
    "in_transit",
    "held",
    "out_for_delivery",
    "delivered",
    "failed_attempt",
    "returned_to_sender",
    "lost",
]
LineState = Literal["ordered", "return_requested", "returned", "exchange_requested", "exchanged"]


@dataclass
class OrderLine:
    """One piece: an order of two shirts has two lines. `price` is what was paid for it."""

    id: str
    product_id: str
    variant_id: str
    name: str
    options: dict[str, str]
    price: Money
    state: LineState = "ordered"


@dataclass
class Payment:
    """`kind` payment: the customer paid; refund: the customer got `amount` back."""

    id: str
    kind: Literal["payment", "refund"]
    amount: Money
    method_id: str
    at: datetime | None = None
    status: Literal["settled", "pending", "failed"] = "settled"
    reason: str = ""
    due_on: date | None = None


@dataclass
class CarrierEvent:
    kind: EventKind
    at: datetime | None
    place: str = ""
    note: str = ""


@dataclass
class Parcel:
    """`line_ids` are the lines inside; `events` oldest first."""

    id: str
    carrier: str
    tracking_number: str
    line_ids: list[str]
    expected_on: date | None = None
    events: list[CarrierEvent] = field(default_factory=list)

    @property
    def last_event(self) -> CarrierEvent | None:
        return self.events[-1] if self.events else None

    @property
    def state(self) -> EventKind:
        return self.last_event.kind if self.last_event else "label_made"

    @property
    def delivered_at(self) -> datetime | None:
        return next((e.at for e in reversed(self.events) if e.kind == "delivered"), None)

    def days_late(self, today: date) -> int:
        """Days past the expected date while not delivered, never negative."""
        if self.expected_on is None or self.state in ("delivered", "returned_to_sender"):
            return 0
        return max(0, (today - self.expected_on).days)


@dataclass
class StatusChange:
    status: str
    at: datetime | None
    note: str = ""


@dataclass
class Order:
    """`items_changed` is True once its items were changed for others: that can happen only once."""

    number: str
    customer_id: str
    status: OrderStatus
    currency: str
    address: Address
    placed_at: datetime | None = None
    cancel_reason: str = ""
    items_changed: bool = False
    delivery: str = "standard"
    shipping: Money | None = None
    promotion_code: str = ""
    discount: Money | None = None
    lines: list[OrderLine] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    history: list[StatusChange] = field(default_factory=list)

    def line(self, line_id: str) -> OrderLine | None:
        return next((line for line in self.lines if line.id == line_id), None)

    @property
    def items_total(self) -> Money:
        return Money.total((line.price for line in self.lines), self.currency)

    @property
    def total(self) -> Money:
        """What the customer pays: items and shipping less discount."""
        total = self.items_total
        if self.shipping is not None:
            total = total + self.shipping
        return total - self.discount if self.discount is not None else total

    @property
    def paid(self) -> list[tuple[str, Money]]:
        """What each payment method has paid and not got back, in order of first use; nothing for a net of zero."""
        net: dict[str, Money] = {}
        for payment in self.payments:
            if payment.status == "failed":
                continue
            amount = payment.amount if payment.kind == "payment" else -payment.amount
            net[payment.method_id] = net.get(payment.method_id, Money.zero(self.currency)) + amount
        return [(method, amount) for method, amount in net.items() if amount.minor > 0]

    @property
    def original_method_id(self) -> str | None:
        """The method of the newest payment still standing, else of the first payment."""
        standing = [method for method, _ in self.paid]
        paid = [p.method_id for p in self.payments if p.kind == "payment"]
        return standing[-1] if standing else (paid[0] if paid else None)

    def parcel_of(self, line_id: str) -> Parcel | None:
        return next((p for p in self.parcels if line_id in p.line_ids), None)

    def is_delivered(self, line_id: str) -> bool:
        """A line is delivered with its parcel; without carrier events the order's status speaks."""
        parcel = self.parcel_of(line_id)
        if parcel is not None and parcel.events:
            return parcel.state == "delivered"
        return self.is_delivered_by_status

    @property
    def is_delivered_by_status(self) -> bool:
        return self.status in ("delivered", "return_requested", "exchange_requested")

    def delivered_at(self, line_id: str) -> datetime | None:
        parcel = self.parcel_of(line_id)
        if parcel is not None and parcel.delivered_at is not None:
            return parcel.delivered_at
        return next((c.at for c in reversed(self.history) if c.status == "delivered"), None)

    @property
    def label(self) -> str:
        return f"#{self.number}"
