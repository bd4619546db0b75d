"""Which engine is asked, and what counts as an answer."""

from __future__ import annotations

from collections import Counter

import httpx
import pytest

from gateway.engine_client import TRIPS_AFTER, EngineClient, EngineFailed, EngineUnavailable
from tests.unit.gateway.engine.conftest import ONE, TWO, Clock, Engines, ask, with_client


def test_a_conversation_stays_with_its_engine(engines: Engines) -> None:
    async def work(client: EngineClient) -> set[str]:
        return {await ask(client, message=f"m{number}") for number in range(10)}

    assert len(with_client(engines, work)) == 1


def test_another_process_prefers_the_same_engine(engines: Engines) -> None:
    async def work(client: EngineClient) -> list[str]:
        return [client.order(f"c{number}")[0] for number in range(50)]

    assert with_client(engines, work) == with_client(engines, work, (TWO, ONE))


def test_conversations_are_spread_over_the_engines(engines: Engines) -> None:
    async def work(client: EngineClient) -> Counter[str]:
        return Counter([client.order(f"c{number}")[0] for number in range(400)])

    assert min(with_client(engines, work).values()) > 150


def test_a_third_engine_moves_only_the_conversations_that_it_takes(engines: Engines) -> None:
    three = "http://three:5005"

    async def work(client: EngineClient) -> list[str]:
        return [client.order(f"c{number}")[0] for number in range(200)]

    before, after = with_client(engines, work), with_client(engines, work, (ONE, TWO, three))
    assert {new for old, new in zip(before, after, strict=True) if old != new} == {three}


def test_a_conversation_moves_when_its_engine_is_down(engines: Engines) -> None:
    async def work(client: EngineClient) -> tuple[str, str]:
        home = await ask(client)
        engines.down = {home}
        return home, await ask(client, message="m2")

    home, other = with_client(engines, work)
    assert home != other


def test_a_conversation_comes_back_to_its_engine(engines: Engines, clock: Clock) -> None:
    async def work(client: EngineClient) -> tuple[str, str, str]:
        home = await ask(client)
        engines.down = {home}
        for number in range(TRIPS_AFTER):
            away = await ask(client, message=f"n{number}")
        engines.down = set()
        clock.now += 60
        return home, away, await ask(client, message="m3")

    home, away, again = with_client(engines, work)
    assert (away != home, again) == (True, home)


def test_a_second_try_carries_the_same_id(engines: Engines) -> None:
    engines.passing = 1
    with_client(engines, ask)
    assert engines.bodies == [{"conversation": "c1", "id": "m1", "text": "hello"}] * 2


def test_a_second_try_is_another_engines(engines: Engines) -> None:
    engines.passing = 1
    with_client(engines, ask)
    assert sorted(engines.asked) == [ONE, TWO]


def test_a_single_engine_is_tried_twice(engines: Engines) -> None:
    engines.passing = 1
    with_client(engines, ask, (ONE,))
    assert engines.asked == [ONE, ONE]


def test_after_two_tries_nobody_answers(engines: Engines) -> None:
    engines.passing = 2
    with pytest.raises(EngineUnavailable):
        with_client(engines, ask)
    assert len(engines.asked) == 2


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_an_engine_that_cannot_serve_is_passed_over(engines: Engines, status: int) -> None:
    async def work(client: EngineClient) -> tuple[str, str]:
        home = client.order("c1")[0]
        engines.status = {home: status}
        return home, await ask(client)

    home, answered = with_client(engines, work)
    assert answered != home


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_where_no_engine_can_serve_the_message_waits(engines: Engines, status: int) -> None:
    engines.status = {ONE: status, TWO: status}
    with pytest.raises(EngineUnavailable):
        with_client(engines, ask)


@pytest.mark.parametrize("status", [400, 413, 422, 500])
def test_a_message_that_an_engine_could_not_carry_out_is_not_given_to_another(engines: Engines, status: int) -> None:
    engines.status = {ONE: status, TWO: status}
    with pytest.raises(EngineFailed):
        with_client(engines, ask)
    assert len(engines.asked) == 1


def test_an_engine_that_breaks_on_messages_is_not_taken_for_down(engines: Engines) -> None:
    engines.status = {ONE: 500}

    async def work(client: EngineClient) -> bool:
        for number in range(TRIPS_AFTER + 1):
            with pytest.raises(EngineFailed):
                await ask(client, message=f"m{number}")
        return client.is_down

    assert with_client(engines, work, (ONE,)) is False


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'"x"', b"", b'{"messages": "none"}', b'{"messages": [5]}'])
def test_an_answer_that_is_none_is_a_failure(body: bytes) -> None:
    async def garbled(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=body)

    with pytest.raises(EngineFailed):
        with_client(garbled, ask)
