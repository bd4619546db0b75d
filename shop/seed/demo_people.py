"""Invented customers of the demo shop."""

from __future__ import annotations

import random
from datetime import date, timedelta

from shop.model.customer import Address, Customer, PaymentMethod
from shop.model.money import Money

_FIRST = (
    "Ada Bruno Carla Dario Elin Farid Greta Hugo Ines Jonas Karin Louis Mira Nadia Oskar Petra Quentin Rosa Samir Tessa "
    "Ulrich Vera Wanda Xenia Yann Zoe Amal Boris Chloe Dina Emil Flora Gustav Hanna Idris Jule Kofi Leila Marek Nora"
).split()
_LAST = (
    "Adler Brandt Castillo Duval Eriksen Fontaine Garner Haddad Ivanov Jensen Keller Lambert Moreau Nguyen Okafor Petersen "
    "Quinn Romero Sayed Thorne Ueda Vidal Weaver Xu Yilmaz Zeller Arden Bishop Cole Drake"
).split()
_PLACES = (
    ("Portland", "OR", "972", "USA"), ("Denver", "CO", "802", "USA"), ("Austin", "TX", "787", "USA"),
    ("Chicago", "IL", "606", "USA"), ("Boston", "MA", "021", "USA"), ("Seattle", "WA", "981", "USA"),
    ("Atlanta", "GA", "303", "USA"), ("Phoenix", "AZ", "850", "USA"),
)  # fmt: skip
_STREETS = (
    "Oak Street",
    "Maple Avenue",
    "Cedar Lane",
    "Hill Road",
    "Lake Drive",
    "Mill Street",
    "Park Avenue",
    "River Road",
)
_TIERS = ("standard",) * 6 + ("silver",) * 3 + ("gold",)
_LANGUAGES = ("en",) * 12 + ("fr", "de", "es", "ar")
_FEES = {"silver": 2900, "gold": 5900}


def an_address(chance: random.Random) -> Address:
    city, state, prefix, country = chance.choice(_PLACES)
    line2 = f"Apt {chance.randint(1, 40)}" if chance.random() < 0.3 else ""
    return Address(
        f"{chance.randint(1, 990)} {chance.choice(_STREETS)}",
        line2,
        city,
        state,
        f"{prefix}{chance.randint(10, 99)}",
        country,
    )


def methods(customer_id: str, chance: random.Random, balance: int | None = None) -> list[PaymentMethod]:
    """A card for everybody, PayPal for half, a gift card for a third."""
    brand = chance.choice(("visa", "mastercard", "amex"))
    found = [PaymentMethod(f"{customer_id}-card", customer_id, "card", brand, f"{chance.randint(1000, 9999)}")]
    if chance.random() < 0.5:
        found.append(PaymentMethod(f"{customer_id}-paypal", customer_id, "paypal"))
    if balance is not None or chance.random() < 0.33:
        amount = Money(chance.randint(5, 200) * 100 if balance is None else balance, "USD")
        found.append(PaymentMethod(f"{customer_id}-gift", customer_id, "gift_card", balance=amount))
    return found


def a_customer(
    number: int, first: str, last: str, email: str, tier: str, today: date, chance: random.Random
) -> Customer:
    customer_id = f"c{number:04d}"
    fee = _FEES.get(tier)
    return Customer(
        id=customer_id, first_name=first, last_name=last, email=email, phone=f"+1 555 {chance.randint(100, 999)} {chance.randint(1000, 9999)}",
        address=an_address(chance), language=chance.choice(_LANGUAGES), tier=tier,
        member_since=today - timedelta(days=chance.randint(30, 1500)) if fee else None,
        member_fee=Money(fee, "USD") if fee else None,
        member_due_on=today + timedelta(days=chance.randint(-5, 300)) if fee else None,
        newsletter=chance.random() < 0.4, payment_methods=methods(customer_id, chance),
    )  # fmt: skip


def people(count: int, today: date, chance: random.Random) -> list[Customer]:
    found = []
    for number in range(1, count + 1):
        first, last = chance.choice(_FIRST), chance.choice(_LAST)
        email = f"{first}.{last}{number}@example.com".lower()
        found.append(a_customer(number, first, last, email, chance.choice(_TIERS), today, chance))
    return found
