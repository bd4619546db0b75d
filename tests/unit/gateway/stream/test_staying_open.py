"""How a stream is kept open and ended, and what never passes through it."""

from __future__ import annotations

import threading
from itertools import islice

import pytest

from shop.bootstrap import Shop
from tests.unit.gateway.conftest import FakeEngine, Town
from tests.unit.gateway.stream.conftest import (
    kept,
    listening,
    parsed,
    short_token,
    street,
    until_turn,
    with_agent,
    write,
)


def test_that_the_assistant_types_is_no_line(town: Town) -> None:
    town.engine.gate = threading.Event()
    customer = town.customer()
    with listening(customer) as page:
        sent = threading.Thread(target=customer.say, args=("hello",))
        sent.start()
        typing = next(event for event in page if event.event == "typing")
        town.engine.gate.set()
        sent.join()
    assert (typing.id, typing.data) == ("", {"from": "assistant", "on": True})


def test_a_silent_stream_is_kept_open_by_comments(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.chat.routes.HEARTBEAT", 0.05)
    customer = town.customer()
    with town.client.stream("GET", "/chat/events", headers=customer.headers) as answer:
        events = list(islice(parsed(answer), 4))
    assert all(event.comment and not event.event for event in events)


def test_a_stream_says_that_nobody_may_keep_it(town: Town) -> None:
    customer = town.customer()
    with town.client.stream("GET", "/chat/events", headers=customer.headers) as answer:
        named = [answer.headers[each] for each in ("content-type", "cache-control", "x-accel-buffering")]
    assert named == ["text/event-stream; charset=utf-8", "no-store", "no"]


def test_a_stream_ends_with_its_session(town: Town) -> None:
    customer = town.customer()
    with listening(customer, token=short_token(customer, 1.2)) as page:
        assert [(event.event, event.id, event.data) for event in page] == [("end", "", {"reason": "expired"})]


def test_a_session_that_is_over_opens_no_stream(town: Town) -> None:
    customer = town.customer()
    headers = {"Authorization": f"Bearer {short_token(customer, -5)}"}
    assert town.client.get("/chat/events", headers=headers).status_code == 401


def test_an_agents_reply_is_heard_under_their_name(town: Town) -> None:
    customer = town.customer()
    ticket = with_agent(town, customer)
    with listening(customer) as page:
        town.shop.desk.reply("anna", ticket, "I am looking at it.")
        (heard,) = kept(page, 1)
    assert (heard.data["from"], heard.data["name"], heard.text) == ("agent", "Anna", "I am looking at it.")


def test_a_note_is_never_heard(town: Town) -> None:
    customer = town.customer()
    ticket = with_agent(town, customer)
    with listening(customer) as page:
        town.shop.desk.note("anna", ticket, "difficult one")
        town.shop.desk.reply("anna", ticket, "Hello.")
        town.shop.desk.note("anna", ticket, "very difficult")
        town.shop.desk.reply("anna", ticket, "Goodbye.")
        assert [event.text for event in kept(page, 2)] == ["Hello.", "Goodbye."]


def test_many_notes_in_a_row_hide_nothing_behind_them(town: Town) -> None:
    customer = town.customer()
    write(town, customer, *[("note", "for colleagues")] * 250, ("message", "Hello."))
    with listening(customer, "?after=0") as page:
        assert kept(page, 1)[0].text == "Hello."


def test_what_was_understood_and_what_a_button_stands_for_are_never_heard(town: Town) -> None:
    buttons = [{"title": "Yes", "payload": "/affirm"}]
    understood = {"parts": [{"intent": "cancel_order"}]}
    town.engine.script = lambda body: {
        "messages": [{"text": "Sure?", "buttons": buttons, "response": "utter_sure"}], "understood": understood,
    }  # fmt: skip
    customer = town.customer()
    with listening(customer) as page:
        customer.say("cancel")
        heard = str(until_turn(page))
    assert not any(secret in heard for secret in ("/affirm", "cancel_order", "utter_sure"))


def test_who_the_conversation_is_with_is_heard_whenever_it_changes(town: Town) -> None:
    customer = town.customer()
    with listening(customer) as page:
        ticket = with_agent(town, customer)
        town.shop.desk.give_back("anna", ticket)
        states = [e.data["state"] for e in islice((e for e in page if e.event == "handoff"), 3)]
    assert states == ["waiting", "with_agent", "none"]


def test_an_answer_that_came_late_is_heard(shop: Shop, engine: FakeEngine) -> None:
    engine.down = True
    with street(shop, engine) as town:
        customer = town.customer()
        with listening(customer) as page:
            promised = customer.say("hello").status_code
            engine.down = False
            assert (promised, until_turn(page)[-2].text) == (202, "You said: hello")


@pytest.mark.parametrize("text", ["two\nlines", "a\u2028b", "\u05d0\u0645\u0001 😀", 'data: "x"\n\nid: 5'])
def test_no_text_breaks_a_stream(town: Town, text: str) -> None:
    town.engine.script = lambda body: {"messages": [{"text": text, "buttons": []}]}
    customer = town.customer()
    with listening(customer) as page:
        customer.say("hello")
        assert kept(page, 2)[1].text == text


def test_a_page_that_has_gone_is_forgotten(town: Town) -> None:
    customer = town.customer()
    with listening(customer):
        assert town.client.get("/health").json()["streams"] == 1
    assert town.until(lambda: town.client.get("/health").json()["streams"] == 0)
