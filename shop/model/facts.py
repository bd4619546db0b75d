"""Facts for replies, as JSON: a proposal and its stored answer outlive the process that made them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Mapping

from shop.model.customer import Address, PaymentMethod
from shop.model.money import Money
from shop.model.order import OrderLine

Facts = dict[str, Any]


def line_facts(line: OrderLine) -> Facts:
    return {"name": line.name, "options": dict(line.options), "price": line.price}


def method_facts(method: PaymentMethod) -> Facts:
    return {"method": {"id": method.id, "kind": method.kind, "brand": method.brand, "last_four": method.last_four}}


def encode(value: Any) -> Any:
    """To plain JSON; money, dates, times and addresses keep their kind in a tagged object."""
    if isinstance(value, Money):
        return {"$money": [value.minor, value.currency]}
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Address):
        return {"$address": [value.line1, value.line2, value.city, value.state, value.postcode, value.country]}
    if isinstance(value, PaymentMethod):
        return method_facts(value)
    if isinstance(value, Mapping):
        return {str(key): encode(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(inner) for inner in value]
    return value


def decode(value: Any) -> Any:
    """The inverse of encode, but for payment methods, which stay the facts that name them."""
    if isinstance(value, list):
        return [decode(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        tag, inner = next(iter(value.items()))
        if tag == "$money":
            return Money(inner[0], inner[1])
        if tag == "$at":
            return datetime.fromisoformat(inner)
        if tag == "$date":
            return date.fromisoformat(inner)
        if tag == "$address":
            return Address(*inner)
    return {key: decode(inner) for key, inner in value.items()}
