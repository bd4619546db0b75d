"""Many conversations at once at the public door, and what became of every message."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

SENTENCES = (
    "hi", "are you a robot?", "how long is the warranty?", "is the yoga mat in stock?", "where is my order W1000105?",
    "thanks",
)  # fmt: skip

# The paths of what was answered 503, and sent again.
AGAIN: list[str] = []


@dataclass(frozen=True)
class Page:
    """One customer's conversation."""

    client: httpx.AsyncClient
    conversation: str
    headers: dict[str, str]

    async def say(self, text: str, message_id: str) -> httpx.Response:
        return await send(self.client, "/chat/messages", {"id": message_id, "text": text}, self.headers)

    async def history(self) -> list[dict[str, Any]]:
        found = await self.client.get("/chat/history?limit=200", headers=self.headers)
        return list(found.raise_for_status().json()["messages"])


def a_client(url: str, most: int = 600) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=most, max_keepalive_connections=most)
    return httpx.AsyncClient(base_url=url, timeout=120, limits=limits, trust_env=False)


async def send(
    client: httpx.AsyncClient, path: str, body: dict[str, str], headers: dict[str, str] | None = None
) -> httpx.Response:
    """As every page does it: what was not stored is sent again."""
    for _ in range(20):
        answer = await client.post(path, json=body, headers=headers)
        if answer.status_code != 503:
            break
        AGAIN.append(path)
        await asyncio.sleep(0.2)
    return answer


async def arrive(client: httpx.AsyncClient) -> Page:
    begun = (await send(client, "/chat/sessions", {})).raise_for_status().json()
    return Page(client, begun["conversation_id"], {"Authorization": f"Bearer {begun['token']}"})


@dataclass
class Crowd:
    """`times` of all turns in milliseconds; `wrong` names what was lost, doubled or out of order."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    later: int = 0
    again: int = 0
    wrong: list[str] = field(default_factory=list)
    expected: dict[str, list[str]] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds


async def converse(url: str, conversations: int, turns: int) -> Crowd:
    """Everybody says their next sentence as soon as the last one is answered."""
    crowd = Crowd()
    AGAIN.clear()
    async with a_client(url) as client:
        pages = await asyncio.gather(*(arrive(client) for _ in range(conversations)))
        begun = time.perf_counter()
        await asyncio.gather(*(_talk(crowd, page, turns) for page in pages))
        crowd.seconds = time.perf_counter() - begun
        crowd.again = len(AGAIN)
        await asyncio.gather(*(_check(crowd, page, turns) for page in pages))
    return crowd


async def _talk(crowd: Crowd, page: Page, turns: int) -> None:
    for number in range(1, turns + 1):
        begun = time.perf_counter()
        answer = await page.say(SENTENCES[number % len(SENTENCES)], f"m{number}")
        crowd.times.append((time.perf_counter() - begun) * 1000)
        crowd.later += answer.status_code == 202
        if answer.status_code not in (200, 202) or answer.json()["turn"] != number:
            crowd.wrong.append(f"turn {number} of {page.conversation}: {answer.status_code} {answer.text[:100]}")


async def _check(crowd: Crowd, page: Page, turns: int) -> None:
    """The page's history holds every message once, in order, and an answer to each behind it."""
    history, ids = await page.history(), [f"m{number}" for number in range(1, turns + 1)]
    crowd.expected[page.conversation] = ids
    said = [message["client_id"] for message in history if message["from"] == "customer"]
    answered = [message["turn"] for message in history if message["from"] == "assistant"]
    if said != ids:
        crowd.wrong.append(f"messages of {page.conversation}: {said}")
    if sorted(set(answered)) != list(range(1, turns + 1)) or answered != sorted(answered):
        crowd.wrong.append(f"answers of {page.conversation}: {answered}")


def compare(crowd: Crowd, heard: dict[str, list[str]]) -> None:
    """`heard`: what the engine has heard, by conversation."""
    for conversation, ids in crowd.expected.items():
        if heard.get(conversation) != ids:
            crowd.wrong.append(f"the engine heard of {conversation}: {heard.get(conversation)}")
