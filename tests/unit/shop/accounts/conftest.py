"""A desk with one agent, and passwords that cost nothing."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Any

import pytest

from shop.model.people import Agent
from shop.model.records import AuditEntry
from shop.model.signing_in import SignInRefused
from shop.outside.clock import StoppedClock
from shop.services.people import People

EMAIL, RIGHT, WRONG, HERE = "anna@shop.example", "a good password", "another password", "10.0.0.1"


class FakePasswords:
    """`asked`: what was compared with whose; the hash names the password."""

    def __init__(self) -> None:
        self.made_with = "v1"
        self.asked: list[tuple[str | None, str]] = []

    def hash(self, password: str) -> str:
        return f"{self.made_with}:{password[::-1]}"

    def fits(self, stored: str | None, password: str) -> bool:
        self.asked.append((stored, password))
        return stored is not None and stored.split(":")[1] == password[::-1]

    def is_outdated(self, stored: str) -> bool:
        return not stored.startswith(self.made_with)


@dataclasses.dataclass
class Desk:
    people: People
    passwords: FakePasswords
    anna: Agent

    def later(self, **span: float) -> datetime:
        """Lets time pass."""
        now = self.people.tools.clock.now() + timedelta(**span)
        self.people.tools = dataclasses.replace(self.people.tools, clock=StoppedClock(now))
        return now

    def fail(self, times: int, email: str = EMAIL) -> None:
        for _ in range(times):
            with pytest.raises(SignInRefused):
                self.people.sign_in(email, WRONG, HERE)

    def token(self) -> str:
        return self.people.sign_in(EMAIL, RIGHT, HERE)[0]

    def stored(self) -> Agent:
        return next(agent for agent in self.people.agents() if agent.id == self.anna.id)

    def log(self) -> list[AuditEntry]:
        with self.people.tools.open_work() as work:
            return list(work.records.audit_of(f"agent:{self.anna.id}"))


@pytest.fixture
def desk(stage: Any) -> Desk:
    passwords = FakePasswords()
    people = People(stage.tools, passwords)
    return Desk(people, passwords, people.add("Anna@Shop.example", "Anna", "agent", ["en", "fr"], RIGHT))
