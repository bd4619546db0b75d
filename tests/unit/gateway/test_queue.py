"""The handoff contract: who waits is told, may leave, and is not left alone; and what agents do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from shop.bootstrap import Shop
from shop.services.desk import NotPossible
from tests.unit.gateway.conftest import FakeEngine, Town, open_town
from tests.unit.gateway.people import agent, with_agent

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
