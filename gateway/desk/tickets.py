"""Tickets: what waits, what is known of one, and all that agents do with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from gateway.chat.routes import TheDoor
from gateway.desk import shapes, views
from gateway.desk.refusing import not_possible
from gateway.desk.session import Changing, TheAgent, signed_in
from gateway.door import Door
from gateway.problems import Problem
from shop.model.records import Ticket
from shop.services.desk import NotPossible
from shop.services.desk_view import DeskView

tickets = APIRouter(prefix="/tickets", dependencies=[Depends(signed_in)])
QUEUES = ("general", "orders", "returns", "claims", "billing", "pricing", "complaints", "privacy", "security")
TicketId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,80}$")]


def view_of(door: Door) -> DeskView:
    return DeskView(door.shop.tools)


async def trying(work: Callable[..., Any], *given: Any) -> Any:
    """In a thread; what is not possible becomes a problem that says why."""
    try:
        return await asyncio.to_thread(work, *given)
    except NotPossible as error:
        raise not_possible(error) from error


@tickets.get("")
async def queue(door: TheDoor, who: TheAgent) -> dict[str, Any]:
    """What is open and this agent may see, most urgent first; who else is there, and whether the shop is open."""
    view, now = view_of(door), door.shop.tools.clock.now()
    rows = await trying(view.queue, who.agent.id)
    colleagues = await asyncio.to_thread(view.colleagues)
    presence = await asyncio.to_thread(door.shop.handoff.presence)
    return {
        "now": now.isoformat(), "tickets": [views.row(each, who.agent.id, door.hub, now) for each in rows],
        "colleagues": [views.colleague(*each) for each in colleagues], "open": presence.is_open,
        "next_opening": None if presence.is_open else presence.next_opening.isoformat(),
    }  # fmt: skip


@tickets.get("/{ticket_id}")
async def ticket(ticket_id: TicketId, door: TheDoor, who: TheAgent) -> dict[str, Any]:
    """All that belongs to it; that it was looked at is in the audit log."""
    seen = await trying(view_of(door).open, who.agent.id, ticket_id)
    return views.whole(seen, who.agent.id, door.hub, door.shop.tools.clock.now())


async def _do(door: Door, told: Callable[..., list[str]], *given: Any) -> None:
    """The customer's page hears of it, and every desk looks at the queue again."""
    door.hub.wake({*(await trying(told, *given)), ""})


@tickets.post("/{ticket_id}/claim", status_code=204)
async def claim(ticket_id: TicketId, door: TheDoor, who: Changing) -> None:
    """Two claim, one wins: the other is told who."""
    await _do(door, door.shop.desk.claim, who.agent.id, ticket_id)


@tickets.post("/{ticket_id}/join", status_code=204)
async def join(ticket_id: TicketId, door: TheDoor, who: Changing) -> None:
    """The agent of a case takes the conversation over while its customer is there."""
    await _do(door, door.shop.desk.join, who.agent.id, ticket_id)


@tickets.post("/{ticket_id}/transfer", status_code=204)
async def transfer(ticket_id: TicketId, body: shapes.Transfer, door: TheDoor, who: Changing) -> None:
    """To a colleague or into a queue."""
    if body.queue is not None and body.queue not in QUEUES:
        raise Problem(422, "unknown_queue", f"queue: there are {', '.join(QUEUES)}.")
    given = (who.agent.id, ticket_id, body.agent or "", body.queue or "", body.note)
    await _do(door, door.shop.desk.transfer, *given)


@tickets.post("/{ticket_id}/note", status_code=204)
async def note(ticket_id: TicketId, body: shapes.Words, door: TheDoor, who: Changing) -> None:
    """For colleagues; customers never see it."""
    await trying(view_of(door).seeing, who.agent.id, ticket_id)
    await _do(door, door.shop.desk.note, who.agent.id, ticket_id, body.text)


@tickets.post("/{ticket_id}/reply", status_code=204)
async def reply(ticket_id: TicketId, body: shapes.Words, door: TheDoor, who: Changing) -> None:
    """Live, to the customer's page."""
    await _do(door, door.shop.desk.reply, who.agent.id, ticket_id, body.text)


@tickets.post("/{ticket_id}/follow-up", status_code=204)
async def follow_up(ticket_id: TicketId, body: shapes.Words, door: TheDoor, who: Changing) -> None:
    """By e-mail."""
    await _do(door, door.shop.desk.follow_up, who.agent.id, ticket_id, body.text)


@tickets.post("/{ticket_id}/resolve", status_code=204)
async def resolve(ticket_id: TicketId, body: shapes.Resolve, door: TheDoor, who: Changing) -> None:
    """Over; the bot asks the customer how it was."""
    found = await _mine(door, who.agent.id, ticket_id)
    await _do(door, door.shop.desk.resolve, who.agent.id, ticket_id, body.outcome, body.note)
    door.turns.wake(found.conversation_id)


@tickets.post("/{ticket_id}/give-back", status_code=204)
async def give_back(ticket_id: TicketId, body: shapes.GiveBack, door: TheDoor, who: Changing) -> None:
    """To the bot, which goes on with the customer."""
    found = await _mine(door, who.agent.id, ticket_id)
    await _do(door, door.shop.desk.give_back, who.agent.id, ticket_id, body.text)
    door.turns.wake(found.conversation_id)


@tickets.post("/{ticket_id}/typing", status_code=204)
async def typing(ticket_id: TicketId, body: shapes.Switch, door: TheDoor, who: Changing) -> None:
    """Shown to the customer while the conversation is with this agent."""
    found = await _mine(door, who.agent.id, ticket_id)
    if found.kind == "live":
        door.hub.signal(found.conversation_id, {"from": "agent", "name": who.agent.name, "on": body.on})


async def _mine(door: Door, agent_id: str, ticket_id: str) -> Ticket:
    found: Ticket = await trying(view_of(door).mine, agent_id, ticket_id)
    return found
