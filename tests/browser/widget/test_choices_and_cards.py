"""Buttons, orders and products in answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widget.cards import ORDER, PRODUCT
from tests.browser.widget.conftest import Chat, OpenShop, Server

CHOICES = [{"id": "yes-1", "title": "Yes, cancel it"}, {"id": "no-1", "title": "No"}]


@pytest.fixture
def chat(shop: OpenShop, server: Server) -> Chat:
    server.gateway.script = {
        "cancel": [{"text": "Shall I cancel it?", "choices": CHOICES}],
        "order": [{"text": "Here it is.", "card": ORDER}],
        "orders": [{"text": "You have six.", "card": {"kind": "orders", "items": [ORDER] * 6}}],
        "mug": [{"text": "This one?", "card": PRODUCT}],
        "mugs": [{"text": "These.", "card": {"kind": "products", "items": [PRODUCT, {**PRODUCT, "available": False}]}}],
        "bye": [{"text": "How did I do?", "choices": [{"id": f"r{n}", "title": str(n)} for n in range(1, 6)]}],
    }
    server.gateway.awaiting["bye"] = "rating"
    return shop().open()


def test_a_choice_is_sent_by_its_id(chat: Chat, server: Server) -> None:
    chat.say("cancel")
    chat.button("Yes, cancel it").click()
    expect(chat.bubble("You said: yes-1")).to_be_visible()
    assert server.gateway.asked("/chat/messages")[1]["choice"] == "yes-1"


def test_a_choice_is_shown_by_its_title(chat: Chat) -> None:
    chat.say("cancel")
    chat.button("Yes, cancel it").click()
    expect(chat.bubble("Yes, cancel it")).to_be_visible()


def test_choices_hold_only_once(chat: Chat) -> None:
    chat.say("cancel")
    chat.button("Yes, cancel it").click()
    expect(chat.button("No")).to_be_disabled()


def test_choices_give_way_to_a_typed_answer(chat: Chat) -> None:
    chat.say("cancel")
    chat.button("No").wait_for()
    chat.say("wait")
    expect(chat.button("Yes, cancel it")).to_be_disabled()


def test_a_rating_is_given_by_a_choice(chat: Chat, server: Server) -> None:
    chat.say("bye")
    chat.button("4").click()
    expect(chat.bubble("You said: r4")).to_be_visible()
    assert server.gateway.asked("/chat/messages")[1]["choice"] == "r4"


def test_an_order_shows_its_state(chat: Chat) -> None:
    chat.say("order")
    expect(chat.panel.get_by_role("article", name="Order W2611340")).to_contain_text("On its way")


def test_a_parcel_can_be_followed(chat: Chat) -> None:
    chat.say("order")
    link = chat.panel.get_by_role("link", name="Track parcel 1Z999AA10123456784")
    expect(link).to_have_attribute("href", "https://carrier.example/1Z999")


def test_a_long_list_of_orders_unfolds(chat: Chat) -> None:
    chat.say("orders")
    orders = chat.panel.get_by_role("article")
    expect(orders).to_have_count(4)
    chat.panel.get_by_text("Show 2 more").click()
    expect(orders).to_have_count(6)


def test_a_product_leads_to_its_page(chat: Chat) -> None:
    chat.say("mug")
    expect(chat.panel.get_by_role("link", name="Ceramic Mug")).to_have_attribute("href", "/demo/#mug")


def test_a_product_that_is_sold_out_says_so(chat: Chat) -> None:
    chat.say("mugs")
    expect(chat.panel.get_by_role("article").last).to_contain_text("Sold out")


def test_a_card_of_an_unknown_kind_is_left_out(chat: Chat, server: Server) -> None:
    chat.say("hello")
    expect(chat.bubbles).to_have_count(2)
    server.say("Look at this", "assistant", card={"kind": "hologram"})
    expect(chat.bubble("Look at this")).to_be_visible()
