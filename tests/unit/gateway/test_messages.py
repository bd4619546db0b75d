"""One message, one answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
import pytest

from shop.bootstrap import Shop
from tests.unit.gateway.conftest import KEY, FakeEngine, Town, open_town, said


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


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422), ({"id": "a"}, 422), ({"id": "a", "text": 5}, 422), ({"id": "a", "text": "x" * 2001}, 422),
        ({"id": "a", "text": "x", "choice": "1-a"}, 422), ({"id": "a b", "text": "x"}, 422), ({"id": "a", "text": "\u200b"}, 422),
        ({"id": "a", "text": "x", "more": 1}, 422), ([], 422), ("x", 422), (None, 422), ({"id": "a", "text": None}, 422),
    ],
)  # fmt: skip
def test_a_bad_body_is_refused_with_what_to_do(town: Town, body: Any, status: int) -> None:
    answer = town.client.post("/chat/messages", json=body, headers=town.customer().headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b'{"id": "a", "text": "\\ud800"', b"[" * 5000])
def test_what_is_no_json_is_refused(town: Town, raw: bytes) -> None:
    headers = {**town.customer().headers, "content-type": "application/json"}
    assert town.client.post("/chat/messages", content=raw, headers=headers).status_code in (400, 422)


def test_a_lone_surrogate_is_left_out(town: Town) -> None:
    headers = {**town.customer().headers, "content-type": "application/json"}
    town.client.post("/chat/messages", content=b'{"id": "a", "text": "hi \\ud800 there\\u0000"}', headers=headers)
    assert "hi" in town.engine.heard[-1]["text"] and town.engine.heard[-1]["text"].isprintable()


def test_json_that_is_none_is_told_from_json_that_is_wrong(town: Town) -> None:
    answer = town.client.post("/chat/sessions", content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_a_method_that_is_not_taken_is_answered_with_those_that_are(town: Town) -> None:
    assert town.client.put("/chat/typing").headers["Allow"] == "POST"


def test_a_body_of_more_than_16_kb_is_refused(town: Town) -> None:
    answer = town.client.post("/chat/messages", content=b" " * 17_000, headers=town.customer().headers)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        jwt.encode({"sub": "x", "exp": 9e9}, KEY),
        jwt.encode({"sub": "x"}, "another key that is long enough for it"),
    ],
)
def test_without_a_token_of_ours_nothing_is_said(town: Town, token: str) -> None:
    answer = town.client.post(
        "/chat/messages", json={"id": "a", "text": "x"}, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 401


def test_an_answer_carries_the_requests_id(town: Town) -> None:
    answer = town.client.get("/chat/history", headers={"X-Request-ID": "my-request-1"})
    assert (answer.json()["request_id"], answer.headers["X-Request-ID"]) == ("my-request-1", "my-request-1")


def test_too_many_messages_are_told_when_to_try_again(shop: Shop, engine: FakeEngine) -> None:
    with open_town(shop, engine, messages_per_minute=3) as client:
        customer = Town(shop, engine, client).customer()
        answers = [customer.say("hello") for _ in range(5)]
    assert answers[-1].status_code == 429 and int(answers[-1].headers["Retry-After"]) >= 1


def test_a_customer_whom_the_shops_site_vouches_for_is_verified(shop: Shop, engine: FakeEngine) -> None:
    key = "the shop's own key, shared with its site"
    token = jwt.encode({"sub": "mona.multi@example.com", "aud": "shopdesk", "exp": 9_000_000_000}, key)
    with open_town(shop, engine, customer_key=key) as client:
        begun = client.post("/chat/sessions", json={"customer_token": token}).json()
    assert shop.identity.who(begun["conversation_id"]) is not None


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "mona.multi@example.com", "aud": "shopdesk"},
        {"sub": "mona.multi@example.com", "aud": "other", "exp": 9_000_000_000},
        {"sub": "mona.multi@example.com", "aud": "shopdesk", "exp": 1_000},
    ],
)
def test_a_customer_token_without_audience_or_in_the_past_is_refused(
    shop: Shop, engine: FakeEngine, claims: dict[str, Any]
) -> None:
    key = "the shop's own key, shared with its site"
    with open_town(shop, engine, customer_key=key) as client:
        answer = client.post("/chat/sessions", json={"customer_token": jwt.encode(claims, key)})
    assert answer.status_code == 422


def test_the_notice_is_in_the_pages_language(town: Town) -> None:
    assert "Computerprogramm" in town.client.get("/chat/config?language=de-AT").json()["privacy"]["text"]


def test_a_thumb_is_kept(town: Town) -> None:
    customer = town.customer()
    message = customer.say("hello").json()["messages"][0]["id"]
    customer.post("ratings", message_id=message, thumb="up")
    assert customer.history()["thumbs"] == {str(message): "up"}


def test_another_conversations_message_cannot_be_rated(town: Town) -> None:
    message = town.customer().say("hello").json()["messages"][0]["id"]
    assert town.customer().post("ratings", message_id=message, thumb="up").status_code == 409


def test_a_score_is_kept(town: Town) -> None:
    customer = town.customer()
    customer.post("ratings", score=4, comment="good")
    assert customer.history()["rated"] is True


def test_what_nobody_expected_is_told_with_the_requests_id(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.chat.routes.clean", lambda text: 1 / 0)
    headers = {**town.customer().headers, "X-Request-ID": "my-request-1"}
    answer = town.client.post("/chat/messages", json={"id": "a", "text": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["request_id"]) == (500, "my-request-1")


def test_many_sessions_at_once_all_begin(shop: Shop) -> None:
    with ThreadPoolExecutor(6) as crowd:
        begun = list(crowd.map(lambda _: shop.chat.begin("en").id, range(200)))
    assert len(set(begun)) == 200
