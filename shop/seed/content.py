"""All rows of a shop, checked as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Iterable

from shop.model.customer import Customer
from shop.model.order import Order
from shop.model.product import Product
from shop.model.records import Promotion, ShopProfile, Ticket
from shop.model.returns import Claim, Exchange, Return
from shop.seed.codec import Problems

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
KINDS: dict[str, type] = {
    "customers": Customer, "products": Product, "orders": Order, "returns": Return, "exchanges": Exchange,
    "claims": Claim, "promotions": Promotion, "tickets": Ticket,
}  # fmt: skip


@dataclass
class Content:
    profile: ShopProfile
    customers: list[Customer] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    promotions: list[Promotion] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)

    def rows(self) -> Iterable[Any]:
        """Parents before what refers to them."""
        for name in KINDS:
            yield from getattr(self, name)


def key_of(row: Any) -> str:
    return str(getattr(row, "number", None) or getattr(row, "code", None) or row.id)


def check(content: Content, problems: Problems) -> None:
    """Ids that stand twice and references that lead nowhere."""
    for name in KINDS:
        _check_twice(name, [key_of(row) for row in getattr(content, name)], problems)
    _check_twice("variants", [v.id for p in content.products for v in p.variants], problems)
    _check_twice("payment methods", [m.id for c in content.customers for m in c.payment_methods], problems)
    for customer in content.customers:
        problems.row = f"customers/{customer.id}"
        if not _EMAIL.match(customer.email):
            problems.add("email", f"{customer.email!r} is no e-mail address")
    owners = {c.id: {m.id for m in c.payment_methods} for c in content.customers}
    variants = {v.id: v.product_id for p in content.products for v in p.variants}
    products = {p.id for p in content.products}
    for order in content.orders:
        problems.row = f"orders/{order.number}"
        _check_order(order, owners, variants, products, problems)
    lines = {order.number: {line.id for line in order.lines} for order in content.orders}
    aftermath: list[Any] = [*content.returns, *content.exchanges, *content.claims]
    for row in aftermath:
        problems.row = f"{type(row).__name__.lower()}s/{row.id}"
        if row.order_number not in lines:
            problems.add("order_number", f"there is no order {row.order_number}")
        if row.customer_id not in owners:
            problems.add("customer_id", f"there is no customer {row.customer_id}")


def _check_twice(name: str, keys: list[str], problems: Problems) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            problems.row = f"{name}/{key}"
            problems.add("id", "stands more than once")
        seen.add(key)


def _check_order(
    order: Order, owners: dict[str, set[str]], variants: dict[str, str], products: set[str], problems: Problems
) -> None:
    if order.customer_id not in owners:
        problems.add("customer_id", f"there is no customer {order.customer_id}")
    ids = {line.id for line in order.lines}
    if len(ids) != len(order.lines):
        problems.add("lines", "two lines have the same id")
    for index, line in enumerate(order.lines):
        if line.product_id not in products:
            problems.add(f"lines[{index}].product_id", f"there is no product {line.product_id}")
        elif variants.get(line.variant_id) != line.product_id:
            problems.add(f"lines[{index}].variant_id", f"product {line.product_id} has no variant {line.variant_id}")
        if line.price.minor < 0:
            problems.add(f"lines[{index}].price", "is negative")
    for index, payment in enumerate(order.payments):
        if payment.method_id not in owners.get(order.customer_id, {payment.method_id}):
            problems.add(
                f"payments[{index}].method_id",
                f"customer {order.customer_id} has no payment method {payment.method_id}",
            )
        if payment.amount.minor < 0:
            problems.add(f"payments[{index}].amount", "is negative")
    for index, parcel in enumerate(order.parcels):
        for line_id in parcel.line_ids:
            if line_id not in ids:
                problems.add(f"parcels[{index}].line_ids", f"the order has no line {line_id}")
