"""Waiting for people: nobody is forgotten, taken away, told what is not so, or kept from leaving."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop.bootstrap import Shop
from shop.services.answers import Heard
from tests.unit.gateway.conftest import Town
from tests.unit.gateway.people import NOW, Moving, call, hire, talk, talk_row, tickets


@pytest.fixture
def clock(shop: Shop) -> Moving:
    moving = Moving()
    object.__setattr__(shop.tools, "clock", moving)
    return moving


def test_who_calls_a_person_again_does_not_fall_to_an_agent_who_is_not_there(shop: Shop, clock: Moving) -> None:
    agent, conversation = hire(shop, "zoe"), talk(shop)
    ticket = shop.handoff.open_case(
        conversation, "customer_asked", "general", "", {}, key=f"{conversation}:customer_asked"
    )
    shop.desk.claim(agent, ticket.id)  # as a case, to be answered by mail
    clock.at = NOW + timedelta(hours=3)  # zoe has gone
    call(shop, conversation)
    state = shop.handoff.state(conversation)
    assert state["state"] == "waiting"


def test_who_fell_to_an_absent_agent_can_leave(shop: Shop, clock: Moving) -> None:
    agent, conversation = hire(shop, "zoe"), talk(shop)
    ticket = shop.handoff.open_case(
        conversation, "customer_asked", "general", "", {}, key=f"{conversation}:customer_asked"
    )
    shop.desk.claim(agent, ticket.id)
    clock.at = NOW + timedelta(hours=3)
    call(shop, conversation)
    shop.handoff.leave_queue(conversation, by_mail=False)
    assert shop.handoff.state(conversation) == {"state": "none"}


def test_a_repeated_call_after_a_resolved_one_opens_no_further_ticket(shop: Shop) -> None:
    agent, conversation = hire(shop, "zoe"), talk(shop)
    first = call(shop, conversation).ticket.id
    shop.desk.claim(agent, first)
    shop.desk.resolve(agent, first, "solved")
    shop.chat.bot_told(conversation, Heard([]))
    second = call(shop, conversation).ticket.id
    again = call(shop, conversation).ticket.id  # the engine carries the same turn out again
    assert again == second, [(t.id, t.state, t.kind) for t in tickets(shop, conversation)]


def test_a_second_case_of_a_reason_is_found_again(shop: Shop) -> None:
    agent, conversation = hire(shop, "zoe"), talk(shop)

    def case() -> str:
        return shop.handoff.open_case(
            conversation, "wrong_total", "billing", "", {}, key=f"{conversation}:wrong_total"
        ).id

    first = case()
    shop.desk.claim(agent, first)
    shop.desk.resolve(agent, first, "solved")
    assert case() == case()


def test_an_agent_who_claims_the_case_of_who_left_has_not_resolved_it(shop: Shop) -> None:
    hire(shop, "zoe")
    conversation = talk(shop)
    ticket = call(shop, conversation).ticket.id
    shop.handoff.leave_queue(conversation, by_mail=True, email="me@x.example")
    shop.desk.claim("zoe", ticket)  # before the bot was told: the engine is slow or down
    told = shop.chat.take_up(conversation, "w").told
    assert (told["outcome"], told["speak"]) == ("left", False), told


def test_an_address_that_was_given_is_kept_when_the_customer_leaves_for_an_answer_by_mail(shop: Shop) -> None:
    conversation = talk(shop)
    call(shop, conversation)
    shop.handoff.answer_to(conversation, "me@x.example")
    shop.handoff.leave_queue(conversation, by_mail=True)
    assert tickets(shop, conversation)[0].facts["answer_to"] == "me@x.example"


def test_nobody_leaves_for_an_answer_by_mail_without_any_address(town: Town) -> None:
    customer = town.customer()
    town.call_person(customer)
    answer = customer.post("handoff", wish="email")
    assert answer.status_code == 422


def test_an_old_case_that_becomes_live_is_not_late_at_once(shop: Shop, clock: Moving) -> None:
    conversation = talk(shop)
    shop.handoff.open_case(conversation, "customer_asked", "general", "", {}, key=f"{conversation}:customer_asked")
    clock.at = NOW + timedelta(hours=3)
    call(shop, conversation)
    assert shop.handoff.escalate() == []


def test_who_waits_a_second_time_is_escalated_again(shop: Shop, clock: Moving) -> None:
    hire(shop, "zoe")
    conversation = talk(shop)
    ticket = call(shop, conversation).ticket.id
    clock.at = NOW + timedelta(minutes=6)
    shop.handoff.escalate()
    shop.desk.claim("zoe", ticket)
    shop.desk.transfer("zoe", ticket, queue="billing")
    clock.at = NOW + timedelta(minutes=30)
    assert shop.handoff.escalate() == [conversation]


def test_the_same_id_again_gives_the_same_answer_after_a_person_was_there(town: Town) -> None:
    hire(town.shop, "zoe")
    customer = town.customer()
    ticket = town.call_person(customer)
    town.shop.desk.claim("zoe", ticket)
    town.shop.desk.give_back("zoe", ticket)
    first = customer.say("and now?", id="x2").json()["messages"]
    again = customer.say("and now?", id="x2").json()["messages"]
    assert again == first, again


def test_a_case_that_follows_a_resolved_one_is_shown(shop: Shop) -> None:
    hire(shop, "zoe")
    conversation = talk(shop)
    first = shop.handoff.open_case(conversation, "wrong_total", "billing", "", {}, key=f"{conversation}:a")
    shop.desk.claim("zoe", first.id)
    shop.desk.resolve("zoe", first.id, "solved")
    second = shop.handoff.open_case(conversation, "complaint", "complaints", "", {}, key=f"{conversation}:b")
    assert shop.handoff.state(conversation) == {"state": "case", "ticket": second.id}


def test_a_call_in_hand_does_not_take_the_conversation_from_the_agent_who_has_joined(shop: Shop) -> None:
    hire(shop, "zoe")
    conversation = talk(shop)
    case = shop.handoff.open_case(conversation, "wrong_total", "billing", "", {}, key=f"{conversation}:wrong_total")
    shop.desk.claim("zoe", case.id)
    shop.chat.receive(conversation, "m1", "a person please")
    shop.chat.take_up(conversation, "w")  # the engine is at it
    shop.desk.join("zoe", case.id)
    call(shop, conversation)  # the action of that turn
    assert shop.desk.reply("zoe", case.id, "Hello, I am Zoe") == [conversation]


def test_a_disabled_agents_conversation_goes_back_to_the_queue(shop: Shop) -> None:
    hire(shop, "zoe")
    conversation = talk(shop)
    ticket = call(shop, conversation).ticket.id
    shop.desk.claim("zoe", ticket)
    shop.people.disable("zoe@shop.example")
    assert shop.handoff.state(conversation)["state"] == "waiting"


def test_a_second_leaving_of_the_same_ticket_is_another_return(shop: Shop, clock: Moving) -> None:
    conversation = talk(shop)
    told = []
    for _ in range(2):
        clock.at += timedelta(minutes=1)
        call(shop, conversation)
        shop.handoff.leave_queue(conversation, by_mail=True, email="me@x.example")
        told.append(shop.chat.take_up(conversation, "w").told["id"])
        shop.chat.bot_told(conversation, Heard([]))
    assert told[0] != told[1], told


def test_awaiting_is_over_when_a_person_takes_over(shop: Shop) -> None:
    hire(shop, "zoe")
    conversation = talk(shop)
    case = shop.handoff.open_case(conversation, "wrong_total", "billing", "", {}, key=conversation)
    shop.desk.claim("zoe", case.id)
    shop.chat.receive(conversation, "m1", "x")
    shop.chat.take_up(conversation, "w")
    shop.chat.finish(conversation, "m1", Heard([], "email"))
    shop.desk.join("zoe", case.id)
    assert talk_row(shop, conversation).awaiting == ""
