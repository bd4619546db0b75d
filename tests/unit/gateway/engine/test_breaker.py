"""An engine that fails is left alone for a while; connections, secrets and crowds."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from gateway.engine_client import TRIPS_AFTER, EngineClient, EngineUnavailable
from tests.unit.gateway.conftest import said
from tests.unit.gateway.engine.conftest import ONE, TWO, Clock, Engines, ask, fail, with_client


def test_an_engine_that_fails_three_times_is_left_alone(engines: Engines, clock: Clock) -> None:
    engines.down = {ONE}

    async def work(client: EngineClient) -> bool:
        await fail(client, 3)
        return client.is_down

    assert (with_client(engines, work, (ONE,)), len(engines.asked)) == (True, TRIPS_AFTER)


def test_an_engine_that_rests_is_asked_nothing(engines: Engines, clock: Clock) -> None:
    async def work(client: EngineClient) -> str:
        home = client.order("c1")[0]
        engines.down = {home}
        for number in range(TRIPS_AFTER):
            await ask(client, message=f"m{number}")
        engines.asked.clear()
        await ask(client, message="last")
        return home

    assert with_client(engines, work) not in engines.asked


def test_a_rest_grows_with_the_failures_to_ten_seconds_at_most(engines: Engines, clock: Clock) -> None:
    engines.down = {ONE}

    async def work(client: EngineClient) -> list[float]:
        rests = []
        await fail(client, 2)
        for _ in range(6):
            rests.append(client.breakers[ONE].rests_until - clock.now)
            clock.now += rests[-1]
            await fail(client, 1)
        return rests

    assert with_client(engines, work, (ONE,)) == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0]


def test_after_its_rest_an_engine_is_tried_with_one_message(engines: Engines, clock: Clock) -> None:
    engines.down = {ONE}

    async def work(client: EngineClient) -> None:
        await fail(client, 2)
        engines.asked.clear()
        clock.now += 1
        await fail(client, 3)

    with_client(engines, work, (ONE,))
    assert engines.asked == [ONE]


def test_an_engine_that_answers_again_is_as_good_as_ever(engines: Engines, clock: Clock) -> None:
    engines.down = {ONE}

    async def work(client: EngineClient) -> tuple[bool, int]:
        await fail(client, 2)
        clock.now += 1
        engines.down = set()
        await ask(client)
        return client.is_down, client.breakers[ONE].failures

    assert with_client(engines, work, (ONE,)) == (False, 0)


def test_failures_with_answers_between_them_open_nothing(engines: Engines, clock: Clock) -> None:
    async def work(client: EngineClient) -> bool:
        for number in range(6):
            engines.passing = 1
            await ask(client, message=f"m{number}")
        return client.is_down

    assert with_client(engines, work, (ONE,)) is False


def test_the_secret_is_sent(engines: Engines) -> None:
    with_client(engines, ask, secret="open sesame")
    assert engines.headers[0]["Authorization"] == "Bearer open sesame"


def test_without_a_secret_none_is_sent(engines: Engines) -> None:
    with_client(engines, ask)
    assert "Authorization" not in engines.headers[0]


def test_a_buttons_payload_and_the_pages_language_are_sent(engines: Engines) -> None:
    with_client(engines, lambda client: client.turn("c1", "m1", "Yes", "/affirm", "de"))
    assert engines.bodies == [{"conversation": "c1", "id": "m1", "text": "Yes", "payload": "/affirm", "language": "de"}]


def test_connections_are_kept() -> None:
    """Twenty turns, one after the other, over the one connection that the first has opened."""

    async def run() -> int:
        opened = 0
        answer = json.dumps(said("hello")).encode()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal opened
            opened += 1
            try:
                while head := await reader.readuntil(b"\r\n\r\n"):
                    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                    await reader.readexactly(int(length.split(b":")[1]))
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(answer), answer))
            except asyncio.IncompleteReadError:
                writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        client = EngineClient([f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"])
        for number in range(20):
            await client.turn("c1", f"m{number}", "hello")
        await client.close()
        server.close()
        return opened

    assert asyncio.run(run()) == 1


def test_an_engine_that_is_too_slow_is_given_up() -> None:
    async def slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    with pytest.raises(EngineUnavailable):
        with_client(slow, ask)


def test_more_turns_than_an_engine_can_take_wait_at_the_door() -> None:
    busy, most = 0, 0

    async def slow(request: httpx.Request) -> httpx.Response:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.005)
        busy -= 1
        return httpx.Response(200, json=said("hello"))

    async def work(client: EngineClient) -> int:
        return len(await asyncio.gather(*(ask(client, f"c{number}") for number in range(60))))

    assert (with_client(slow, work, (ONE,), at_once=8), most) == (60, 8)


def test_who_waits_behind_an_engine_that_goes_down_is_served_by_another(engines: Engines) -> None:
    async def work(client: EngineClient) -> set[str]:
        engines.down = {ONE}
        return set(await asyncio.gather(*(ask(client, f"c{number}") for number in range(40))))

    assert with_client(engines, work, at_once=1) == {TWO}
