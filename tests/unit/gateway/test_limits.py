"""What the door refuses, how it says so, and who is let in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
import pytest

from shop.bootstrap import Shop
from tests.unit.gateway.conftest import KEY, FakeEngine, Town, open_town


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
