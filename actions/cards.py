"""What a reply shows beside its words, for the website: orders and products as cards of strings that are ready to show."""

from __future__ import annotations

from typing import Any, Sequence, Union

from rasa_sdk import Tracker

from actions.parcels import parcel_state
from actions.phrasing import Phrases
from shop.model.order import Order, OrderLine
from shop.model.tracking import ParcelView
from shop.services.orders import OrderView
from shop.services.product_views import HitView, ProductView, VariantView

Shown = Union[Order, OrderView, ProductView, HitView]
Card = dict[str, Any]
WEBSITE = "shopdesk"


def can_be_shown(tracker: Tracker) -> bool:
    """Only the website's channel knows what to do with a card."""
    return tracker.get_latest_input_channel() == WEBSITE


def card(phrases: Phrases, shown: Sequence[Shown]) -> Card | None:
    """One thing is a card of its own; several, which are all orders or all products, are items of one."""
    cards = [_card_of(phrases, each) for each in shown]
    if len(cards) < 2:
        return cards[0] if cards else None
    return {"kind": f"{cards[0]['kind']}s", "items": cards}


def _card_of(phrases: Phrases, shown: Shown) -> Card:
    if isinstance(shown, OrderView):
        return _order(phrases, shown.order, shown.parcels)
    if isinstance(shown, Order):
        return _order(phrases, shown, ())
    if isinstance(shown, HitView):
        return _variant(phrases, shown.product, shown.first)
    return _product(phrases, shown)


def _order(phrases: Phrases, order: Order, parcels: Sequence[ParcelView]) -> Card:
    return {
        "kind": "order",
        "number": order.label,
        "status": order.status,
        "status_text": phrases.code(order.status, "status"),
        "placed_at": phrases.say(order.placed_at.date()) if order.placed_at else "",
        "total": phrases.say(order.total),
        "items": [_line(phrases, line) for line in order.lines],
        "parcels": [_parcel(phrases, seen) for seen in parcels],
    }


def _line(phrases: Phrases, line: OrderLine) -> Card:
    return {"name": line.name, "options": phrases.options(line.options), "price": phrases.say(line.price)}


def _parcel(phrases: Phrases, seen: ParcelView) -> Card:
    return {
        "carrier": seen.parcel.carrier,
        "tracking_number": seen.parcel.tracking_number,
        "state": parcel_state(phrases, seen),
        "expected": phrases.say(seen.parcel.expected_on),
    }


def _product(phrases: Phrases, product: ProductView) -> Card:
    choices = product.available_options or product.options
    options = "; ".join(f"{name}: {phrases.all_of(list(values), 'or')}" for name, values in choices.items() if values)
    found = _base(product, bool(product.available))
    return {**found, "price": price_span(phrases, product), "options": options}


def _variant(phrases: Phrases, product: ProductView, variant: VariantView) -> Card:
    found = _base(product, variant.available)
    return {**found, "price": phrases.say(variant.price), "options": phrases.options(variant.options)}


def _base(product: ProductView, available: bool) -> Card:
    found: Card = {"kind": "product", "id": product.id, "name": product.name, "available": available}
    return {**found, "link": product.page} if product.page else found


def price_span(phrases: Phrases, product: ProductView) -> str:
    low, high = phrases.say(product.lowest), phrases.say(product.highest)
    return low if low == high else phrases.part("price_span", low=low, high=high)
