"""The handoff contract: who speaks, that nothing is lost, and that nobody is left alone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from shop.bootstrap import Shop
from shop.model.records import Proposal
from tests.unit.gateway.conftest import FakeEngine, Town, open_town
from tests.unit.gateway.people import calling, with_agent

# 1. From the commit of a live handoff on, after one acknowledgement, the bot says nothing.


def test_the_acknowledgement_is_the_last_thing_the_bot_says(town: Town) -> None:
    customer = town.customer()
    town.engine.script = calling(town, customer, "Back to your cancellation.", "May I ask why?")
    answer = customer.say("person").json()
    assert [m["text"] for m in answer["messages"]] == ["One moment, please."]


def test_the_engine_hears_nothing_while_a_person_is_waited_for(town: Town) -> None:
    customer = town.customer()
    town.call_person(customer)
    customer.say("hello?")
    assert town.engine.heard == []


@pytest.mark.parametrize("text", ["/restart", "restart", "start over", "cancel W1000101", "/session_start"])
def test_nothing_that_a_customer_writes_brings_the_bot_back(town: Town, text: str) -> None:
    customer, _ = with_agent(town)
    customer.say(text)
    assert (town.engine.heard, customer.texts()[-1][0]) == ([], "customer")


def test_nothing_is_awaited_by_the_bot_any_more(town: Town) -> None:
    customer = town.customer()
    town.engine.script = calling(town, customer)
    customer.say("person")
    assert customer.history()["awaiting"] is None


def test_a_proposal_that_was_open_can_not_be_confirmed_any_more(town: Town) -> None:
    customer, now = town.customer(), town.shop.tools.clock.now()
    with town.shop.tools.open_work() as work:
        work.records.add(Proposal("p1", customer.conversation, "c", "cancel_order", {}, {}, [], now, now))
        work.commit()
    town.call_person(customer)
    with town.shop.tools.open_work() as work:
        assert work.records.open_proposals(customer.conversation) == []


def test_an_answer_that_was_under_way_when_a_person_took_over_is_not_said(town: Town) -> None:
    town.engine.gate = threading.Event()
    customer = town.customer()
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(customer.say, "where is it")
        town.until(lambda: town.engine.heard)
        town.call_person(customer)
        town.engine.gate.set()
        assert sent.result().json()["messages"] == []


def test_messages_queued_behind_a_call_for_a_person_go_to_the_person(town: Town) -> None:
    town.engine.gate = threading.Event()
    customer = town.customer()
    town.engine.script = calling(town, customer)
    with ThreadPoolExecutor(3) as pool:
        sent = []
        for index, text in enumerate(["person", "and quickly", "it is about W1000101"]):
            sent.append(pool.submit(customer.post, "messages", id=f"q{index}", text=text))
            town.until(lambda index=index: len(customer.texts()) > index)  # type: ignore[misc]
        town.engine.gate.set()
        answers = [each.result().json() for each in sent]
    assert ([b["text"] for b in town.engine.heard], answers[2]["messages"]) == (["person"], [])


def test_a_restart_of_the_door_changes_nothing_of_who_is_in_charge(shop: Shop, engine: FakeEngine) -> None:
    with open_town(shop, engine) as client:
        customer, _ = with_agent(Town(shop, engine, client))
    with open_town(shop, engine) as client:
        customer.client = client
        customer.say("still there?")
    assert engine.heard == []


# 2. No customer message is lost.


def test_what_is_written_to_a_person_is_in_the_transcript(town: Town) -> None:
    customer, _ = with_agent(town)
    customer.say("it came torn")
    assert ("customer", "it came torn") in customer.texts()


def test_what_was_written_while_the_engine_was_down_reaches_a_person_who_comes(town: Town) -> None:
    town.engine.down = True
    customer = town.customer()
    customer.say("hello")
    town.call_person(customer)
    town.engine.down = False
    state = town.until(lambda: customer.say("are you there").json()["handoff"]["state"] == "waiting")
    assert state and town.engine.heard == []


# 4. Return tells the bot once.


def test_the_bot_is_told_once_that_it_has_the_conversation_back(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.shop.desk.give_back("anna", ticket, "Your label is on its way.")
    for text in ("thanks", "one more thing"):
        customer.say(text)
    assert [(each["outcome"], each["note"]) for each in town.engine.told] == [("returned", "Your label is on its way.")]


def test_after_a_return_the_bot_greets_and_then_answers(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.shop.desk.give_back("anna", ticket)
    customer.say("thanks")
    assert [text for sender, text in customer.texts() if sender == "assistant"] == [
        "Back with you.",
        "You said: thanks",
    ]


def test_what_was_said_to_the_person_is_not_replayed_to_the_bot(town: Town) -> None:
    customer, ticket = with_agent(town)
    customer.say("cancel it")
    town.shop.desk.give_back("anna", ticket)
    customer.say("thanks")
    assert [body["text"] for body in town.engine.heard] == ["thanks"]


def test_the_bot_is_told_of_a_return_even_where_the_engine_was_down(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.engine.down = True
    town.shop.desk.give_back("anna", ticket)
    customer.say("thanks")
    town.engine.down = False
    assert town.until(
        lambda: [t for s, t in customer.texts() if s == "assistant"] == ["Back with you.", "You said: thanks"]
    )


def test_an_engine_that_cannot_take_a_return_in_does_not_keep_the_customer_for_ever(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.engine.failing = True
    town.shop.desk.give_back("anna", ticket)
    town.until(lambda: town.shop.transcript.standing(customer.conversation)[0].in_charge == "bot")
    town.engine.failing = False
    assert customer.say("hello").json()["messages"][0]["text"] == "You said: hello"


def test_a_return_that_nobody_writes_after_is_told_too(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.shop.desk.give_back("anna", ticket)
    assert town.until(lambda: ("assistant", "Back with you.") in customer.texts())
