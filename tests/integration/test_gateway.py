"""Whole conversations through the public door, with a real engine, action server and database behind it."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.live.customer import Customer
from tests.live.stack import Stack

MONA = "mona.multi@example.com"
SENTENCES = ("hi", "are you a robot?", "how long is the warranty?", "where is my order?", MONA, "thanks")


@pytest.fixture(scope="module", autouse=True)
def door(stack: Stack) -> Iterator[str]:
    stack.start_gateway()
    yield stack.gateway_url
    stack.stop("gateway")


@pytest.fixture
def customer(stack: Stack, door: str) -> Customer:
    stack.restore()
    return Customer(door)


def status_of(stack: Stack, number: str) -> str:
    with sqlite3.connect(stack.folder / "live.db") as database:
        return str(database.execute("SELECT status FROM orders WHERE number = ?", (number,)).fetchone()[0])


def heard_by_engine(stack: Stack, conversation: str) -> list[str]:
    url = f"http://127.0.0.1:{stack.engine_port}/conversations/{conversation}/tracker?include_events=ALL"
    events = stack.client.get(url).json()["events"]
    return [str(event["text"]) for event in events if event["event"] == "user"]


def at_confirmation(customer: Customer) -> dict[str, Any]:
    """The answer in which only the yes is missing."""
    asked = [customer.say(text) for text in ("cancel order W1000102", MONA, "ordered by mistake")]
    assert [answer["awaiting"] for answer in asked] == ["email", "reason", "confirmation"]
    return asked[-1]


def yes(answer: dict[str, Any]) -> str:
    """The button that stands for it."""
    return str(answer["messages"][-1]["choices"][0]["id"])


def test_an_order_is_cancelled_by_words(stack: Stack, customer: Customer) -> None:
    at_confirmation(customer)
    answer = customer.say("yes")
    assert (answer["awaiting"], status_of(stack, "W1000102")) == (None, "cancelled")


def test_an_order_is_cancelled_by_a_button(stack: Stack, customer: Customer) -> None:
    customer.say(choice=yes(at_confirmation(customer)))
    assert status_of(stack, "W1000102") == "cancelled"


def test_an_orders_card_reaches_the_page(customer: Customer) -> None:
    answer = customer.say(f"where is W1000102? {MONA}")
    assert [m["card"]["number"] for m in answer["messages"] if "card" in m] == ["#W1000102"]


def test_nobody_can_send_what_a_button_stands_for(stack: Stack, customer: Customer) -> None:
    at_confirmation(customer)
    customer.say("/affirm{}")
    assert all(not text.startswith("/") for text in heard_by_engine(stack, customer.conversation))


def test_the_same_id_twice_gives_the_same_answer_and_one_turn(stack: Stack, customer: Customer) -> None:
    first = customer.say("where is my order?", "one")
    assert customer.say("where is my order?", "one") == first
    assert heard_by_engine(stack, customer.conversation) == ["where is my order?"]


def test_a_yes_that_is_sent_five_times_at_once_cancels_once(stack: Stack, customer: Customer) -> None:
    choice = yes(at_confirmation(customer))
    with ThreadPoolExecutor(5) as crowd:
        answers = list(crowd.map(lambda _: customer.say(message_id="yes", choice=choice), range(5)))
    with sqlite3.connect(stack.folder / "live.db") as database:
        done = database.execute("SELECT count(*) FROM audit WHERE action = 'cancel_order'").fetchone()[0]
    assert (answers, done) == ([answers[0]] * 5, 1)


def test_what_is_said_while_the_engine_is_away_is_answered_when_it_is_back(stack: Stack, customer: Customer) -> None:
    at_confirmation(customer)
    stack.stop("engine")
    with customer.listening() as page:
        kept = customer.send("yes")
        stack.start_engine()
        turn = next(data for name, data in page if name == "turn")
    assert (kept.status_code, turn["status"], status_of(stack, "W1000102")) == (202, "done", "cancelled")


def test_an_engine_that_dies_in_the_middle_of_a_turn_loses_nothing(stack: Stack, customer: Customer) -> None:
    with customer.listening() as page, ThreadPoolExecutor(1) as crowd:
        sent = crowd.submit(customer.send, "hello")
        next(data for name, data in page if name == "message")
        stack.processes["engine"].send_signal(signal.SIGKILL)
        stack.stop("engine")
        stack.start_engine()
        turn = next(data for name, data in page if name == "turn")
    assert (sent.result().status_code in (200, 202), turn["status"]) == (True, "done")


def test_a_door_that_dies_loses_no_message(stack: Stack, customer: Customer) -> None:
    stack.stop("engine")
    assert customer.send("hello", "one").status_code == 202
    stack.processes["gateway"].send_signal(signal.SIGKILL)
    stack.stop("gateway")
    stack.start_engine()
    stack.start_gateway()
    with customer.listening(after=0) as page:
        assert next(data for name, data in page if name == "turn")["client_id"] == "one"
    assert heard_by_engine(stack, customer.conversation) == ["hello"]


def test_a_door_that_is_asked_to_close_does_not_wait_for_its_streams(stack: Stack, customer: Customer) -> None:
    with suppress(httpx.RemoteProtocolError), customer.listening() as page:
        stack.processes["gateway"].send_signal(signal.SIGTERM)
        next(page, None)
    ended = stack.processes["gateway"].wait(timeout=15)
    stack.stop("gateway")
    stack.start_gateway()
    assert ended in (0, -signal.SIGTERM)


def test_twenty_conversations_at_once_lose_double_and_confuse_nothing(stack: Stack, door: str) -> None:
    stack.restore()
    customers = [Customer(door) for _ in range(20)]
    with ThreadPoolExecutor(20) as crowd:
        list(crowd.map(converse, customers))
    for each in customers:
        history = each.history()["messages"]
        assert [m["text"] for m in history if m["from"] == "customer"] == list(SENTENCES)
        assert {m["turn"] for m in history if m["from"] == "assistant"} == set(range(1, 7))
        assert [m["turn"] for m in history] == sorted(m["turn"] for m in history)
        assert heard_by_engine(stack, each.conversation) == list(SENTENCES)


def converse(customer: Customer) -> None:
    """Every answer must be to what was said just now."""
    for number, text in enumerate(SENTENCES, 1):
        answer = customer.say(text, f"m{number}")
        assert answer["messages"] and {m["turn"] for m in answer["messages"]} == {number} == {answer["turn"]}


def test_six_messages_without_waiting_are_answered_in_their_order(stack: Stack, customer: Customer) -> None:
    with customer.listening() as page, ThreadPoolExecutor(6) as crowd:
        sent = []
        for number, text in enumerate(SENTENCES):
            sent.append(crowd.submit(customer.say, text, f"m{number}"))
            next(data for name, data in page if name == "message" and data.get("client_id") == f"m{number}")
        answers = [each.result() for each in sent]
    assert [answer["turn"] for answer in answers] == [1, 2, 3, 4, 5, 6]
    assert heard_by_engine(stack, customer.conversation) == list(SENTENCES)
