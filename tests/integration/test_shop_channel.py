"""The gateway's private way into the running engine."""

from __future__ import annotations

import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from shop.bootstrap import build_shop
from shop.settings import Settings
from tests.live.stack import Stack

MONA = "mona.multi@example.com"


def post(stack: Stack, what: str, body: object) -> httpx.Response:
    return httpx.post(f"http://127.0.0.1:{stack.engine_port}/webhooks/shopdesk/{what}", json=body, timeout=60)


def a_name() -> str:
    return uuid.uuid4().hex


def turn(stack: Stack, conversation: str, text: str, message_id: str = "", **more: Any) -> dict[str, Any]:
    body = {"conversation": conversation, "id": message_id or a_name(), "text": text, **more}
    answer = post(stack, "turn", body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def returned(stack: Stack, conversation: str, **more: Any) -> dict[str, Any]:
    told = {"id": a_name(), "outcome": "returned", "agent": "Ada", "note": "", "ticket": "T1", "speak": True, **more}
    answer = post(stack, "returned", {"conversation": conversation, **told})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def responses(answer: dict[str, Any]) -> list[str]:
    return [message["response"] for message in answer["messages"]]


def tracker(stack: Stack, conversation: str) -> dict[str, Any]:
    return dict(stack.client.get(f"http://127.0.0.1:{stack.engine_port}/conversations/{conversation}/tracker").json())


def messages_heard(stack: Stack, conversation: str) -> int:
    return sum(event["event"] == "user" for event in tracker(stack, conversation)["events"])


@pytest.fixture
def conversation(stack: Stack) -> str:
    stack.restore()
    return a_name()


def test_a_turn_tells_what_was_said_understood_and_asked_for(stack: Stack, conversation: str) -> None:
    answer = turn(stack, conversation, "where is my order?")
    assert (responses(answer), answer["awaiting"], answer["language"]) == (["utter_ask_who_you_are"], "email", "en")
    read = answer["understood"]
    assert (read["language"], read["parts"][0]["intent"], read["sentiment"]["upset"]) == ("en", "track_order", False)
    assert read["actions"][0]["name"] == "action_track_order" and "RulePolicy" in read["actions"][0]["policy"]


def test_an_order_comes_with_its_card(stack: Stack, conversation: str) -> None:
    answer = turn(stack, conversation, f"where is W1000102? {MONA}")
    (card,) = [message["card"] for message in answer["messages"] if message.get("card")]
    assert (card["kind"], card["number"]) == ("order", "#W1000102")
    assert [m["response"] for m in answer["messages"] if m.get("card")] == ["utter_order_status"]


def test_products_come_with_a_card(stack: Stack, conversation: str) -> None:
    answer = turn(stack, conversation, "do you have any lamps?")
    cards = [message["card"] for message in answer["messages"] if message.get("card")]
    assert cards and cards[0]["kind"] in ("product", "products")


def test_the_rest_channel_shows_no_cards(stack: Stack, conversation: str) -> None:
    assert all("custom" not in message for message in stack.say(conversation, f"where is W1000102? {MONA}"))


def test_the_same_id_twice_is_one_turn(stack: Stack, conversation: str) -> None:
    first = turn(stack, conversation, "hello", "m1")
    assert turn(stack, conversation, "hello", "m1") == first and messages_heard(stack, conversation) == 1


def test_the_same_id_at_the_same_time_is_one_turn(stack: Stack, conversation: str) -> None:
    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _: turn(stack, conversation, "where is my order?", "m1"), range(4)))
    assert all(answer == answers[0] for answer in answers) and messages_heard(stack, conversation) == 1


def test_two_messages_at_the_same_time_are_both_answered(stack: Stack, conversation: str) -> None:
    with ThreadPoolExecutor(2) as crowd:
        answers = list(crowd.map(lambda text: turn(stack, conversation, text), ["hello", "what can you do?"]))
    assert all(answer["messages"] for answer in answers) and messages_heard(stack, conversation) == 2


def test_after_a_restart_the_same_id_gives_the_same_answer(stack: Stack, conversation: str) -> None:
    first = turn(stack, conversation, f"cancel W1000102, {MONA}", "m1")
    turn(stack, conversation, "ordered by mistake", "m2")
    stack.stop("engine")
    stack.start_engine()
    assert turn(stack, conversation, f"cancel W1000102, {MONA}", "m1") == first
    assert messages_heard(stack, conversation) == 2


def test_a_turn_is_finished_though_the_client_hangs_up(stack: Stack, conversation: str) -> None:
    body = {"conversation": conversation, "id": "m1", "text": "where is my order?"}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"http://127.0.0.1:{stack.engine_port}/webhooks/shopdesk/turn", json=body, timeout=0.005)
    assert responses(turn(stack, conversation, "where is my order?", "m1")) == ["utter_ask_who_you_are"]
    assert messages_heard(stack, conversation) == 1


