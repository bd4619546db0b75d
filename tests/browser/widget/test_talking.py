"""Opening, saying something, being answered."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widget.conftest import OpenShop, Server


def test_the_button_opens_the_panel(shop: OpenShop) -> None:
    chat = shop()
    chat.launcher.click()
    expect(chat.panel).to_be_visible()


def test_an_answer_appears_below_the_question(shop: OpenShop) -> None:
    chat = shop().open()
    chat.say("hello")
    expect(chat.bubbles).to_have_text(["hello", "You said: hello"])
