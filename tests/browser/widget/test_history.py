"""What is still there after a reload, in another tab, in the next session."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import Chat, OpenShop, Server


@pytest.fixture
def chat(shop: OpenShop) -> Chat:
    opened = shop().open()
    opened.say("hello")
    expect(opened.bubble("You said: hello")).to_be_visible()
    return opened


def test_the_history_is_there_after_a_reload(chat: Chat) -> None:
    chat.page.reload()
    expect(chat.bubbles).to_have_text(["hello", "You said: hello"])


def test_a_reload_makes_no_second_session(chat: Chat, server: Server) -> None:
    chat.page.reload()
    expect(chat.bubbles).to_have_count(2)
    assert len(server.gateway.talks) == 1


def test_another_tab_shows_the_same_conversation(chat: Chat, shop: OpenShop) -> None:
    other = shop(page=chat.page.context.new_page()).open()
    expect(other.bubbles).to_have_text(["hello", "You said: hello"])


def test_another_tab_follows(chat: Chat, shop: OpenShop) -> None:
    other = shop(page=chat.page.context.new_page()).open()
    expect(other.bubbles).to_have_count(2)
    chat.say("more")
    expect(other.bubbles).to_have_text(["hello", "You said: hello", "more", "You said: more"])


def test_two_tabs_show_each_message_once(chat: Chat, shop: OpenShop) -> None:
    other = shop(page=chat.page.context.new_page()).open()
    expect(other.bubbles).to_have_count(2)
    other.say("more")
    expect(chat.bubbles).to_have_text(["hello", "You said: hello", "more", "You said: more"])
    expect(other.bubbles).to_have_text(["hello", "You said: hello", "more", "You said: more"])


def test_somebody_elses_conversation_is_not_shown_after_signing_in(chat: Chat, shop: OpenShop) -> None:
    other = shop(page=chat.page, **{"customer-token": "a.b.c"})
    expect(other.panel.get_by_role("heading", name="Hello! How can we help?")).to_be_visible()
    expect(other.bubbles).to_have_count(0)


def test_an_ended_session_is_replaced_and_the_message_still_arrives(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: gateway.talks.clear())
    chat.say("still here?")
    expect(chat.bubble("You said: still here?")).to_be_visible()


def test_a_new_session_is_announced_by_a_note(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: gateway.emit(gateway.talk, "end", {"reason": "expired"}))
    expect(chat.panel.get_by_text("The earlier conversation has ended.")).to_be_visible()


def test_a_token_that_is_no_longer_good_is_replaced_without_a_word(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: gateway.talks.clear())
    chat.page.reload()
    expect(chat.panel.get_by_role("heading", name="Hello! How can we help?")).to_be_visible()


def test_earlier_messages_come_on_request(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: [gateway.add(gateway.talk, "assistant", f"line {n}") for n in range(60)])
    chat.page.reload()
    chat.button("Earlier messages").click()
    expect(chat.bubbles).to_have_count(62)


def test_a_closed_panel_counts_what_was_said_meanwhile(chat: Chat, server: Server) -> None:
    chat.launcher.click()
    server.say("Hello from Maya")
    expect(chat.page.locator(".badge")).to_have_text("1")


def test_the_number_of_unread_messages_is_in_the_buttons_name(chat: Chat, server: Server) -> None:
    chat.launcher.click()
    server.say("Hello")
    server.say("from Maya")
    expect(chat.launcher).to_have_accessible_name("Open chat, 2 new messages")


def test_opening_reads_what_was_unread(chat: Chat, server: Server) -> None:
    chat.launcher.click()
    server.say("Hello from Maya")
    expect(chat.page.locator(".badge")).to_be_visible()
    chat.launcher.click()
    chat.launcher.click()
    expect(chat.page.locator(".badge")).to_be_hidden()


def test_unread_messages_are_counted_after_a_reload(chat: Chat, server: Server) -> None:
    chat.launcher.click()
    chat.page.reload()
    server.say("Hello from Maya")
    expect(chat.page.locator(".badge")).to_have_text("1")


def test_the_privacy_notice_opens_the_conversation(shop: OpenShop, server: Server) -> None:
    server.gateway.privacy = {"text": "We keep this for 90 days.", "link": "/privacy", "link_text": "Privacy notice"}
    chat = shop().open()
    expect(chat.panel.get_by_role("link", name="Privacy notice")).to_have_attribute("href", "/privacy")


def test_an_accepted_privacy_notice_does_not_come_back(shop: OpenShop, server: Server) -> None:
    server.gateway.privacy = {"text": "We keep this for 90 days.", "link": "/privacy", "link_text": "Privacy notice"}
    chat = shop().open()
    chat.button("Got it").click()
    chat.page.reload()
    expect(chat.panel.get_by_role("heading", name="Fernhill Goods")).to_be_visible()
    expect(chat.panel.get_by_text("We keep this for 90 days.")).to_have_count(0)


def test_a_privacy_notice_with_other_words_is_shown_again(shop: OpenShop, server: Server) -> None:
    server.gateway.privacy = {"text": "We keep this for 90 days.", "link": "", "link_text": ""}
    chat = shop().open()
    chat.button("Got it").click()
    server.gateway.privacy = {"text": "We keep this for a year.", "link": "", "link_text": ""}
    chat.page.reload()
    expect(chat.panel.get_by_text("We keep this for a year.")).to_be_visible()
