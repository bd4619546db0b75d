"""Speaks to the engine: kept connections, time-outs, one more try with the same id, and a rest for an engine that is down."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from shop.services.answers import Heard

logger = logging.getLogger(__name__)
TRIPS_AFTER = 3
LONGEST_REST = 10.0
# Of an engine that refuses everybody, or of a proxy whose engine is away.
PASSING = (401, 403, 404, 408, 429, 502, 503, 504)


class EngineUnavailable(Exception):
    """No engine answered: the same message may be sent again later."""


class EngineBusy(EngineUnavailable):
    """An engine is there, but could not serve this conversation: it cannot store it, or takes too long."""


class EngineFailed(Exception):
    """The engine answered, but could not carry this message out."""


@dataclass
class Breaker:
    """After some failures in a row an engine is left alone for a while, then tried with one message."""

    failures: int = 0
    rests_until: float = 0.0

    def is_closed(self) -> bool:
        return time.monotonic() >= self.rests_until

    def succeeded(self) -> None:
        self.failures, self.rests_until = 0, 0.0

    def failed(self) -> None:
        self.failures += 1
        if self.failures >= TRIPS_AFTER:
            self.rests_until = time.monotonic() + min(LONGEST_REST, 0.5 * 2 ** (self.failures - TRIPS_AFTER))


@dataclass
class EngineClient:
    """Every conversation sticks to one engine while that one lives. `timeout` in seconds for one try.

    `at_once`: more than so many turns wait here, where waiting costs nothing. An engine does one thing at a time; with
    hundreds of requests it looks as if it were down, and carries out some that nobody waits for any more.
    """

    engines: list[str]
    secret: str = ""
    timeout: float = 30.0
    at_once: int = 16
    transport: httpx.AsyncBaseTransport | None = None
    breakers: dict[str, Breaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        headers = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        limits = httpx.Limits(max_connections=400, max_keepalive_connections=100, keepalive_expiry=30)
        waits = httpx.Timeout(self.timeout, connect=2.0, pool=self.timeout)
        self.client = httpx.AsyncClient(
            headers=headers, limits=limits, timeout=waits, transport=self.transport, trust_env=False
        )
        self.breakers = {engine: Breaker() for engine in self.engines}
        self.gates = {engine: asyncio.Semaphore(self.at_once) for engine in self.engines}

    async def close(self) -> None:
        await self.client.aclose()

    @property
    def is_down(self) -> bool:
        return not any(breaker.is_closed() for breaker in self.breakers.values())

    def order(self, conversation_id: str) -> list[str]:
        """The engines as this conversation prefers them; those that rest come last."""

        def weight(engine: str) -> tuple[bool, str]:
            return self.breakers[engine].is_closed(), hashlib.sha256(f"{engine} {conversation_id}".encode()).hexdigest()

        return sorted(self.engines, key=weight, reverse=True)

    async def turn(
        self, conversation_id: str, client_id: str, text: str, payload: str = "", language: str = ""
    ) -> Heard:
        """Raises EngineUnavailable or EngineFailed."""
        body = {"conversation": conversation_id, "id": client_id, "text": text}
        body |= {"payload": payload} if payload else {}
        body |= {"language": language} if language else {}
        return _heard(await self._ask("turn", conversation_id, body))

    async def returned(self, conversation_id: str, told: dict[str, Any], language: str = "") -> Heard:
        """Tells the bot that a person is done: see `Chat.take_up` for what is told."""
        return _heard(
            await self._ask(
                "returned", conversation_id, {"conversation": conversation_id, **told, "language": language}
            )
        )

    async def _ask(self, what: str, conversation_id: str, body: dict[str, Any]) -> dict[str, Any]:
        """Two tries, the second with another engine where there is one: the id makes that safe."""
        engines, busy = self.order(conversation_id), False
        for engine in [engines[0], engines[1] if len(engines) > 1 else engines[0]]:
            try:
                async with self.gates[engine]:
                    reply = await self._try(engine, what, body) if self.breakers[engine].is_closed() else None
            except EngineBusy:
                reply, busy = None, True
            if reply is not None:
                return _told(engine, reply)
            await asyncio.sleep(0.05)
        raise EngineBusy() if busy else EngineUnavailable()

    async def _try(self, engine: str, what: str, body: dict[str, Any]) -> httpx.Response | None:
        """None where this engine cannot serve just now; raises EngineBusy where that is this conversation's trouble."""
        breaker = self.breakers[engine]
        try:
            reply = await self.client.post(f"{engine}/webhooks/shopdesk/{what}", json=body)
        except httpx.TransportError as error:
            breaker.failed()
            logger.warning("engine %s does not answer: %r", engine, error)
            if isinstance(error, httpx.ReadTimeout):  # it may be this message that takes for ever
                raise EngineBusy() from error
            return None
        if reply.status_code == 200:
            breaker.succeeded()
            return reply
        if reply.status_code in PASSING:
            logger.warning("engine %s answered %s: %s", engine, reply.status_code, reply.text[:300])
            if reply.status_code == 503 and "problem+json" in reply.headers.get("content-type", ""):
                raise EngineBusy()  # the engine's own words: it is there for the others
            breaker.failed()
            return None
        raise EngineFailed(f"engine {engine} answered {reply.status_code}: {reply.text[:300]}")


def _told(engine: str, reply: httpx.Response) -> dict[str, Any]:
    """Raises EngineFailed for what is no answer: a proxy's page, say."""
    try:
        told = reply.json()
    except ValueError:
        told = None
    messages = told.get("messages") if isinstance(told, dict) else None
    if not isinstance(messages, list) or not all(isinstance(each, dict) for each in messages):
        raise EngineFailed(f"engine {engine} answered what is no answer: {reply.text[:300]}")
    return dict(told)


def _heard(reply: dict[str, Any]) -> Heard:
    return Heard(
        reply["messages"],
        reply.get("awaiting"),
        reply.get("understood") or {},
        str(reply.get("language") or ""),
    )
