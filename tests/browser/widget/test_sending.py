"""Messages that do not get through at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import Chat, OpenShop, Server


@pytest.fixture
def chat(shop: OpenShop) -> Chat:
    """After a first answer, so that session and stream are there."""
    opened = shop().open()
    opened.say("hello")
    expect(opened.bubble("You said: hello")).to_be_visible()
    return opened


def test_a_failed_message_says_so(chat: Chat, server: Server) -> None:
    server.gateway.troubles = [500]
    chat.say("again")
    expect(chat.state("again")).to_have_attribute("aria-label", "Not sent.")


def test_a_failed_message_is_sent_again_on_request(chat: Chat, server: Server) -> None:
    server.gateway.troubles = [500]
    chat.say("again")
    chat.button("Try again").click()
    expect(chat.bubble("You said: again")).to_be_visible()


def test_a_message_that_is_tried_again_keeps_its_id(chat: Chat, server: Server) -> None:
    server.gateway.troubles = [500]
    chat.say("again")
    chat.button("Try again").click()
    expect(chat.bubble("You said: again")).to_be_visible()
    first, second = server.gateway.asked("/chat/messages")[1:]
    assert first == second


def test_a_message_that_is_tried_again_is_shown_once(chat: Chat, server: Server) -> None:
    server.gateway.troubles = [500]
    chat.say("again")
    chat.button("Try again").click()
    expect(chat.bubbles).to_have_text(["hello", "You said: hello", "again", "You said: again"])


def test_a_failed_message_does_not_keep_the_next_one_back(chat: Chat, server: Server) -> None:
    server.gateway.troubles = [500]
    chat.say("first")
    expect(chat.button("Try again")).to_be_visible()
    chat.say("second")
    expect(chat.bubble("You said: second")).to_be_visible()


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_gateway_gets_the_same_message_again_by_itself(chat: Chat, server: Server, status: int) -> None:
    server.gateway.troubles = [status]
    chat.say("again")
    expect(chat.bubble("You said: again")).to_be_visible()
    first, second = server.gateway.asked("/chat/messages")[1:]
    assert first == second


def test_being_offline_is_said(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    expect(chat.panel.get_by_text("You are offline.")).to_be_visible()


def test_a_message_written_offline_waits(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.say("later")
    expect(chat.state("later")).to_have_attribute("aria-label", "Waiting for a connection")


def test_messages_written_offline_are_sent_in_order_when_back(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    for text in ("one", "two", "three"):
        chat.say(text)
    expect(chat.state("three")).to_have_attribute("aria-label", "Waiting for a connection")
    chat.page.context.set_offline(False)
    said = [each for text in ("hello", "one", "two", "three") for each in (text, f"You said: {text}")]
    expect(chat.bubbles).to_have_text(said)


def test_what_was_not_sent_before_a_reload_is_sent_after_it(chat: Chat, server: Server) -> None:
    server.gateway.troubles = [503, 503]
    chat.say("important")
    expect(chat.bubble("important")).to_be_visible()
    chat.page.reload()
    expect(chat.bubbles).to_have_text(["hello", "You said: hello", "important", "You said: important"])


def test_a_broken_stream_goes_on_where_it_ended(chat: Chat, server: Server) -> None:
    server.within(lambda gateway: gateway.cut())
    server.say("Are you still there?")
    expect(chat.bubble("Are you still there?")).to_be_visible()


def test_a_choice_that_no_longer_holds_is_explained(chat: Chat, server: Server) -> None:
    server.say("Which one?", "assistant", choices=[{"id": "a", "title": "This"}])
    chat.button("This").wait_for()
    server.within(lambda gateway: gateway.talk.offered.clear())
    chat.button("This").click()
    expect(chat.panel.get_by_text("That option is no longer available.")).to_be_visible()
