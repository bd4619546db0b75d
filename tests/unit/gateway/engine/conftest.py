"""Engines that answer as one likes, and a clock that is put forward."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import pytest

import gateway.engine_client
from gateway.engine_client import EngineClient, EngineUnavailable
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
