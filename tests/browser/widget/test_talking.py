"""Opening, saying something, being answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import OpenShop, Server


def test_the_button_opens_the_panel(shop: OpenShop) -> None:
    chat = shop()
    chat.launcher.click()
    expect(chat.panel).to_be_visible()


def test_the_button_closes_the_panel(shop: OpenShop) -> None:
    chat = shop().open()
    chat.launcher.click()
    expect(chat.panel).to_be_hidden()


def test_no_session_is_made_before_the_panel_is_opened(shop: OpenShop, server: Server) -> None:
    shop().page.wait_for_load_state("networkidle")
    assert server.gateway.requests == []


def test_the_panel_is_open_where_the_page_says_so(shop: OpenShop) -> None:
    expect(shop(open="").panel).to_be_visible()


def test_an_answer_appears_below_the_question(shop: OpenShop) -> None:
    chat = shop().open()
    chat.say("hello")
    expect(chat.bubbles).to_have_text(["hello", "You said: hello"])


def test_the_session_is_made_in_the_language_of_the_page(shop: OpenShop, server: Server) -> None:
    chat = shop(lang="fr-CA").open()
    chat.say("bonjour")
    expect(chat.bubbles).to_have_count(2)
    assert server.gateway.asked("/chat/sessions") == [{"language": "fr"}]


def test_the_customers_token_is_handed_on(shop: OpenShop, server: Server) -> None:
    chat = shop(**{"customer-token": "a.b.c"}).open()
    chat.say("hello")
    expect(chat.bubbles).to_have_count(2)
    assert server.gateway.asked("/chat/sessions")[0]["customer_token"] == "a.b.c"


def test_an_answered_message_is_marked_so(shop: OpenShop) -> None:
    chat = shop().open()
    chat.say("hello")
    expect(chat.state("hello")).to_have_attribute("aria-label", "Answered")


def test_an_answer_that_takes_long_comes_by_the_stream(shop: OpenShop, server: Server) -> None:
    server.gateway.later.add("hello")
    chat = shop().open()
    chat.say("hello")
    expect(chat.panel.locator(".typing")).to_be_visible()
    expect(chat.state("hello")).to_have_attribute("aria-label", "Sent")
    server.within(lambda gateway: gateway.answer(gateway.talk, gateway.asked("/chat/messages")[0]["id"], "hello"))
    expect(chat.bubble("You said: hello")).to_be_visible()
    expect(chat.panel.locator(".typing")).to_have_count(0)


def test_a_welcome_offers_ways_to_begin(shop: OpenShop) -> None:
    chat = shop().open()
    chat.button("Where is my order?").click()
    expect(chat.bubbles.first).to_have_text("Where is my order?")


def test_a_link_in_an_answer_can_be_followed(shop: OpenShop, server: Server) -> None:
    server.gateway.script["hello"] = [{"text": "See https://carrier.example/a?b=(c), please."}]
    chat = shop().open()
    chat.say("hello")
    expect(chat.panel.get_by_role("link")).to_have_attribute("href", "https://carrier.example/a?b=(c)")


def test_lines_stay_lines(shop: OpenShop, server: Server) -> None:
    server.gateway.script["hello"] = [{"text": "one\ntwo"}]
    chat = shop().open()
    chat.say("hello")
    assert chat.bubbles.last.inner_text() == "one\ntwo"


def test_a_message_may_have_2000_characters_and_no_more(shop: OpenShop) -> None:
    chat = shop().open()
    chat.field.fill("x" * 2001)
    expect(chat.button("Send")).to_be_disabled()
    expect(chat.panel.locator(".counter")).to_have_text("1 character too many")


def test_somebody_who_types_is_shown(shop: OpenShop, server: Server) -> None:
    chat = shop().open()
    chat.say("hello")
    expect(chat.bubbles).to_have_count(2)
    typing = {"from": "agent", "name": "Maya", "on": True}
    server.within(lambda gateway: gateway.emit(gateway.talk, "typing", typing))
    expect(chat.panel.locator(".typing")).to_contain_text("Maya is typing")


def test_that_the_customer_types_is_told_once_in_a_while(shop: OpenShop, server: Server) -> None:
    chat = shop().open()
    chat.say("hello")
    expect(chat.bubbles).to_have_count(2)
    chat.field.press_sequentially("thank you")
    chat.say("thank you")
    expect(chat.bubbles).to_have_count(4)
    assert 1 <= len(server.gateway.asked("/chat/typing")) <= 3


@pytest.mark.parametrize(
    ("awaiting", "attribute", "value"),
    [
        ("email", "autocomplete", "email"), ("email", "inputmode", "email"), ("code", "autocomplete", "one-time-code"),
        ("code", "inputmode", "numeric"), ("postcode", "autocomplete", "postal-code"), ("phone", "inputmode", "tel"),
        ("order_number", "placeholder", "Your order number"),
    ],
)  # fmt: skip
def test_the_field_fits_what_is_asked(
    shop: OpenShop, server: Server, awaiting: str, attribute: str, value: str
) -> None:
    server.gateway.awaiting["hello"] = awaiting
    chat = shop().open()
    chat.say("hello")
    expect(chat.panel.locator("input.field")).to_have_attribute(attribute, value)


def test_a_thumb_goes_to_the_gateway(shop: OpenShop, server: Server) -> None:
    chat = shop().open()
    chat.say("hello")
    chat.button("This helped").click()
    expect(chat.button("This helped")).to_have_attribute("aria-pressed", "true")
    assert [each["thumb"] for each in server.gateway.asked("/chat/ratings")] == ["up"]


def test_when_the_shop_is_closed_it_says_when_people_are_back(shop: OpenShop, server: Server) -> None:
    server.gateway.is_open = False
    expect(shop().open().panel.locator("header p")).to_have_text(re.compile(r"our team is back Monday"))
