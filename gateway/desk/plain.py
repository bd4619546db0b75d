"""Values in words for agents: amounts, days, addresses, whatever a ticket's or proposal's facts hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from shop.model.customer import Address, PaymentMethod
from shop.model.facts import decode
from shop.model.money import Money

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
# What the conversation shows anyway, and what means something to programs alone.
_NOT_SHOWN = {"said", "position", "for_the_bot", "proposal", "form", "order_number", "waits_since",
              "left_at"}  # fmt: skip
_NAMES = {"number": "Order"}


def money(amount: Money | None) -> str | None:
    if amount is None:
        return None
    sign = _SIGNS.get(amount.currency)
    number = f"{abs(amount).decimal:,}"
    return f"{'-' if amount.minor < 0 else ''}{sign}{number}" if sign else f"{amount.decimal:,} {amount.currency}"


def method(kind: str, brand: str = "", last_four: str = "") -> str:
    if kind == "card":
        return f"{brand.title() or 'Card'} ending in {last_four}" if last_four else brand.title() or "Card"
    return {"paypal": "PayPal", "gift_card": "Gift card"}.get(kind, human(kind))


def human(name: str) -> str:
    """`cancel_order` as people write it: Cancel order."""
    words = name.replace("_", " ").replace(".", " ").strip()
    return words[:1].upper() + words[1:]


def facts(raw: Mapping[str, Any]) -> list[dict[str, str]]:
    """Name and value of all that is said by it."""
    shown = []
    for name, value in raw.items():
        text = "" if name in _NOT_SHOWN else plain(decode(value))
        if text:
            shown.append({"name": _NAMES.get(name) or human(name), "value": text})
    return shown


def plain(value: Any) -> str:
    """ "" for nothing."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Money):
        return money(value) or ""
    if isinstance(value, datetime):
        return value.strftime("%d %b %Y, %H:%M UTC").lstrip("0")
    if isinstance(value, date):
        return value.strftime("%d %b %Y").lstrip("0")
    if isinstance(value, Address):
        return value.one_line()
    if isinstance(value, PaymentMethod):
        return method(value.kind, value.brand, value.last_four)
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(text for each in value if (text := plain(each)))
    return str(value)


def _mapping(value: Mapping[str, Any]) -> str:
    if {"kind", "brand", "last_four"} <= set(value):
        return method(str(value["kind"]), str(value["brand"]), str(value["last_four"]))
    if set(value) == {"method"}:
        return plain(value["method"])
    if "name" in value:
        more = [text for key, each in value.items() if key != "name" and (text := plain(each))]
        return f"{value['name']} ({', '.join(more)})" if more else str(value["name"])
    return ", ".join(f"{human(str(key)).lower()}: {text}" for key, each in value.items() if (text := plain(each)))
