"""The rules for what a customer may change of what we know of them."""

from __future__ import annotations

import re

from shop.model.account_refusals import EmailNotUsable, NothingNew, NumberNotUsable
from shop.model.customer import Address, Customer

FIELDS = ("phone", "name", "email", "newsletter")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def check_field(customer: Customer, field: str, value: str, owner_of_email: Customer | None) -> None:
    """`owner_of_email`: whoever has the new address already."""
    if field not in FIELDS:
        raise ValueError(f"{field} cannot be changed")
    if field == "email" and (not _EMAIL.fullmatch(value) or owner_of_email not in (None, customer)):
        raise EmailNotUsable(value=value)
    if field == "phone" and not 7 <= len(re.sub(r"\D", "", value)) <= 15:
        raise NumberNotUsable(value=value)
    if current(customer, field) == value:
        raise NothingNew(field=field, value=value)


def current(customer: Customer, field: str) -> str:
    if field == "newsletter":
        return "on" if customer.newsletter else "off"
    return str(customer.name if field == "name" else getattr(customer, field))


def set_field(customer: Customer, field: str, value: str) -> None:
    if field == "newsletter":
        customer.newsletter = value == "on"
    elif field == "name":
        customer.first_name, _, customer.last_name = value.partition(" ")
    elif field == "email":
        customer.email = value
    else:
        customer.phone = value


def check_default_address(customer: Customer, address: Address) -> None:
    if customer.address == address:
        raise NothingNew(field="address", value=address)
