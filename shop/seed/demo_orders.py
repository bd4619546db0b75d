"""Orders of the demo shop in every situation that an order can be in."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Callable

from shop.model.customer import Customer
from shop.model.money import Money
from shop.model.order import CarrierEvent, Order, OrderLine, Parcel, Payment, StatusChange
from shop.model.product import Product, Variant
from shop.model.returns import Exchange, Return, Swap

_CARRIERS = ("UPS", "FedEx", "USPS", "DHL")
_PLACES = ("Memphis, TN", "Louisville, KY", "Chicago, IL", "Columbus, OH", "Reno, NV")
_WAY = {"picked_up": 1, "in_transit": 2}


@dataclass
class Maker:
    """Makes orders; `now` is the present, `returns` and `exchanges` collect what came of them."""

    now: datetime
    products: list[Product]
    chance: random.Random
    returns: list[Return] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)

    def order(
        self, number: str, customer: Customer, age: int, items: list[Variant] | None = None, **changes: Any
    ) -> Order:
        """A pending order, paid with the customer's first method unless `method` says otherwise."""
        method_id = changes.pop("method", customer.payment_methods[0].id)
        placed = self.now - timedelta(days=age, hours=self.chance.randint(0, 9), minutes=self.chance.randint(0, 59))
        lines = self.lines(number, items or self.some_items())
        total = Money.total((line.price for line in lines), "USD")
        shipping = Money(0 if total.minor >= 6000 else 495, "USD")
        order = Order(number, customer.id, "pending", "USD", customer.address, placed, shipping=shipping, lines=lines,
                      history=[StatusChange("pending", placed)], **changes)  # fmt: skip
        order.payments.append(Payment(f"{number}-p1", "payment", order.total, method_id, placed))
        return order

    def lines(self, number: str, items: list[Variant]) -> list[OrderLine]:
        names = {product.id: product.name for product in self.products}
        return [
            OrderLine(f"{number}-{n}", v.product_id, v.id, names[v.product_id], dict(v.options), v.price)
            for n, v in enumerate(items, 1)
        ]

    def some_items(self) -> list[Variant]:
        chosen = self.chance.sample([p for p in self.products if p.category != "gift cards"], self.chance.randint(1, 4))
        return [self.chance.choice(product.variants) for product in chosen]

    def item(self, name: str, index: int = 0) -> Variant:
        return next(p for p in self.products if p.name == name).variants[index]

    def at(self, days_ago: float) -> datetime:
        return self.now - timedelta(days=days_ago)

    def day(self, days_ago: int) -> date:
        return (self.now - timedelta(days=days_ago)).date()

    def status(self, order: Order, status: Any, days_ago: float) -> Order:
        order.status = status
        order.history.append(StatusChange(status, self.at(days_ago)))
        return order

    def parcel(self, order: Order, lines: list[OrderLine], expected: int, *events: tuple[Any, float]) -> Parcel:
        """`expected` days ago (negative: ahead); `events` (kind, days ago), oldest first."""
        carrier = self.chance.choice(_CARRIERS)
        made = Parcel(
            f"{order.number}-s{len(order.parcels) + 1}", carrier, f"{carrier[0]}{self.chance.randint(10**10, 10**11 - 1)}",
            [line.id for line in lines], self.day(expected),
            [CarrierEvent(kind, self.at(ago), self.chance.choice(_PLACES) if kind != "label_made" else "") for kind, ago in events],
        )  # fmt: skip
        order.parcels.append(made)
        return made

    def shipped(self, order: Order, expected: int, *events: tuple[Any, float]) -> Order:
        first = events[0][1] if events else 0.0
        self.status(order, "processed", first + 0.5)
        self.status(order, "shipped", first)
        self.parcel(order, order.lines, expected, *events)
        return order

    def delivered(self, order: Order, days_ago: float) -> Order:
        trip = (("label_made", days_ago + 4), ("picked_up", days_ago + 3), ("in_transit", days_ago + 2), ("out_for_delivery", days_ago + 0.3), ("delivered", days_ago))  # fmt: skip
        self.shipped(order, int(days_ago), *trip)
        return self.status(order, "delivered", days_ago)

    def cancelled(
        self, order: Order, days_ago: float, reason: str = "no_longer_needed", settled: bool = False
    ) -> Order:
        self.status(order, "cancelled", days_ago)
        order.cancel_reason = reason
        paid = order.payments[0]
        due = self.day(int(days_ago) - 9)
        order.payments.append(
            Payment(
                f"{order.number}-p2",
                "refund",
                paid.amount,
                paid.method_id,
                self.at(days_ago),
                "settled" if settled else "pending",
                "cancelled",
                due,
            )
        )
        return order

    def returned(self, order: Order, days_ago: float, state: Any = "requested", lines: int | None = None) -> Order:
        """A return of the first `lines` lines; received two days after it was asked for, where the state says so."""
        sent = order.lines[:lines] if lines else order.lines
        for line in sent:
            line.state = "returned" if state in ("received", "refunded") else "return_requested"
        amount = Money.total((line.price for line in sent), "USD")
        received = self.at(days_ago - 2) if state in ("received", "refunded") else None
        due = received.date() + timedelta(days=5) if received else None
        number = f"R{100001 + len(self.returns)}"
        self.returns.append(
            Return(number, order.number, order.customer_id, [line.id for line in sent], amount, order.payments[0].method_id, state,
                   self.at(days_ago), received, due, self.at(days_ago - 5) if state == "refunded" else None)
        )  # fmt: skip
        if state == "refunded":
            paid = Payment(
                f"{order.number}-p2",
                "refund",
                amount,
                order.payments[0].method_id,
                self.at(days_ago - 5),
                "settled",
                "return",
            )
            order.payments.append(paid)
        return self.status(order, "return_requested", days_ago)

    def exchanged(self, order: Order, days_ago: float) -> Order:
        line = order.lines[0]
        product = next(p for p in self.products if p.id == line.product_id)
        other = next((v for v in product.available if v.id != line.variant_id), product.variants[0])
        line.state = "exchange_requested"
        self.exchanges.append(
            Exchange(f"X{100001 + len(self.exchanges)}", order.number, order.customer_id, [Swap(line.id, other.id)],
                     other.price - line.price, order.payments[0].method_id, "requested", self.at(days_ago))
        )  # fmt: skip
        return self.status(order, "exchange_requested", days_ago)

    def two_parcels(self, order: Order, first: tuple[Any, float], second: tuple[Any, float], expected: int) -> Order:
        """The lines in two parcels, the first half in the first one."""
        self.status(order, "processed", 6)
        self.status(order, "shipped", 5)
        half = max(1, len(order.lines) // 2)
        for lines, (kind, ago) in ((order.lines[:half], first), (order.lines[half:], second)):
            self.parcel(
                order,
                lines,
                expected,
                ("label_made", ago + 3),
                ("picked_up", ago + 2),
                ("in_transit", ago + 1),
                (kind, ago),
            )
        return order


Recipe = Callable[[Maker, Order], Order]

# What a random order has become, and how often.
RECIPES: list[tuple[int, tuple[int, int], Recipe]] = [
    (14, (0, 1), lambda m, o: o),
    (6, (1, 3), lambda m, o: m.status(o, "processed", 0.5)),
    (3, (2, 3), lambda m, o: m.shipped(o, -3, ("label_made", 0.6))),
    (3, (2, 4), lambda m, o: m.shipped(o, -3, ("label_made", 1.5), ("picked_up", 0.8))),
    (9, (3, 6), lambda m, o: m.shipped(o, -2, ("label_made", 2.5), ("picked_up", 1.6), ("in_transit", 0.4))),
    (
        3,
        (4, 7),
        lambda m, o: m.shipped(o, 0, ("label_made", 3), ("picked_up", 2), ("in_transit", 1), ("out_for_delivery", 0.2)),
    ),
    (2, (5, 9), lambda m, o: m.shipped(o, -1, ("label_made", 4), ("picked_up", 3), ("held", 1))),
    (
        2,
        (5, 9),
        lambda m, o: m.shipped(o, 1, ("label_made", 4), ("picked_up", 3), ("in_transit", 2), ("failed_attempt", 0.5)),
    ),
    (
        2,
        (12, 18),
        lambda m, o: m.shipped(
            o, 7, ("label_made", 11), ("picked_up", 10), ("in_transit", 8), ("returned_to_sender", 3)
        ),
    ),
    (2, (14, 20), lambda m, o: m.shipped(o, 8, ("label_made", 12), ("picked_up", 11), ("in_transit", 10), ("lost", 4))),
    (4, (8, 12), lambda m, o: m.shipped(o, 3, ("label_made", 6), ("picked_up", 5), ("in_transit", 1.5))),
    (3, (12, 15), lambda m, o: m.shipped(o, 4, ("label_made", 10), ("picked_up", 9), ("in_transit", 7))),
    (2, (20, 26), lambda m, o: m.shipped(o, 13, ("label_made", 19), ("picked_up", 18), ("in_transit", 12))),
    (20, (8, 34), lambda m, o: m.delivered(o, m.chance.uniform(2, 6))),
    (24, (40, 300), lambda m, o: m.delivered(o, m.chance.uniform(31, 39))),
    (3, (8, 9), lambda m, o: m.two_parcels(o, ("delivered", 1), ("in_transit", 0.5), -1)),
    (3, (5, 40), lambda m, o: m.cancelled(o, 3, settled=False)),
    (4, (30, 90), lambda m, o: m.cancelled(o, 25, settled=True)),
    (3, (12, 25), lambda m, o: m.returned(m.delivered(o, 8), 4)),
    (2, (12, 25), lambda m, o: m.returned(m.delivered(o, 9), 5, "in_transit", 1)),
    (2, (20, 30), lambda m, o: m.returned(m.delivered(o, 16), 6, "received")),
    (3, (30, 60), lambda m, o: m.returned(m.delivered(o, 27), 20, "refunded", 1)),
    (2, (12, 25), lambda m, o: m.exchanged(m.delivered(o, 8), 3)),
]


def random_order(maker: Maker, number: str, customer: Customer) -> Order:
    weights = [weight for weight, _, _ in RECIPES]
    _, (low, high), recipe = maker.chance.choices(RECIPES, weights)[0]
    order = maker.order(
        number, customer, maker.chance.randint(low, high), method=maker.chance.choice(_methods(customer))
    )
    return recipe(maker, order)


def _methods(customer: Customer) -> list[str]:
    return [m.id for m in customer.payment_methods if not m.is_gift_card]
