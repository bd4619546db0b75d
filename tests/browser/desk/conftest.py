"""A running door with a desk, an engine that echoes, and agents' browsers."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import Page, expect

from gateway.app import create_app
from gateway.engine_client import EngineClient
from shop.bootstrap import Shop, build_shop
from shop.model.people import Agent
from shop.seed.demo import demo_shop
from shop.seed.exchange import store
from shop.settings import Settings
from shop.storage.unit_of_work import Database
from tests.browser.conftest import NewPage
from tests.unit.gateway.conftest import MORNING, FakeEngine, settings
from tests.unit.gateway.desk.conftest import PASSWORD, PlainPasswords


@dataclass
class Visitor:
    """A customer, over HTTP."""

    address: str
    token: str
    conversation: str
    ticket: str = ""

    def say(self, text: str, number: int = 1) -> None:
        self.post("messages", {"id": f"m{number}", "text": text})

    def post(self, path: str, body: dict[str, Any]) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        httpx.post(f"{self.address}/chat/{path}", json=body, headers=headers).raise_for_status()

    def hears(self, text: str) -> bool:
        """Whether it comes on the stream of the customer's page."""
        headers = {"Authorization": f"Bearer {self.token}"}
        with httpx.stream("GET", f"{self.address}/chat/events?after=1", headers=headers, timeout=8) as stream:
            return any(text in line for line in stream.iter_lines())


@dataclass
class House:
    shop: Shop
    engine: FakeEngine
    address: str

    def visitor(self, order: str = "W1000105", said: str = "where is my order?") -> Visitor:
        """Known as the owner of that order; has said something and waits for a person."""
        begun = httpx.post(f"{self.address}/chat/sessions", json={"language": "en"}).json()
        made = Visitor(self.address, begun["token"], begun["conversation_id"])
        with self.shop.tools.open_work() as work:
            owner = work.orders.owner(order) or ""
        self.shop.identity.trust(made.conversation, owner)
        made.say(said)
        called = self.shop.handoff.call_person(made.conversation, "customer_asked", "general", said, {}, order)
        made.ticket = called.ticket.id
        return made


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stocked") / "shop.db"
    database = Database(f"sqlite:///{path}")
    store(database, demo_shop())
    with database() as work:
        for name, role in (("Anna", "agent"), ("Ben", "agent"), ("Lea", "lead")):
            hashed = PlainPasswords().hash(PASSWORD)
            work.people.add(Agent(name.lower(), f"{name.lower()}@shop.example", name, role, hashed, ["en"]))  # type: ignore[arg-type]
        work.commit()
    database.engine.dispose()
    return path


@pytest.fixture
def house(stocked: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copy(stocked, tmp_path / "shop.db")
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'shop.db'}", "PAYMENTS_PATH": str(tmp_path / "pay.db")}
    shop, engine = build_shop(Settings.from_env({**env, "SHOPDESK_NOW": MORNING})), FakeEngine()
    shop.people.passwords = PlainPasswords()
    app = create_app(settings(), shop, EngineClient(["http://engine"], transport=httpx.MockTransport(engine)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1))
    running = threading.Thread(target=server.run)
    running.start()
    while not server.started:
        time.sleep(0.02)
    yield House(shop, engine, f"http://127.0.0.1:{port}")
    server.should_exit = True
    running.join(10)


@pytest.fixture
def sit(house: House, new_page: NewPage) -> Callable[..., Page]:
    """An agent's browser, signed in: `sit("anna")`."""

    def make(name: str, **options: Any) -> Page:
        page = new_page(viewport={"width": 1440, "height": 900}, **options)
        sign_in(page, house, name)
        expect(page.get_by_role("region", name="Queue")).to_be_visible()
        return page

    return make


def sign_in(page: Page, house: House, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{house.address}/desk")
    page.get_by_label("E-mail").fill(f"{name}@shop.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
