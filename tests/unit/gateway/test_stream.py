"""A conversation's stream over a real connection: everything once, in order, and nothing that is not the customer's."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any

import httpx
import jwt
import pytest

from gateway.app import create_app
from gateway.engine_client import EngineClient
from shop.bootstrap import Shop
from shop.model.chat import ChatEvent
from shop.model.people import Agent
from tests.unit.gateway.conftest import KEY, Customer, FakeEngine, Town, settings
from tests.unit.gateway.served import served


@dataclass
class Event:
    """`comment` instead of everything else for a heartbeat."""

    id: str = ""
    event: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    comment: str = ""

    @property
    def text(self) -> str:
        return str(self.data.get("text"))


@contextmanager
def street(shop: Shop, engine: FakeEngine, **changes: Any) -> Iterator[Town]:
    """A town whose door stands at a real port."""
    client = EngineClient(["http://engine"], transport=httpx.MockTransport(engine))
    with served(create_app(settings(**changes), shop, client)) as url, httpx.Client(base_url=url, timeout=15) as page:
        yield Town(shop, engine, page)  # type: ignore[arg-type]


@pytest.fixture
def town(shop: Shop, engine: FakeEngine) -> Iterator[Town]:
    with street(shop, engine) as town:
        yield town


@contextmanager
def listening(customer: Customer, query: str = "", token: str = "", **headers: str) -> Iterator[Iterator[Event]]:
    """One more page of this customer; it is open when the block begins."""
    given = {"Authorization": f"Bearer {token or customer.token}", **headers}
    with customer.client.stream("GET", f"/chat/events{query}", headers=given) as answer:
        assert answer.status_code == 200, answer.read()
        found = parsed(answer)
        assert next(found).comment == "open"
        yield (event for event in found if not event.comment)


def parsed(answer: httpx.Response) -> Iterator[Event]:
    """As browsers read it: split at \\r and \\n, and nowhere else."""
    rest = b""
    for chunk in answer.iter_raw():
        *whole, rest = (rest + chunk).split(b"\r\n\r\n")
        for block in whole:
            fields = dict(line.split(": ", 1) for line in block.decode().split("\r\n"))
            data = json.loads(fields["data"]) if "data" in fields else {}
            yield Event(fields.get("id", ""), fields.get("event", ""), data, fields.get("", ""))


def kept(events: Iterator[Event], count: int) -> list[Event]:
    """The next events that are lines of the conversation."""
    return list(islice((event for event in events if event.event != "typing"), count))


def until_turn(events: Iterator[Event]) -> list[Event]:
    """Everything up to the end of a turn."""
    found: list[Event] = []
    for event in events:
        found.append(event)
        if event.event == "turn":
            return found
    raise AssertionError(f"the stream ended after {found}")


def with_agent(town: Town, customer: Customer) -> str:
    """Anna takes the customer up; gives the ticket."""
    ticket = town.call_person(customer)
    with town.shop.tools.open_work() as work:
        work.people.add(
            Agent("anna", "anna@shop.example", "Anna", "agent", "", ["en"], created_at=town.shop.tools.clock.now())
        )
        work.commit()
    town.shop.desk.claim("anna", ticket)
    return ticket


def test_a_turn_is_heard_in_its_order(town: Town) -> None:
    customer = town.customer()
    with listening(customer) as page:
        customer.say("hello")
        heard = kept(page, 3)
    assert [(e.event, e.data.get("from")) for e in heard] == [
        ("message", "customer"), ("message", "assistant"), ("turn", None),
    ]  # fmt: skip


def test_lines_are_numbered_upwards(town: Town) -> None:
    customer = town.customer()
    for _ in range(3):
        customer.say("hello")
    with listening(customer, "?after=0") as page:
        ids = [int(event.id) for event in kept(page, 9)]
    assert ids == sorted(set(ids))


def test_a_streams_message_is_the_histories(town: Town) -> None:
    customer = town.customer()
    with listening(customer) as page:
        customer.say("hello")
        heard = kept(page, 2)
    assert [event.data for event in heard] == customer.history()["messages"]


@pytest.mark.parametrize("way", ["header", "query"])
def test_a_page_that_comes_back_hears_exactly_what_it_has_missed(town: Town, way: str) -> None:
    customer = town.customer()
    for number in range(4):
        customer.say(f"number {number}")
    with listening(customer, "?after=0") as page:
        whole = kept(page, 12)
    for place, event in enumerate(whole):
        with resumed(customer, way, event.id) as page:
            assert kept(page, 11 - place) == whole[place + 1 :]


def resumed(customer: Customer, way: str, last: str) -> Any:
    return listening(customer, **{"Last-Event-ID": last}) if way == "header" else listening(customer, f"?after={last}")


def test_behind_what_was_missed_comes_what_is_new(town: Town) -> None:
    customer = town.customer()
    customer.say("missed")
    with listening(customer, "?after=0") as page:
        kept(page, 3)
        customer.say("new")
        assert kept(page, 1)[0].text == "new"


def test_what_a_browser_says_by_itself_counts_more_than_the_address(town: Town) -> None:
    customer = town.customer()
    customer.say("hello")
    last = str(customer.history()["last_event_id"])
    with listening(customer, "?after=0", **{"Last-Event-ID": last}) as page:
        customer.say("new")
        assert kept(page, 1)[0].text == "new"


@pytest.mark.parametrize("last", ["", "abc", "-1", "1.5", "9" * 30, "0x10"])
def test_a_last_id_that_is_none_is_passed_over(town: Town, last: str) -> None:
    customer = town.customer()
    customer.say("old")
    with listening(customer, **{"Last-Event-ID": last}) as page:
        customer.say("new")
        assert kept(page, 1)[0].text == "new"


def test_more_than_one_read_of_missed_lines_comes_whole(town: Town) -> None:
    customer = town.customer()
    write(town, customer, *[("message", str(number)) for number in range(450)])
    with listening(customer, "?after=0") as page:
        assert [event.text for event in kept(page, 450)] == [str(number) for number in range(450)]


def write(town: Town, customer: Customer, *lines: tuple[str, str]) -> None:
    """Lines straight into the database."""
    with town.shop.tools.open_work() as work:
        for kind, text in lines:
            body = {"from": "assistant", "text": text}
            work.chats.add(ChatEvent(customer.conversation, kind, town.shop.tools.clock.now(), 1, body))  # type: ignore[arg-type]
            work.chats.flush()
        work.commit()


def test_two_pages_both_hear_everything(town: Town) -> None:
    customer = town.customer()
    with listening(customer) as one, listening(customer) as two:
        customer.say("hello")
        first, second = kept(one, 3), kept(two, 3)
    assert first == second and len(first) == 3


def test_nobody_hears_of_another_conversation(town: Town) -> None:
    one, two = town.customer(), town.customer()
    with listening(two, "?after=0") as page:
        one.say("mine")
        two.say("yours")
        assert kept(page, 1)[0].text == "yours"


def test_what_is_said_at_another_door_is_heard(town: Town, shop: Shop, engine: FakeEngine) -> None:
    customer = town.customer()
    with street(shop, engine) as other:
        elsewhere = Customer(other.client, customer.token, customer.conversation)
        with listening(elsewhere) as page:
            customer.say("hello")
            assert [event.event for event in kept(page, 3)] == ["message", "message", "turn"]


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


def short_token(customer: Customer, seconds: float) -> str:
    until = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return jwt.encode({"sub": customer.conversation, "aud": "shopdesk:chat", "exp": until.timestamp()}, KEY)


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
