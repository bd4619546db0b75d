"""A door over real connections, and a page that listens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any

import httpx
import jwt
import pytest

from gateway.app import create_app
from gateway.engine_client import EngineClient
from shop.bootstrap import Shop
from shop.model.chat import ChatEvent
from shop.model.people import Agent
from tests.unit.gateway.conftest import KEY, Customer, FakeEngine, Town, settings
from tests.unit.gateway.served import served


@dataclass
class Event:
    """`comment` instead of everything else for a heartbeat."""

    id: str = ""
    event: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    comment: str = ""

    @property
    def text(self) -> str:
        return str(self.data.get("text"))


@contextmanager
def street(shop: Shop, engine: FakeEngine, **changes: Any) -> Iterator[Town]:
    """A town whose door stands at a real port."""
    client = EngineClient(["http://engine"], transport=httpx.MockTransport(engine))
    with served(create_app(settings(**changes), shop, client)) as url, httpx.Client(base_url=url, timeout=15) as page:
        yield Town(shop, engine, page)  # type: ignore[arg-type]


@pytest.fixture
def town(shop: Shop, engine: FakeEngine) -> Iterator[Town]:
    with street(shop, engine) as town:
        yield town


@contextmanager
def listening(customer: Customer, query: str = "", token: str = "", **headers: str) -> Iterator[Iterator[Event]]:
    """One more page of this customer; it is open when the block begins."""
    given = {"Authorization": f"Bearer {token or customer.token}", **headers}
    with customer.client.stream("GET", f"/chat/events{query}", headers=given) as answer:
        assert answer.status_code == 200, answer.read()
        found = parsed(answer)
        assert next(found).comment == "open"
        yield (event for event in found if not event.comment)


def parsed(answer: httpx.Response) -> Iterator[Event]:
    """As browsers read it: split at \\r and \\n, and nowhere else."""
    rest = b""
    for chunk in answer.iter_raw():
        *whole, rest = (rest + chunk).split(b"\r\n\r\n")
        for block in whole:
            fields = dict(line.split(": ", 1) for line in block.decode().split("\r\n"))
            data = json.loads(fields["data"]) if "data" in fields else {}
            yield Event(fields.get("id", ""), fields.get("event", ""), data, fields.get("", ""))


def kept(events: Iterator[Event], count: int) -> list[Event]:
    """The next events that are lines of the conversation."""
    return list(islice((event for event in events if event.event != "typing"), count))


def until_turn(events: Iterator[Event]) -> list[Event]:
    """Everything up to the end of a turn."""
    found: list[Event] = []
    for event in events:
        found.append(event)
        if event.event == "turn":
            return found
    raise AssertionError(f"the stream ended after {found}")


def with_agent(town: Town, customer: Customer) -> str:
    """Anna takes the customer up; gives the ticket."""
    ticket = town.call_person(customer)
    with town.shop.tools.open_work() as work:
        work.people.add(
            Agent("anna", "anna@shop.example", "Anna", "agent", "", ["en"], created_at=town.shop.tools.clock.now())
        )
        work.commit()
    town.shop.desk.claim("anna", ticket)
    return ticket


def resumed(customer: Customer, way: str, last: str) -> Any:
    return listening(customer, **{"Last-Event-ID": last}) if way == "header" else listening(customer, f"?after={last}")


def write(town: Town, customer: Customer, *lines: tuple[str, str]) -> None:
    """Lines straight into the database."""
    with town.shop.tools.open_work() as work:
        for kind, text in lines:
            body = {"from": "assistant", "text": text}
            work.chats.add(ChatEvent(customer.conversation, kind, town.shop.tools.clock.now(), 1, body))  # type: ignore[arg-type]
            work.chats.flush()
        work.commit()


def short_token(customer: Customer, seconds: float) -> str:
    until = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return jwt.encode({"sub": customer.conversation, "aud": "shopdesk:chat", "exp": until.timestamp()}, KEY)
