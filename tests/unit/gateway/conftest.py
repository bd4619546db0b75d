"""The public door over a demo shop, with an engine that says what a test wants."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from gateway.app import create_app
from gateway.engine_client import EngineClient
from gateway.settings import GatewaySettings
from shop.bootstrap import Shop, build_shop
from shop.seed.demo import demo_shop
from shop.seed.exchange import store
from shop.settings import Settings
from shop.storage.unit_of_work import Database

KEY = "a key that is long enough for the tests"
MORNING = "2026-11-24T15:00:00+00:00"  # ten o'clock in New York, a Tuesday


@dataclass
class FakeEngine:
    """Echoes, unless `script` knows better; `down` refuses connections; `failing` answers 500.

    `heard` are the turns it was given, `told` what it was told of people who are done.
    """

    heard: list[dict[str, Any]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    script: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    down: bool = False
    failing: bool = False
    answers: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    delay: float = 0.0
    gate: threading.Event | None = None

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("down", request=request)
        if self.failing:
            return httpx.Response(500, json={"detail": "broken"})
        body = json.loads(request.content)
        if request.url.path.endswith("/returned"):
            self.told.append(body)
            return httpx.Response(200, json=said("Back with you.") if body["speak"] else said())
        key = (body["conversation"], body["id"])
        if key not in self.answers:
            self.heard.append(body)
            await asyncio.sleep(self.delay)
            while self.gate is not None and not self.gate.is_set():
                await asyncio.sleep(0.01)
            self.answers[key] = self.script(body) if self.script else said(f"You said: {body['text']}")
        return httpx.Response(200, json=self.answers[key])


def said(
    *texts: str, awaiting: str | None = None, buttons: list[dict[str, str]] | None = None, **more: Any
) -> dict[str, Any]:
    messages = [{"text": text, "buttons": [], "response": "utter_test"} for text in texts]
    if buttons:
        messages[-1]["buttons"] = buttons
    return {"messages": messages, "awaiting": awaiting, "understood": {"parts": []}, "language": "en", **more}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "shop.db"
    database = Database(f"sqlite:///{path}")
    store(database, demo_shop())
    database.engine.dispose()
    return path


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Shop:
    shutil.copy(template, tmp_path / "shop.db")
    env = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'shop.db'}",
        "PAYMENTS_PATH": str(tmp_path / "payments.db"),
        "SHOPDESK_NOW": MORNING,
    }
    return build_shop(Settings.from_env(env))


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@dataclass
class Customer:
    """One customer's page: says things and reads what came."""

    client: TestClient
    token: str
    conversation: str
    count: int = 0

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.client.post(f"/chat/{path}", json=body, headers=self.headers)

    def say(self, text: str, id: str = "") -> httpx.Response:
        self.count += 1
        return self.post("messages", id=id or f"m{self.count}", text=text)

    def history(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get("/chat/history", headers=self.headers).json()
        return found

    def texts(self) -> list[tuple[str, str]]:
        return [(m["from"], m["text"]) for m in self.history()["messages"]]


@dataclass
class Town:
    """A running door and everything around it."""

    shop: Shop
    engine: FakeEngine
    client: TestClient

    def customer(self, language: str = "en") -> Customer:
        begun = self.client.post("/chat/sessions", json={"language": language}).json()
        return Customer(self.client, begun["token"], begun["conversation_id"])

    def until(self, holds: Callable[[], Any], patience: float = 10.0) -> Any:
        """Waits for something that another thread brings about."""
        import time

        end = time.monotonic() + patience
        while time.monotonic() < end:
            found = holds()
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError("it did not happen in time")

    def call_person(self, customer: Customer, reason: str = "customer_asked") -> str:
        """As the bot's action does it; gives the ticket."""
        opened = self.shop.handoff.call_person(
            customer.conversation, reason, "general", "wants somebody", {}, key=f"{customer.conversation}:{reason}"
        )
        return opened.ticket.id


def settings(**changes: Any) -> GatewaySettings:
    usual = {
        "messages_per_minute": 10_000,
        "sessions_per_minute": 10_000,
        "requests_per_minute": 100_000,
        "patience": 5.0,
    }
    return GatewaySettings(KEY, **{**usual, **changes})


def open_town(shop: Shop, engine: FakeEngine, **changes: Any) -> TestClient:
    client = EngineClient(["http://engine"], transport=httpx.MockTransport(engine))
    return TestClient(create_app(settings(**changes), shop, client), raise_server_exceptions=False)


@pytest.fixture
def town(shop: Shop, engine: FakeEngine) -> Iterator[Town]:
    with open_town(shop, engine) as client:
        yield Town(shop, engine, client)
