"""A desk with three people at it, over the demo shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from shop.model.people import Agent
from tests.unit.gateway.conftest import Customer, Town

PASSWORD = "a password for tests"


class PlainPasswords:
    """Takes no time: what Argon2 does is tested where it lives."""

    def hash(self, password: str) -> str:
        return f"plain:{password}"

    def fits(self, stored: str | None, password: str) -> bool:
        return stored == self.hash(password)

    def is_outdated(self, stored: str) -> bool:
        return False


@dataclass
class Talk:
    """A customer who is known, has said something and waits for a person."""

    town: Town
    customer: Customer
    ticket: str
    owner: str

    @property
    def conversation(self) -> str:
        return self.customer.conversation

    def history(self) -> dict[str, Any]:
        return self.customer.history()


@dataclass
class Seat:
    """One agent's browser."""

    client: TestClient
    csrf: str = ""

    def get(self, path: str) -> httpx.Response:
        return self.client.get(f"/desk/api/{path}")

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.client.post(f"/desk/api/{path}", json=body, headers={"X-CSRF-Token": self.csrf})

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        answer = self.client.post("/desk/api/session", json={"email": email, "password": password})
        self.csrf = answer.json().get("csrf", "")
        return answer

    def ticket(self, ticket_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"tickets/{ticket_id}").json()
        return found

    def queue(self) -> list[str]:
        return [each["id"] for each in self.get("tickets").json()["tickets"]]


@pytest.fixture
def staffed(town: Town) -> Town:
    """The town with Anna and Ben (agents) and Lea (a lead) in its books."""
    town.shop.people.passwords = PlainPasswords()
    with town.shop.tools.open_work() as work:
        for name, role in (("Anna", "agent"), ("Ben", "agent"), ("Lea", "lead")):
            email, hashed = f"{name.lower()}@shop.example", PlainPasswords().hash(PASSWORD)
            work.people.add(Agent(name.lower(), email, name, role, hashed, ["en"]))  # type: ignore[arg-type]
        work.commit()
    return town


@pytest.fixture
def seat(staffed: Town) -> Callable[..., Seat]:
    """Signs an agent in, each in a browser of their own: `seat("anna")`."""

    def sit(name: str = "") -> Seat:
        browser = TestClient(staffed.client.app, raise_server_exceptions=False)
        browser.portal = staffed.client.portal  # the one event loop of the running door
        made = Seat(browser)
        if name:
            assert made.sign_in(f"{name}@shop.example").status_code == 200
        return made

    return sit


@pytest.fixture
def talk(staffed: Town) -> Talk:
    begun = staffed.customer()
    with staffed.shop.tools.open_work() as work:
        owner = work.orders.owner("W1000105") or ""
    staffed.shop.identity.trust(begun.conversation, owner)
    begun.say("where is my order W1000105?")
    return Talk(staffed, begun, staffed.call_person(begun), owner)
