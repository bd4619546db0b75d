"""Returns, exchanges and the refunds that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from shop.model.money import Money

ReturnState = Literal["requested", "in_transit", "received", "refunded", "rejected", "cancelled"]
ExchangeState = Literal["requested", "in_transit", "received", "sent", "rejected", "cancelled"]


@dataclass
class Return:
    """`method_id` gets `amount` once the parcel is in; `way` is mail, store or drop_off."""

    id: str
    order_number: str
    customer_id: str
    line_ids: list[str]
    amount: Money
    method_id: str
    state: ReturnState = "requested"
    requested_at: datetime | None = None
    received_at: datetime | None = None
    refund_due_on: date | None = None
    refunded_at: datetime | None = None
    way: str = "mail"
    reason: str = ""


@dataclass
class Swap:
    """A delivered line and the variant that comes in its place."""

    line_id: str
    variant_id: str


@dataclass
class Exchange:
    """`difference` > 0: the customer pays it with `method_id`; < 0: gets it back there."""

    id: str
    order_number: str
    customer_id: str
    swaps: list[Swap]
    difference: Money
    method_id: str
    state: ExchangeState = "requested"
    requested_at: datetime | None = None
    received_at: datetime | None = None


@dataclass
class Claim:
    """Something went wrong with lines of an order; `outcome` says what the rules granted."""

    id: str
    order_number: str
    customer_id: str
    kind: Literal["missing_item", "missing_parcel", "damaged", "wrong_item", "late", "stuck", "lost"]
    line_ids: list[str] = field(default_factory=list)
    outcome: Literal["refund", "replacement", "trace", "case"] = "case"
    amount: Money | None = None
    note: str = ""
    created_at: datetime | None = None
    ticket_id: str = ""
