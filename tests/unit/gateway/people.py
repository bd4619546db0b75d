"""Short ways to bring people and customers together, without the door."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shop.bootstrap import Shop
from shop.model.people import Agent
from shop.model.records import Conversation, Ticket
from shop.services.handoff import Opened
from tests.unit.gateway.conftest import MORNING, Customer, Town, said

NOW = datetime.fromisoformat(MORNING)


class Moving:
    """A clock that a test puts forward."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


def hire(shop: Shop, name: str, role: str = "agent", seen: datetime | None = NOW) -> str:
    with shop.tools.open_work() as work:
        work.people.add(Agent(name, f"{name}@shop.example", name.title(), role, "x", ["en"], seen_at=seen))  # type: ignore[arg-type]
        work.commit()
    return name


def talk(shop: Shop) -> str:
    return shop.chat.begin("en").id


def call(shop: Shop, conversation: str, reason: str = "customer_asked") -> Opened:
    return shop.handoff.call_person(conversation, reason, "general", "", {}, key=f"{conversation}:{reason}")


def tickets(shop: Shop, conversation: str) -> list[Ticket]:
    return shop.handoff.tickets(conversation)


def talk_row(shop: Shop, conversation: str) -> Conversation:
    with shop.tools.open_work() as work:
        return work.records.conversation(conversation)


def agent(town: Town, name: str = "Anna", role: str = "agent") -> str:
    return hire(town.shop, name.lower(), role)


def calling(town: Town, customer: Customer, *behind: str) -> Any:
    """An engine whose action calls a person, and goes on talking behind that."""

    def script(body: dict[str, Any]) -> dict[str, Any]:
        if body["text"] == "person":
            town.call_person(customer)
            spoken = said("One moment, please.", *behind)
            spoken["messages"][0]["response"] = "utter_person_is_coming"
            return spoken
        return said(f"You said: {body['text']}")

    return script


def with_agent(town: Town) -> tuple[Customer, str]:
    """A customer whom Anna has taken up."""
    customer = town.customer()
    ticket = town.call_person(customer)
    town.shop.desk.claim(agent(town), ticket)
    return customer, ticket
