"""Keyboard, screen readers, phones, writing from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.widget.cards import ORDER, PRODUCT
from tests.browser.widget.conftest import Chat, OpenShop, Server

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
CHOICES = [{"id": "a", "title": "Yes"}, {"id": "b", "title": "No"}]
WEB = Path(__file__).resolve().parents[3] / "gateway" / "web" / "widget"
Screenshot = Callable[[Page, str], Path]


def fill(chat: Chat, server: Server) -> Chat:
    """A conversation with something of everything in it."""
    products = {"kind": "products", "items": [PRODUCT, {**PRODUCT, "available": False}]}
    server.gateway.script["hello"] = [
        {"text": "Here is your order: https://shop.example/orders", "card": ORDER},
        {"text": "And these?", "card": products, "choices": CHOICES},
    ]
    server.gateway.privacy = {"text": "We keep this.", "link": "/privacy", "link_text": "Privacy notice"}
    chat.open()
    chat.say("hello")
    expect(chat.panel.get_by_role("article")).to_have_count(3)
    return chat


def test_the_panel_can_be_used_by_keyboard_alone(shop: OpenShop) -> None:
    chat = shop()
    chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()
    chat.page.keyboard.type("hello")
    chat.page.keyboard.press("Enter")
    expect(chat.bubble("You said: hello")).to_be_visible()


def test_a_choice_can_be_made_by_keyboard_and_the_focus_goes_on(shop: OpenShop, server: Server) -> None:
    server.gateway.script["hello"] = [{"text": "Really?", "choices": CHOICES}]
    chat = shop().open()
    chat.say("hello")
    chat.button("Yes").wait_for()
    chat.page.keyboard.press("Shift+Tab")
    while not chat.button("Yes").evaluate("node => node.matches(':focus')"):
        chat.page.keyboard.press("Shift+Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()


def test_shift_and_enter_break_the_line(shop: OpenShop) -> None:
    chat = shop().open()
    chat.field.press_sequentially("one")
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("two")
    expect(chat.field).to_have_value("one\ntwo")


def test_escape_closes_and_gives_the_focus_back(shop: OpenShop) -> None:
    chat = shop().open()
    chat.field.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_the_conversation_is_a_polite_log(shop: OpenShop) -> None:
    expect(shop().open().panel.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_every_control_is_at_least_24_pixels_high_and_wide(shop: OpenShop, server: Server) -> None:
    chat = fill(shop(), server)
    boxes = [each.bounding_box() for each in chat.page.locator("shop-chat button:visible").all()]
    assert [box for box in boxes if box is None or min(box["width"], box["height"]) < 24] == []


def test_on_a_phone_the_panel_fills_the_screen(shop: OpenShop) -> None:
    chat = shop(context=PHONE).open()
    expect(chat.panel).to_be_visible()
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 780}


def test_on_a_phone_nothing_zooms_when_the_field_is_touched(shop: OpenShop) -> None:
    expect(shop(context=PHONE).open().field).to_have_css("font-size", "16px")


def test_on_a_phone_the_keyboard_does_not_jump_up(shop: OpenShop) -> None:
    chat = shop(context=PHONE).open()
    expect(chat.panel).to_be_focused()


def test_arabic_runs_from_right_to_left(shop: OpenShop) -> None:
    expect(shop(language="ar").open().page.locator(".root")).to_have_css("direction", "rtl")


def test_arabic_puts_the_button_on_the_left(shop: OpenShop) -> None:
    box = shop(language="ar").launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100


def test_an_english_message_in_an_arabic_panel_runs_from_left_to_right(shop: OpenShop) -> None:
    chat = shop(language="ar").open()
    chat.say("hello there")
    expect(chat.bubble("hello there")).to_have_css("unicode-bidi", "plaintext")
    expect(chat.bubble("hello there")).to_have_attribute("dir", "auto")


@pytest.mark.parametrize("language", ["fr", "de", "es", "ar"])
def test_every_word_of_the_widget_is_translated(language: str) -> None:
    keys = [re.findall(r"^  (\w+):", (WEB / f"texts-{code}.js").read_text("utf-8"), re.M) for code in ("en", language)]
    assert keys[0] == keys[1]


LOOKS = {
    "closed": {}, "open": {}, "dark": {"theme": "dark"}, "arabic": {"language": "ar"},
    "phone": {"context": PHONE},
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(shop: OpenShop, server: Server, screenshot: Screenshot, look: str) -> None:
    chat = shop(**LOOKS[look])
    if look != "closed":
        fill(chat, server)
    screenshot(chat.page, f"widget {look}")
    found = Axe().run(chat.page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_while_waiting_offline(shop: OpenShop, server: Server) -> None:
    chat = fill(shop(), server)
    server.within(lambda gateway: gateway.hand_over(state="waiting", position=2, wait_minutes=4))
    expect(chat.panel.locator(".wait")).to_be_visible()
    chat.page.context.set_offline(True)
    chat.say("later")
    expect(chat.panel.get_by_text("You are offline.")).to_be_visible()
    found = Axe().run(chat.page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_the_demo_page(shop: OpenShop, server: Server, screenshot: Screenshot) -> None:
    chat = shop()
    chat.page.goto(f"{server.url}/demo/?language=fr")
    expect(chat.launcher).to_have_accessible_name("Ouvrir la discussion")
    screenshot(chat.page, "demo")
    found = Axe().run(chat.page)
    assert found.violations_count == 0, found.generate_report()
