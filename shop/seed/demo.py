"""The demo shop: the same each time, dated relative to now."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Callable

from shop.model.customer import Customer, PaymentMethod
from shop.model.money import Money
from shop.model.order import Order, Payment
from shop.model.records import Promotion, ShopProfile
from shop.seed.content import Content
from shop.seed.demo_orders import Maker, random_order
from shop.seed.demo_people import a_customer, methods, people
from shop.seed.demo_products import products

PEOPLE, ORDERS = 200, 1500


@dataclass(frozen=True)
class Scene:
    """Somebody to try things with: one order in one situation."""

    first: str
    last: str
    number: str
    situation: str
    to_try: str
    tier: str
    items: tuple[str, ...]
    age: int
    make: Callable[[Maker, Order], Order]
    balance: int | None = None

    @property
    def email(self) -> str:
        return f"{self.first}.{self.last}@example.com".lower()


def _twice(m: Maker, o: Order) -> Order:
    paid = o.payments[0]
    o.payments.append(
        Payment(
            f"{o.number}-p2",
            "payment",
            paid.amount,
            paid.method_id,
            paid.at + timedelta(minutes=1) if paid.at else None,
        )
    )
    return m.delivered(o, 4)


def _failed(m: Maker, o: Order) -> Order:
    paid = o.payments[0]
    o.payments.insert(
        0, Payment(f"{o.number}-p0", "payment", paid.amount, paid.method_id, paid.at, "failed", "insufficient_funds")
    )
    return o


def _dearer(m: Maker, o: Order) -> Order:
    o.lines[0].price = o.lines[0].price + Money(1500, "USD")
    o.payments[0].amount = o.total
    return m.delivered(o, 4)


def _discounted(m: Maker, o: Order) -> Order:
    o.promotion_code, o.discount = "WELCOME10", Money(o.items_total.minor // 10, "USD")
    o.payments[0].amount = o.total
    return m.delivered(o, 6)


CAST: tuple[Scene, ...] = (
    Scene("Anna", "Berg", "W1000001", "paid, not yet processed", "cancel it; change an item, the address or the payment", "standard", ("Desk Lamp", "Water Bottle"), 0, lambda m, o: o, 50000),
    Scene("Ben", "Carter", "W1000002", "processed, about to leave", "try to cancel it: too late", "standard", ("Wool Blanket",), 2, lambda m, o: m.status(o, "processed", 0.5)),
    Scene("Clara", "Dunn", "W1000003", "on its way, on time", "where is my order", "standard", ("Daypack",), 4, lambda m, o: m.shipped(o, -2, ("label_made", 2.5), ("picked_up", 1.5), ("in_transit", 0.5))),
    Scene("David", "Ellis", "W1000004", "four days late", "ask where it is and claim", "standard", ("Rain Jacket", "Wool Scarf"), 10, lambda m, o: m.shipped(o, 4, ("label_made", 8), ("picked_up", 7), ("in_transit", 2))),
    Scene("Emma", "Foster", "W1000005", "no movement for eight days", "have it traced", "silver", ("French Press",), 12, lambda m, o: m.shipped(o, 5, ("label_made", 10), ("picked_up", 9), ("in_transit", 8))),
    Scene("Frank", "Green", "W1000006", "lost by the carrier", "refund or replacement", "standard", ("Portable Speaker",), 18, lambda m, o: m.shipped(o, 9, ("label_made", 14), ("picked_up", 13), ("lost", 3))),
    Scene("Grace", "Hall", "W1000007", "two parcels, one here, one on its way", "status of each parcel; return what arrived", "gold", ("Linen Bedding", "Bath Towel", "Scented Candle"), 8, lambda m, o: m.two_parcels(o, ("delivered", 1), ("in_transit", 0.5), -1)),
    Scene("Henry", "Irwin", "W1000008", "delivered five days ago", "return or exchange something", "standard", ("Leather Boots", "Cotton Socks", "Rain Jacket"), 10, lambda m, o: m.delivered(o, 5), 3000),
    Scene("Iris", "Jones", "W1000009", "delivered 40 days ago, standard member", "return: the window is closed", "standard", ("Desk Lamp",), 46, lambda m, o: m.delivered(o, 40)),
    Scene("Jack", "King", "W1000010", "delivered 40 days ago, silver member", "return: still possible for silver", "silver", ("Desk Lamp",), 46, lambda m, o: m.delivered(o, 40)),
    Scene("Kate", "Lane", "W1000011", "delivered 58 days ago, gold member", "return: the last days for gold", "gold", ("Espresso Machine",), 64, lambda m, o: m.delivered(o, 58)),
    Scene("Liam", "Moss", "W1000012", "return on its way to us", "where is my return", "standard", ("Yoga Mat", "Jump Rope"), 20, lambda m, o: m.returned(m.delivered(o, 12), 5, "in_transit", 1)),
    Scene("Maya", "North", "W1000013", "return received, refund overdue", "where is my money", "standard", ("Summer Dress",), 30, lambda m, o: m.returned(m.delivered(o, 24), 14, "received")),
    Scene("Noah", "Owens", "W1000014", "refunded", "where is my money", "standard", ("Head Torch",), 40, lambda m, o: m.returned(m.delivered(o, 30), 20, "refunded")),
    Scene("Olive", "Price", "W1000015", "cancelled, refund on its way", "where is my money", "standard", ("Office Chair",), 5, lambda m, o: m.cancelled(o, 3)),
    Scene("Paul", "Reed", "W1000016", "charged twice", "I was charged twice", "standard", ("Wall Clock",), 9, _twice),
    Scene("Rita", "Stone", "W1000017", "out for delivery today", "where is my order", "standard", ("Board Game",), 5, lambda m, o: m.shipped(o, 0, ("label_made", 3), ("picked_up", 2), ("out_for_delivery", 0.2))),
    Scene("Sam", "Taylor", "W1000018", "delivery failed, nobody there", "where is my order", "standard", ("Plush Bear",), 6, lambda m, o: m.shipped(o, 1, ("label_made", 4), ("picked_up", 3), ("failed_attempt", 0.5))),
    Scene("Tina", "Underwood", "W1000019", "held by the carrier", "where is my order", "standard", ("Perfume",), 7, lambda m, o: m.shipped(o, -1, ("label_made", 4), ("picked_up", 3), ("held", 1))),
    Scene("Uma", "Vance", "W1000020", "sent back to us", "ask for a refund or another try", "standard", ("Tennis Racket",), 16, lambda m, o: m.shipped(o, 7, ("label_made", 12), ("picked_up", 11), ("returned_to_sender", 2))),
    Scene("Victor", "Webb", "W1000021", "delivered yesterday", "something broken, wrong or missing", "standard", ("Ceramic Mug", "Plant Pot"), 6, lambda m, o: m.delivered(o, 1)),
    Scene("Wendy", "York", "W1000022", "a bicycle over the limit, delivered", "return it: a person decides", "standard", ("Road Bicycle",), 12, lambda m, o: m.delivered(o, 4)),
    Scene("Xavier", "Young", "W1000023", "a bicycle over the limit, pending", "cancel it: a person decides", "standard", ("Road Bicycle",), 0, lambda m, o: o),
    Scene("Yara", "Zane", "W1000024", "cheaper now than when bought", "the price dropped after I bought it", "standard", ("Fitness Watch",), 9, _dearer),
    Scene("Zack", "Adams", "W1000025", "a payment failed before it went through", "why was my card declined", "standard", ("Chef Knife",), 0, _failed),
    Scene("Alice", "Baker", "W1000026", "bought with a promotion code", "return one thing: the discount is shared out", "standard", ("Merino Sweater", "Denim Jeans"), 12, _discounted),
    Scene("Bella", "Cross", "W1000027", "gold member, fee due soon", "when is my fee due; pay, extend or leave", "gold", ("Sleeping Bag",), 60, lambda m, o: m.delivered(o, 50)),
    Scene("Carl", "Dixon", "W1000028", "exchange requested", "where is my exchange", "standard", ("Trail Shoes",), 16, lambda m, o: m.exchanged(m.delivered(o, 9), 3)),
    Scene("Dora", "Evans", "W1000029", "a gift card, delivered", "return it: excluded", "standard", ("Gift Card",), 4, lambda m, o: m.delivered(o, 2)),
    Scene("Eric", "Flynn", "W1000030", "delivered says the carrier, but it never came", "the parcel never came", "standard", ("Action Camera",), 20, lambda m, o: m.delivered(o, 3)),
)  # fmt: skip


@dataclass(frozen=True)
class Regular:
    """Somebody with several orders, or with a payment method that falls short."""

    first: str
    last: str
    orders: tuple[tuple[str, tuple[str, ...], int, Callable[[Maker, Order], Order]], ...]
    gift_card: int | None = None

    @property
    def email(self) -> str:
        return f"{self.first}.{self.last}@example.com".lower()


REGULARS: tuple[Regular, ...] = (
    Regular("Mona", "Multi", (
        ("W1000101", ("Desk Lamp", "Water Bottle"), 0, lambda m, o: o),
        ("W1000102", ("Yoga Mat",), 1, lambda m, o: o),
        ("W1000103", ("Leather Boots", "Rain Jacket"), 9, lambda m, o: m.delivered(o, 4)),
        ("W1000104", ("Portable Speaker",), 12, lambda m, o: m.delivered(o, 6)),
        ("W1000105", ("Daypack",), 4, lambda m, o: m.shipped(o, -2, ("label_made", 2.5), ("picked_up", 1.5), ("in_transit", 0.5))),
    )),
    Regular("Gina", "Gift", (("W1000111", ("Electric Kettle",), 0, lambda m, o: o),), 1000),
)  # fmt: skip


def demo_shop(now: datetime | None = None) -> Content:
    """At least 200 customers, 60 products with 500 variants and 1,500 orders."""
    now = now or datetime.now(timezone.utc)
    chance = random.Random(20260501)
    maker = Maker(now, products(now.date(), chance), chance)
    content = Content(ShopProfile(1, "Fernhill Goods", "default", "USD", "demo"), products=maker.products)
    content.customers = people(PEOPLE, now.date(), chance)
    for index, scene in enumerate(CAST):
        customer, order = act(scene, PEOPLE + 1 + index, maker)
        content.customers.append(customer)
        content.orders.append(order)
    for index, regular in enumerate(REGULARS):
        customer, orders = live(regular, PEOPLE + len(CAST) + 1 + index, maker)
        content.customers.append(customer)
        content.orders += orders
    for index in range(ORDERS):
        owner = chance.choice(content.customers[:PEOPLE])
        content.orders.append(random_order(maker, f"W{2000000 + index * 137 % 7999993}", owner))
    content.returns, content.exchanges = maker.returns, maker.exchanges
    content.promotions = promotions(now)
    return content


def act(scene: Scene, number: int, maker: Maker) -> tuple[Customer, Order]:
    customer = a_customer(number, scene.first, scene.last, scene.email, scene.tier, maker.now.date(), maker.chance)
    customer.language = "en"
    customer.payment_methods = methods(customer.id, maker.chance, scene.balance)
    if scene.number == "W1000027":
        customer.member_due_on = (maker.now + timedelta(days=9)).date()
    order = maker.order(scene.number, customer, scene.age, [maker.item(name) for name in scene.items])
    return customer, scene.make(maker, order)


def live(regular: Regular, number: int, maker: Maker) -> tuple[Customer, list[Order]]:
    """A Visa card ending in 4242 and, where there is one, a gift card."""
    customer = a_customer(
        number, regular.first, regular.last, regular.email, "standard", maker.now.date(), maker.chance
    )
    customer.language = "en"
    customer.payment_methods = [PaymentMethod(f"{customer.id}-card", customer.id, "card", "visa", "4242")]
    if regular.gift_card is not None:
        balance = Money(regular.gift_card, "USD")
        customer.payment_methods.append(PaymentMethod(f"{customer.id}-gift", customer.id, "gift_card", balance=balance))
    orders = [
        make(maker, maker.order(order_number, customer, age, [maker.item(name) for name in items]))
        for order_number, items, age, make in regular.orders
    ]
    return customer, orders


def promotions(now: datetime) -> list[Promotion]:
    def make(code: str, title: str, begun: int, ends: int, **more: Any) -> Promotion:
        return Promotion(code, title, starts_at=now - timedelta(days=begun), ends_at=now + timedelta(days=ends), **more)

    return [
        make("AUTUMN15", "15% off everything over $80", 10, 20, percent=15, minimum_minor=8000),
        make("OUTDOOR20", "20% off outdoor", 5, 9, percent=20, categories=["outdoor"]),
        make("GOLD25", "25% off for gold members", 5, 60, percent=25, tiers=["gold"]),
        make("SUMMER10", "10% off", 120, -30, percent=10),
        make("WINTER30", "30% off winter clothing", -20, 60, percent=30, categories=["clothing"]),
        make("WELCOME10", "10% off the first order", 400, 400, percent=10, new_customers_only=True),
        make("THANKYOU5", "$5 off, once", 30, 300, amount_minor=500, once_per_customer=True),
        make("FRIENDS50", "for friends of the house", 30, 300, percent=50, listed=False),
    ]


def demo_table() -> str:
    """The cast as a Markdown table."""
    rows = [f"| {s.first} {s.last} | {s.email} | {s.number} | {s.situation} | {s.to_try} |" for s in CAST]
    for regular in REGULARS:
        numbers = ", ".join(number for number, *_ in regular.orders)
        what = "several orders at once" if regular.gift_card is None else "a gift card that does not cover the order"
        rows.append(
            f"| {regular.first} {regular.last} | {regular.email} | {numbers} | {what} | two requests in one message; interrupt yourself |"
        )
    return "\n".join(["| customer | e-mail | order | situation | what to try |", "|---|---|---|---|---|", *rows])
