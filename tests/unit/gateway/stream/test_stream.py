"""What a page hears, in which order, and what it hears when it comes back."""

from __future__ import annotations

import pytest

from shop.bootstrap import Shop
from tests.unit.gateway.conftest import Customer, FakeEngine, Town
from tests.unit.gateway.stream.conftest import (
    kept,
    listening,
    resumed,
    street,
    write,
)


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
