"""The public door's open streams: how soon an agent's reply is there, and what many streams cost."""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.crowd import Page, a_client, arrive
from benchmarks.running import memory_of
from shop.bootstrap import Shop
from shop.seed.demo_desk import PASSWORD

AGENT = "agent@shop.example"


@asynccontextmanager
async def listening(page: Page) -> AsyncIterator[AsyncIterator[str]]:
    async with page.client.stream("GET", "/chat/events", headers=page.headers) as answer:
        answer.raise_for_status()
        lines = answer.aiter_lines()
        await anext(lines)
        yield lines


async def until(lines: AsyncIterator[str], text: str) -> None:
    """The moment at which a page reads it."""
    async for line in lines:
        if line.startswith("data: ") and json.loads(line[6:]).get("text") == text:
            return
    raise RuntimeError("the stream ended")


@dataclass(frozen=True)
class Desk:
    """An agent who is signed in and has a customer's conversation."""

    client: httpx.AsyncClient
    csrf: str
    ticket: str
    agent: str

    async def reply(self, text: str) -> None:
        path = f"/desk/api/tickets/{self.ticket}/reply"
        (await self.client.post(path, json={"text": text}, headers={"X-CSRF-Token": self.csrf})).raise_for_status()


async def sit_down(client: httpx.AsyncClient, shop: Shop, page: Page) -> Desk:
    answer = await client.post("/desk/api/session", json={"email": AGENT, "password": PASSWORD})
    signed = answer.raise_for_status().json()
    agent = str(signed["agent"]["id"])
    ticket = shop.handoff.open_case(page.conversation, "complaint", "general", "wants somebody", {}).id
    shop.desk.claim(agent, ticket)
    shop.desk.join(agent, ticket)
    return Desk(client, signed["csrf"], ticket, agent)


async def time_replies(url: str, shop: Shop, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the agent's pressing of the button to the customer's page: at this door, and at another one."""
    here, elsewhere = [], []
    async with a_client(url) as client, a_client(url) as agent:
        page = await arrive(client)
        desk = await sit_down(agent, shop, page)
        async with listening(page) as lines:
            for number in range(count):
                begun = time.perf_counter()
                await asyncio.gather(desk.reply(f"here {number}"), until(lines, f"here {number}"))
                here.append((time.perf_counter() - begun) * 1000)
            for number in range(count // 4):
                await asyncio.sleep(random.random())  # or every reply would just have missed the door's look
                begun = time.perf_counter()
                await asyncio.to_thread(shop.desk.reply, desk.agent, desk.ticket, f"there {number}")
                await until(lines, f"there {number}")
                elsewhere.append((time.perf_counter() - begun) * 1000)
    return here, elsewhere


@dataclass
class Streams:
    """Memory in MB, `opening` in seconds, `idle` in percent of one core, `late` in milliseconds."""

    before: float = 0.0
    after: float = 0.0
    opening: float = 0.0
    idle: float = 0.0
    late: float = 0.0


async def measure_streams(url: str, pid: int, count: int, seconds: float = 20) -> Streams:
    found = Streams(before=memory_of(pid))
    async with a_client(url, count + 50) as client, AsyncExitStack() as opened:
        pages = [await arrive(client) for _ in range(count)]
        begun = time.perf_counter()
        streams: list[Any] = await asyncio.gather(*(opened.enter_async_context(listening(page)) for page in pages))
        found.opening = time.perf_counter() - begun
        await asyncio.sleep(3)
        used, begun = cpu_of(pid), time.perf_counter()
        await asyncio.sleep(seconds)
        found.idle = (cpu_of(pid) - used) / (time.perf_counter() - begun) * 100
        found.after = memory_of(pid)
        begun = time.perf_counter()
        await asyncio.gather(pages[-1].say("hi", "one"), until(streams[-1], "hi"))
        found.late = (time.perf_counter() - begun) * 1000
    return found


def cpu_of(pid: int) -> float:
    """Seconds that a process has worked so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
