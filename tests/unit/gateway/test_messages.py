"""One message, one answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from shop.bootstrap import Shop
from tests.unit.gateway.conftest import FakeEngine, Town, open_town, said


def test_a_message_is_answered_by_the_engine(town: Town) -> None:
    answer = town.customer().say("hello").json()
    assert [(m["from"], m["text"]) for m in answer["messages"]] == [("assistant", "You said: hello")]


def test_an_answer_says_what_is_awaited(town: Town) -> None:
    town.engine.script = lambda body: said("Which address?", awaiting="email")
    assert town.customer().say("cancel it").json()["awaiting"] == "email"


def test_the_same_id_gives_the_same_answer(town: Town) -> None:
    customer = town.customer()
    first = customer.say("hello", id="one").json()
    assert customer.say("hello", id="one").json() == first


def test_the_same_id_makes_no_second_turn(town: Town) -> None:
    customer = town.customer()
    for _ in range(3):
        customer.say("hello", id="one")
    assert len(town.engine.heard) == 1


def test_the_same_id_at_once_makes_one_turn(town: Town) -> None:
    town.engine.delay = 0.2
    customer = town.customer()
    with ThreadPoolExecutor(5) as pool:
        answers = [each.json() for each in pool.map(lambda _: customer.say("hello", id="one"), range(5))]
    assert (len(town.engine.heard), answers) == (1, [answers[0]] * 5)


def test_the_same_id_is_answered_after_a_restart(shop: Shop, engine: FakeEngine) -> None:
    with open_town(shop, engine) as client:
        customer = Town(shop, engine, client).customer()
        first = customer.say("hello", id="one").json()
    with open_town(shop, engine) as client:
        customer.client = client
        assert customer.say("hello", id="one").json() == first


def test_messages_are_carried_out_in_the_order_of_their_arrival(town: Town) -> None:
    town.engine.gate = threading.Event()
    customer = town.customer()
    with ThreadPoolExecutor(6) as pool:
        sent = []
        for index in range(6):
            sent.append(pool.submit(customer.post, "messages", id=f"n{index}", text=f"number {index}"))
            town.until(lambda index=index: len(customer.texts()) > index)  # type: ignore[misc]
        town.engine.gate.set()
        assert [each.result().json()["turn"] for each in sent] == [1, 2, 3, 4, 5, 6]
    assert [body["text"] for body in town.engine.heard] == [f"number {index}" for index in range(6)]


def test_a_slow_answer_is_promised_and_comes_later(shop: Shop, engine: FakeEngine) -> None:
    engine.gate = threading.Event()
    with open_town(shop, engine, patience=0.1) as client:
        town = Town(shop, engine, client)
        customer = town.customer()
        promised = customer.say("hello")
        engine.gate.set()
        town.until(lambda: ("assistant", "You said: hello") in customer.texts())
    assert promised.status_code == 202


def test_while_the_engine_is_down_a_message_is_kept(town: Town) -> None:
    town.engine.down = True
    customer = town.customer()
    assert customer.say("hello").status_code == 202


def test_a_message_kept_while_the_engine_was_down_is_answered_when_it_is_back(town: Town) -> None:
    town.engine.down = True
    customer = town.customer()
    customer.say("hello")
    town.engine.down = False
    assert town.until(lambda: ("assistant", "You said: hello") in customer.texts())


def test_a_message_that_was_stored_before_a_crash_is_answered_after_it(shop: Shop, engine: FakeEngine) -> None:
    conversation = shop.chat.begin("en")
    shop.chat.receive(conversation.id, "one", "hello")
    with open_town(shop, engine) as client:
        town = Town(shop, engine, client)
        town.until(lambda: engine.heard)
        assert engine.heard[0]["text"] == "hello"


def test_a_message_that_breaks_the_engine_is_given_up_and_said_so(town: Town) -> None:
    town.engine.failing = True
    answer = town.customer().say("hello")
    assert (answer.status_code, town.customer().history()["messages"]) == (200, [])


def test_who_wrote_what_broke_the_engine_is_told(town: Town) -> None:
    town.engine.failing = True
    customer = town.customer()
    customer.say("hello")
    assert customer.history()["messages"][-1]["event"] == "not_answered"


def test_a_button_sends_what_it_stands_for(town: Town) -> None:
    town.engine.script = lambda body: said(
        "Sure?", buttons=[{"title": "Yes", "payload": "/affirm"}], awaiting="confirmation"
    )
    customer = town.customer()
    choice = customer.say("cancel").json()["messages"][0]["choices"][0]
    customer.post("messages", id="b1", choice=choice["id"])
    assert town.engine.heard[-1]["payload"] == "/affirm"


def test_a_buttons_payload_is_never_shown(town: Town) -> None:
    town.engine.script = lambda body: said("Sure?", buttons=[{"title": "Yes", "payload": "/affirm"}])
    customer = town.customer()
    assert "/affirm" not in customer.say("cancel").text + str(customer.history())


@pytest.mark.parametrize("choice", ["1-00000000", "x", "1", "-", "99999999999999-a", "١-a"])
def test_a_button_that_was_never_offered_is_refused(town: Town, choice: str) -> None:
    customer = town.customer()
    customer.say("hello")
    assert customer.post("messages", id="b1", choice=choice).status_code == 409


def test_another_conversations_button_is_refused(town: Town) -> None:
    town.engine.script = lambda body: said("Sure?", buttons=[{"title": "Yes", "payload": "/affirm"}])
    choice = town.customer().say("cancel").json()["messages"][0]["choices"][0]["id"]
    other = town.customer()
    other.say("cancel")
    assert other.post("messages", id="b1", choice=choice).status_code == 409


@pytest.mark.parametrize(
    "text", ["/restart", "／restart", "\u200b/restart", '/refund{"order_id":"1"}', "EXTERNAL: x", "ＥＸＴＥＲＮＡＬ: x"]
)
def test_no_text_reaches_the_engine_as_a_command(town: Town, text: str) -> None:
    town.customer().say(text)
    heard = town.engine.heard[-1]["text"]
    assert not heard.startswith("/") and not heard.upper().startswith("EXTERNAL:")


def test_a_card_number_is_hidden_before_it_is_stored(town: Town) -> None:
    customer = town.customer()
    customer.say("my card is 4242 4242 4242 4242")
    assert "4242 4242" not in str(customer.history()) + str(town.engine.heard)


def test_who_sends_a_card_number_is_told_not_to(town: Town) -> None:
    customer = town.customer()
    customer.say("my card is 4242 4242 4242 4242")
    assert "masked" in [m.get("event") for m in customer.history()["messages"]]
