"""Cards beside the words: only on the website, and every string ready to show."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import speak
from actions.cards import card
from actions.phrasing import Phrases
from actions.replies import Reply
from actions.turn import Turn
from shop.model.customer import Address
from shop.model.money import Money
from shop.model.order import Order, OrderLine, Parcel
from shop.model.tracking import ParcelView
from shop.services.orders import OrderView
from shop.services.product_views import HitView, ProductView, VariantView

WORDS = {
    "utter_part_status_shipped": [{"text": "on its way"}],
    "utter_part_situation_on_its_way": [{"text": "on its way, expected {expected_on}"}],
    "utter_part_price_span": [{"text": "{low} to {high}"}],
}
PHRASES = Phrases({"responses": WORDS})
LINE = OrderLine("l1", "p1", "v1", "Desk lamp", {"colour": "black"}, Money(4900, "USD"))


def an_order(number: str = "W1000101") -> Order:
    address = Address("1 Elm St", "", "Springfield", "IL", "62701", "US")
    placed = datetime(2020, 3, 1, 12, tzinfo=timezone.utc)
    return Order(number, "c1", "shipped", "USD", address, placed, lines=[LINE])


def an_order_on_its_way() -> OrderView:
    parcel = Parcel("x", "UPS", "1Z999", ["l1"], date(2020, 3, 6))
    return OrderView(an_order(), [ParcelView(parcel, [LINE], "on_its_way", 0, 0, None)], [], [], False)


def a_product() -> ProductView:
    variants = tuple(
        VariantView(f"v{n}", {"colour": colour}, Money(price, "USD"), True, 3, None, "")
        for n, (colour, price) in enumerate((("black", 4900), ("brass", 5900)))
    )
    colours = {"colour": ["black", "brass"]}
    return ProductView(
        "p1", "Desk lamp", "lamps", "", {}, colours, colours, variants,
        Money(4900, "USD"), Money(5900, "USD"), "https://shop.example/p/p1",
    )  # fmt: skip


def test_an_order_is_shown_with_its_parcels() -> None:
    assert card(PHRASES, [an_order_on_its_way()]) == {
        "kind": "order", "number": "#W1000101", "status": "shipped", "status_text": "on its way",
        "placed_at": "Mar 1, 2020", "total": "$49.00",
        "items": [{"name": "Desk lamp", "options": "black", "price": "$49.00"}],
        "parcels": [{"carrier": "UPS", "tracking_number": "1Z999", "state": "on its way, expected Mar 6, 2020",
                     "expected": "Mar 6, 2020"}],
    }  # fmt: skip


def test_a_product_is_shown_with_its_prices_and_options() -> None:
    assert card(PHRASES, [a_product()]) == {
        "kind": "product", "id": "p1", "name": "Desk lamp", "price": "$49.00 to $59.00", "available": True,
        "options": "colour: black or brass", "link": "https://shop.example/p/p1",
    }  # fmt: skip


def test_a_product_found_is_shown_as_the_version_that_fits() -> None:
    product = a_product()
    shown = card(PHRASES, [HitView(product, product.variants[1:])])
    assert shown is not None and (shown["price"], shown["options"]) == ("$59.00", "brass")


@pytest.mark.parametrize(
    ("shown", "kind"),
    [([an_order("W1000101"), an_order("W1000102")], "orders"), ([a_product(), a_product()], "products")],
)
def test_several_are_items_of_one_card(shown: list[Any], kind: str) -> None:
    found = card(PHRASES, shown)
    assert found is not None and found["kind"] == kind and len(found["items"]) == 2


def test_money_is_written_as_the_customers_language_does() -> None:
    shown = card(Phrases({"responses": WORDS}, "de"), [an_order()])
    assert shown is not None and shown["total"] == "49,00\u00a0$"


def spoken(channel: str) -> dict[str, Any]:
    """What is sent to the engine for a reply about an order."""
    heard = {"event": "user", "text": "where is it", "input_channel": channel}
    tracker = Tracker("c1", {}, {}, [heard], False, None, {}, "action_listen")
    turn = Turn(tracker, None, PHRASES, None, True)  # type: ignore[arg-type]
    dispatcher = CollectingDispatcher()
    speak(dispatcher, turn, Reply.of("utter_order_status").showing(an_order()))
    return dict(dispatcher.messages[0])


def test_the_website_gets_a_card_beside_the_words() -> None:
    said = spoken("shopdesk")
    assert (said["response"], said["custom"]["card"]["number"]) == ("utter_order_status", "#W1000101")


@pytest.mark.parametrize("channel", ["rest", "cmdline"])
def test_other_channels_get_the_words_alone(channel: str) -> None:
    assert not spoken(channel)["custom"]
