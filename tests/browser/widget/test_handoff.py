"""Waiting for a person, and being with one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import Chat, OpenShop, Server


@pytest.fixture
def chat(shop: OpenShop, server: Server) -> Chat:
    opened = shop().open()
    opened.say("hello")
    expect(opened.bubble("You said: hello")).to_be_visible()
    server.within(lambda gateway: gateway.hand_over(state="waiting", ticket="T-1", position=3, wait_minutes=4))
    opened.panel.get_by_role("region", name="Waiting for a person").wait_for()
    return opened


def test_who_waits_sees_place_and_time(chat: Chat) -> None:
    expect(chat.panel.locator(".wait")).to_contain_text("You are number 3 in line. About 4 minutes.")


def test_the_place_in_the_queue_moves_up(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: gateway.hand_over(state="waiting", ticket="T-1", position=1))
    expect(chat.panel.locator(".wait")).to_contain_text("You are next in line.")


def test_who_does_not_want_to_wait_is_answered_by_email(chat: Chat, server: Server) -> None:
    chat.button("Answer me by e-mail").click()
    expect(chat.panel.get_by_text("Reference T-1042")).to_be_visible()
    assert server.gateway.asked("/chat/handoff") == [{"wish": "email"}]


def test_who_does_not_want_to_wait_goes_back_to_the_assistant(chat: Chat, server: Server) -> None:
    chat.button("Back to the assistant").click()
    expect(chat.panel.locator(".wait")).to_have_count(0)
    assert server.gateway.asked("/chat/handoff") == [{"wish": "back"}]


def test_the_agents_name_is_shown(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: gateway.hand_over(state="with_agent", agent="Maya"))
    expect(chat.panel).to_have_accessible_name("Maya")


def test_a_person_is_asked_for_by_one_button(shop: OpenShop) -> None:
    chat = shop().open()
    chat.panel.get_by_role("banner").or_(chat.panel.locator("header")).get_by_role("button").first.click()
    expect(chat.bubble("I would like to talk to a person")).to_be_visible()


def test_a_notice_of_the_gateway_is_a_line_of_its_own(chat: Chat, server: Server) -> None:
    server.say("I have hidden the card number.", "system", event="masked")
    expect(chat.panel.locator(".message.system")).to_have_text("I have hidden the card number.")


def test_a_message_to_a_person_shows_no_typing_assistant(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: gateway.hand_over(state="with_agent", agent="Maya"))
    server.gateway.later.add("for Maya")
    chat.say("for Maya")
    expect(chat.state("for Maya")).to_have_attribute("aria-label", "Sent")
    expect(chat.panel.locator(".typing")).to_have_count(0)
