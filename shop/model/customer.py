"""Customers, their addresses and the ways they pay."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from shop.model.money import Money

MethodKind = Literal["card", "paypal", "gift_card"]
Tier = str


@dataclass(frozen=True)
class Address:
    """`state` and `line2` may be empty; `country` is as the shop writes it ("USA", "GB")."""

    line1: str
    line2: str
    city: str
    state: str
    postcode: str
    country: str

    def one_line(self) -> str:
        region = f"{self.state} {self.postcode}".strip()
        return ", ".join(part for part in (self.line1, self.line2, self.city, region, self.country) if part)


@dataclass
class PaymentMethod:
    """`balance` is set for gift cards only; `brand` and `last_four` for cards."""

    id: str
    customer_id: str
    kind: MethodKind
    brand: str = ""
    last_four: str = ""
    balance: Money | None = None

    @property
    def is_gift_card(self) -> bool:
        return self.kind == "gift_card"

    def covers(self, amount: Money) -> bool:
        """Whether this method can pay `amount`: only a gift card's balance can fall short here."""
        return self.balance is None or self.balance >= amount


@dataclass
class Customer:
    """`id` is the shop's own and never shown in the chat."""

    id: str
    first_name: str
    last_name: str
    email: str
    phone: str
    address: Address
    language: str = "en"
    tier: Tier = "standard"
    member_since: date | None = None
    member_fee: Money | None = None
    member_due_on: date | None = None
    member_status: Literal["active", "cancelled"] = "active"
    newsletter: bool = False
    identity_failures: int = 0
    created_at: datetime | None = None
    payment_methods: list[PaymentMethod] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def method(self, method_id: str) -> PaymentMethod | None:
        return next((m for m in self.payment_methods if m.id == method_id), None)
