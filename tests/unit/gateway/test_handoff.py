"""The handoff contract: who speaks, that nothing is lost, and that nobody is left alone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shop.bootstrap import Shop
from shop.model.people import Agent
from shop.model.records import Proposal
from shop.services.desk import NotPossible
from tests.unit.gateway.conftest import Customer, FakeEngine, Town, open_town, said


def agent(town: Town, name: str = "Anna", role: str = "agent") -> str:
    with town.shop.tools.open_work() as work:
        made = Agent(
            name.lower(), f"{name.lower()}@shop.example", name, role, "", ["en"], created_at=town.shop.tools.clock.now()
        )  # type: ignore[arg-type]
        work.people.add(made)
        work.commit()
    return made.id


def calling(town: Town, customer: Customer, *behind: str) -> Any:
    """An engine whose action calls a person, and goes on talking behind that."""

    def script(body: dict[str, Any]) -> dict[str, Any]:
        if body["text"] == "person":
            town.call_person(customer)
            spoken = said("One moment, please.", *behind)
            spoken["messages"][0]["response"] = "utter_person_is_coming"
            return spoken
        return said(f"You said: {body['text']}")

    return script


def with_agent(town: Town) -> tuple[Customer, str]:
    """A customer whom Anna has taken up."""
    customer = town.customer()
    ticket = town.call_person(customer)
    town.shop.desk.claim(agent(town), ticket)
    return customer, ticket


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


# 5. Acknowledgement, position, a way to leave a message; escalation.


def test_who_waits_is_told_position_and_minutes(town: Town) -> None:
    town.call_person(town.customer())
    customer = town.customer()
    town.call_person(customer)
    handoff = customer.history()["handoff"]
    assert (handoff["state"], handoff["position"], handoff["wait_minutes"] >= 1) == ("waiting", 2, True)


def test_the_position_moves_when_somebody_is_taken_up(town: Town) -> None:
    first = town.call_person(town.customer())
    customer = town.customer()
    town.call_person(customer)
    town.shop.desk.claim(agent(town), first)
    told = town.shop.transcript.after(customer.conversation, 0)
    assert [line.body["position"] for line in told if line.kind == "handoff"] == [2, 1]


def test_who_does_not_want_to_wait_is_answered_by_mail_and_goes_on_with_the_bot(town: Town) -> None:
    customer = town.customer()
    ticket = town.call_person(customer)
    customer.post("handoff", wish="email", email="me@example.com")
    answer = customer.say("where is my order").json()
    assert (answer["messages"][-1]["text"], answer["handoff"]) == (
        "You said: where is my order", {"state": "case", "ticket": ticket},
    )  # fmt: skip


def test_who_goes_back_to_the_bot_leaves_no_ticket_open(town: Town) -> None:
    customer = town.customer()
    ticket = town.call_person(customer)
    customer.post("handoff", wish="back")
    assert [t.state for t in town.shop.handoff.tickets(customer.conversation) if t.id == ticket] == ["resolved"]


def test_who_is_with_an_agent_cannot_leave_a_queue(town: Town) -> None:
    customer, _ = with_agent(town)
    assert customer.post("handoff", wish="back").status_code == 409


def test_outside_opening_hours_there_is_a_case_and_the_bot_goes_on(shop: Shop, engine: FakeEngine) -> None:
    from shop.outside.clock import clock_from

    object.__setattr__(shop.tools, "clock", clock_from("2026-11-22T15:00:00+00:00"))
    with open_town(shop, engine) as client:
        town = Town(shop, engine, client)
        customer = town.customer()
        town.call_person(customer)
        assert customer.say("hello").json()["handoff"]["state"] == "case"


def test_a_queue_that_is_too_long_takes_no_more(town: Town) -> None:
    longest = town.client.app.state.door.policy().handoff.longest_queue  # type: ignore[attr-defined]
    for _ in range(longest):
        town.call_person(town.customer())
    customer = town.customer()
    town.call_person(customer)
    assert customer.history()["handoff"]["state"] == "case"


def test_a_ticket_that_nobody_takes_up_becomes_urgent_and_its_customer_hears_of_it(town: Town) -> None:
    from shop.outside.clock import clock_from

    customer = town.customer()
    ticket = town.call_person(customer)
    object.__setattr__(town.shop.tools, "clock", clock_from("2026-11-24T15:30:00+00:00"))
    town.shop.handoff.escalate()
    found = next(t for t in town.shop.handoff.tickets(customer.conversation) if t.id == ticket)
    assert (found.urgency, customer.history()["messages"][-1]["event"]) == (2, "still_waiting")


# The desk's side of it.


def test_two_claim_and_one_wins(town: Town) -> None:
    ticket = town.call_person(town.customer())
    agents = [agent(town, name) for name in ("Anna", "Luis", "Mia", "Omar")]

    def claim(each: str) -> bool:
        try:
            town.shop.desk.claim(each, ticket)
        except NotPossible as refused:
            return refused.code != "taken"
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(claim, agents)) == [False, False, False, True]


def test_an_agents_reply_reaches_the_customer_under_their_name(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.shop.desk.reply("anna", ticket, "Hello, I'm looking at it.")
    last = customer.history()["messages"][-1]
    assert (last["from"], last["name"], last["text"]) == ("agent", "Anna", "Hello, I'm looking at it.")


def test_a_note_is_never_shown_to_the_customer(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.shop.desk.note("anna", ticket, "difficult one")
    assert "difficult one" not in str(customer.history())


def test_a_colleagues_ticket_is_not_answered_by_another_agent(town: Town) -> None:
    _, ticket = with_agent(town)
    with pytest.raises(NotPossible) as refused:
        town.shop.desk.reply(agent(town, "Luis"), ticket, "hi")
    assert refused.value.code == "not_yours"


def test_a_case_is_joined_while_its_customer_is_there(town: Town) -> None:
    customer = town.customer()
    ticket = town.shop.handoff.open_case(customer.conversation, "complaint", "complaints", "", {}).id
    town.shop.desk.claim(agent(town), ticket)
    town.shop.desk.join("anna", ticket)
    assert customer.say("hello").json()["handoff"] == {"state": "with_agent", "ticket": ticket, "agent": "Anna"}


def test_a_transferred_conversation_waits_again_with_everything_in_it(town: Town) -> None:
    customer, ticket = with_agent(town)
    customer.say("it came torn")
    town.shop.desk.transfer("anna", ticket, queue="returns", note="needs a photo")
    history = customer.history()
    assert (history["handoff"]["state"], history["messages"][-1]["event"]) == ("waiting", "transferred")


def test_a_resolved_conversation_goes_back_to_the_bot_which_is_told(town: Town) -> None:
    customer, ticket = with_agent(town)
    town.shop.desk.resolve("anna", ticket, "solved")
    town.until(lambda: town.engine.told)
    assert (town.engine.told[0]["outcome"], customer.say("hi").json()["handoff"]) == ("resolved", {"state": "none"})