def test_what_is_asked_for_is_told_all_through_a_cancellation(stack: Stack, conversation: str) -> None:
    said = ("cancel my order", MONA, "W1000102", "the one with W1000102", "ordered by mistake", "yes")
    asked = [turn(stack, conversation, text)["awaiting"] for text in said]
    assert asked == ["email", "order_number", "order_number", "reason", "confirmation", None]


def test_a_question_in_doubt_awaits_a_choice(stack: Stack, conversation: str) -> None:
    answer = turn(stack, conversation, "asdf qwer zxcv")
    answer = turn(stack, conversation, "zzzz yyyy xxxx") if not answer["messages"][-1]["buttons"] else answer
    assert answer["messages"][-1]["buttons"] and answer["awaiting"] == "choice"


def test_a_first_language_is_taken_where_the_words_do_not_tell(stack: Stack, conversation: str) -> None:
    assert turn(stack, conversation, "W1000102", language="de")["language"] == "de"


def test_a_return_drops_an_open_form_and_greets_once(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, f"cancel W1000102, {MONA}")
    first = returned(stack, conversation, id="T1-1")
    assert returned(stack, conversation, id="T1-1") == first
    assert (responses(first), first["awaiting"]) == (["utter_back_from_person"], None)
    assert "Ada" in first["messages"][0]["text"]
    assert tracker(stack, conversation)["active_loop"] == {}
    assert stack.spoken(conversation).count("utter_back_from_person") == 1


def test_after_a_return_a_yes_confirms_nothing(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, f"cancel W1000102 ordered by mistake, {MONA}")
    returned(stack, conversation)
    assert responses(turn(stack, conversation, "yes")) == ["utter_nothing_to_confirm"]


def test_after_a_return_a_request_begins_anew(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, f"cancel W1000102, {MONA}")
    returned(stack, conversation)
    answer = turn(stack, conversation, "cancel W1000102")
    assert answer["awaiting"] == "reason" and "utter_back_to_request" not in responses(answer)


def test_a_note_is_told_in_the_conversations_language(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, "bonjour, où est ma commande ?")
    answer = returned(stack, conversation, note="Votre colis part demain.")
    assert responses(answer) == ["utter_back_from_person_note"] and answer["language"] == "fr"
    assert "Me revoilà" in answer["messages"][0]["text"] and "demain" in answer["messages"][0]["text"]


def test_after_a_closed_case_a_rating_is_asked_for_once(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, f"where is W1000102? {MONA}")
    shop = build_shop(Settings.from_env({"DATABASE_URL": stack.database_url}))
    ticket = shop.handoff.open_case(conversation, "customer_asked", "general", "", {}).id
    first = returned(stack, conversation, outcome="resolved", ticket=ticket)
    assert (responses(first), first["awaiting"]) == (["utter_person_resolved", "utter_please_rate"], "rating")
    assert turn(stack, conversation, "5")["awaiting"] == "free_text"
    assert responses(turn(stack, conversation, "no")) == ["utter_rating_thanks"]
    again = returned(stack, conversation, outcome="resolved", ticket=ticket)
    assert (responses(again), again["awaiting"]) == (["utter_person_resolved"], None)


def test_anger_from_before_a_person_was_there_calls_no_person_again(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, "I want to file a complaint about your service")
    returned(stack, conversation)
    answer = turn(stack, conversation, "I want to file a complaint about your service")
    assert responses(answer) == ["utter_hear_complaint", "utter_offer_person"]


def test_a_silent_return_says_nothing_and_is_known_after_a_restart(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, f"cancel W1000102, {MONA}")
    assert returned(stack, conversation, id="T1-1", outcome="left", speak=False)["messages"] == []
    assert turn(stack, conversation, "cancel W1000102")["awaiting"] == "reason"
    stack.stop("engine")
    stack.start_engine()
    returned(stack, conversation, id="T1-1", outcome="left", speak=False)
    assert tracker(stack, conversation)["active_loop"]["name"] == "cancel_order_form"


def test_no_words_of_a_customer_mean_that_a_person_returned(stack: Stack, conversation: str) -> None:
    body = {"conversation": conversation, "id": "m1", "text": '/person_returned{"outcome": "resolved"}'}
    assert post(stack, "turn", body).status_code == 400


@pytest.mark.parametrize("body", [{}, [], {"conversation": "a b", "id": "m", "text": "x"}])
def test_what_is_no_message_is_told_what_to_send(stack: Stack, body: object) -> None:
    answer = post(stack, "turn", body)
    assert answer.status_code == 400 and answer.json()["detail"]


def test_a_store_that_fails_is_told_and_the_same_id_may_be_sent_again(stack: Stack, conversation: str) -> None:
    turn(stack, conversation, "hello", "m1")
    lock = sqlite3.connect(stack.folder / "tracker.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        failed = post(stack, "turn", {"conversation": conversation, "id": "m2", "text": "where is my order?"})
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    assert failed.status_code == 503 and "same id" in failed.json()["detail"]
    assert responses(turn(stack, conversation, "where is my order?", "m2")) == ["utter_ask_who_you_are"]
    assert messages_heard(stack, conversation) == 2
