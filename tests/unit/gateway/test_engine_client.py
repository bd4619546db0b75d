"""How the door finds an engine that answers, and leaves one alone that does not."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import pytest

import gateway.engine_client
from gateway.engine_client import TRIPS_AFTER, EngineClient, EngineFailed, EngineUnavailable
from tests.unit.gateway.conftest import said

T = TypeVar("T")
ONE, TWO = "http://one:5005", "http://two:5005"


@dataclass
class Engines:
    """Two engines that answer with their name; `down` refuse connections; `status` is what one answers in place of 200."""

    down: set[str] = field(default_factory=set)
    status: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[httpx.Headers] = field(default_factory=list)
    passing: int = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        name = f"http://{request.url.host}:{request.url.port}"
        self.asked.append(name)
        self.bodies.append(json.loads(request.content))
        self.headers.append(request.headers)
        if self.passing or name in self.down:
            self.passing = max(0, self.passing - 1)
            raise httpx.ConnectError("refused", request=request)
        status = self.status.get(name, 200)
        return httpx.Response(status, json=said(name) if status == 200 else {"detail": "no"})


class Clock:
    """Stands still until it is moved, in seconds."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def engines() -> Engines:
    return Engines()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(gateway.engine_client, "time", clock)
    return clock


def with_client(
    engines: Callable[[httpx.Request], Awaitable[httpx.Response]],
    work: Callable[[EngineClient], Coroutine[Any, Any, T]],
    names: tuple[str, ...] = (ONE, TWO),
    **settings: Any,
) -> T:
    async def run() -> T:
        client = EngineClient(list(names), transport=httpx.MockTransport(engines), **settings)  # type: ignore[arg-type]
        try:
            return await work(client)
        finally:
            await client.close()

    return asyncio.run(run())


async def ask(client: EngineClient, conversation: str = "c1", message: str = "m1") -> str:
    """The name of the engine that answered."""
    return str((await client.turn(conversation, message, "hello")).messages[0]["text"])


async def fail(client: EngineClient, times: int) -> None:
    for number in range(times):
        with pytest.raises(EngineUnavailable):
            await ask(client, message=f"m{number}")


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
