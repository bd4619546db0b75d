"""An agent with a ticket of a customer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

import pytest

from shop.model.facts import Facts
from shop.model.people import Agent
from shop.model.records import AuditEntry, Ticket
from shop.services.agent_changes import AgentChanges
from shop.services.changes.base import Change
from tests.unit.shop.conftest import ME, NOW, Stage, an_order

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Desk:
    """Anna has the ticket T1 of the stage's customer."""

    stage: Stage
    changes: AgentChanges

    def do(self, change: Change, agent: str = "anna") -> Facts:
        proposal, _ = self.changes.propose(agent, "T1", change)
        return self.changes.carry_out(agent, "T1", proposal.id)[1]

    def log(self) -> list[AuditEntry]:
        with self.stage.tools.open_work() as work:
            return list(work.people.audit_of_conversation(ME))

    def ticket(self, what: Callable[[Ticket], None]) -> None:
        self.stage.edit(lambda work: what(work.records.ticket("T1")))

    def kinds(self, number: str) -> set[str]:
        return {each["kind"] for each in self.changes.may_do("anna", "T1") if each["number"] == number}

    def choices(self, number: str, kind: str) -> dict[str, Any]:
        found = self.changes.may_do("anna", "T1")
        return next(e["choices"] for e in found if (e["number"], e["kind"]) == (number, kind))


@pytest.fixture
def desk(stage: Stage) -> Desk:
    def sit_down(work: Any) -> None:
        for name, role in (("anna", "agent"), ("bob", "agent"), ("luis", "lead")):
            work.people.add(Agent(name, f"{name}@shop.example", name.title(), role, "", ["en"]))  # type: ignore[arg-type]
        ticket = Ticket("T1", "live", "orders", "wish", "", ME, "c1", "W1", created_at=NOW)
        ticket.state, ticket.agent_id, ticket.claimed_at = "claimed", "anna", NOW
        work.records.add(ticket)
        work.orders.add(an_order("W9", "pending", price=150_000))

    stage.edit(sit_down)
    return Desk(stage, AgentChanges(stage.tools))
