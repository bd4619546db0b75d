"""The changes that an agent may ask for, each with exactly its own fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gateway.chat.shapes import Given
from gateway.desk.shapes import Name, Note

Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Names = Annotated[list[Name], Field(max_length=50)]
Swaps = Annotated[list[Annotated[list[Name], Field(min_length=2, max_length=2)]], Field(min_length=1, max_length=50)]


class CancelOrder(Given):
    kind: Literal["cancel_order"]
    number: Name
    reason: Name


class Address(Given):
    line1: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    line2: Word = ""
    city: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    state: Word = ""
    postcode: Word
    country: Word


class ChangeDeliveryAddress(Given):
    kind: Literal["change_delivery_address"]
    number: Name
    address: Address


class ChangeOrderPayment(Given):
    kind: Literal["change_order_payment"]
    number: Name
    method_id: Name


class ChangeItems(Given):
    """`swaps`: pairs of a line of the order and the variant that comes in its place."""

    kind: Literal["change_items"]
    number: Name
    swaps: Swaps
    method_id: Name


class ReturnLines(Given):
    kind: Literal["return_lines"]
    number: Name
    line_ids: Names
    method_id: Name
    way: Name = "mail"
    reason: Note = ""


class ExchangeLines(Given):
    kind: Literal["exchange_lines"]
    number: Name
    swaps: Swaps
    method_id: Name
    way: Name = "mail"


class MakeClaim(Given):
    kind: Literal["make_claim"]
    number: Name
    claim_kind: Name
    line_ids: Names = []
    wish: Literal["", "refund", "replacement"] = ""


class AdjustPrice(Given):
    kind: Literal["adjust_price"]
    number: Name
    line_ids: Names


class GoodwillRefund(Given):
    """`amount_minor` in cents; `note` says why, for colleagues and the audit log."""

    kind: Literal["goodwill_refund"]
    number: Name
    amount_minor: Annotated[int, Field(ge=1, le=10**9)]
    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


AnyChange = (
    CancelOrder | ChangeDeliveryAddress | ChangeOrderPayment | ChangeItems | ReturnLines | ExchangeLines | MakeClaim | AdjustPrice
    | GoodwillRefund
)  # fmt: skip


class Wanted(Given):
    change: Annotated[AnyChange, Field(discriminator="kind")]
