"""What agents change for a customer: offered, shown with its amounts and rules, then carried out once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Path

from gateway.chat.routes import TheDoor
from gateway.desk import plain
from gateway.desk.change_shapes import Wanted
from gateway.desk.refusing import not_possible, refused
from gateway.desk.session import Changing, TheAgent
from gateway.desk.tickets import TicketId, tickets, view_of
from shop.model.customer import Address, PaymentMethod
from shop.model.desk_refusals import DeskRefusal
from shop.model.facts import encode
from shop.model.money import Money, exponent
from shop.model.refusals import Refusal
from shop.services.agent_changes import change_from
from shop.services.desk import NotPossible

_TITLES = {
    "cancel_order": "Cancel order", "change_delivery_address": "Change delivery address", "change_items": "Change items",
    "change_order_payment": "Change payment method", "return_lines": "Start a return", "exchange_lines": "Start an exchange",
    "make_claim": "Report a problem", "adjust_price": "Pay back a price drop", "goodwill_refund": "Goodwill refund",
}  # fmt: skip
ProposalId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,80}$")]


async def _ruled(work: Callable[..., Any], *given: Any) -> Any:
    try:
        return await asyncio.to_thread(work, *given)
    except NotPossible as error:
        raise not_possible(error) from error
    except (Refusal, DeskRefusal) as error:
        raise refused(error) from error


@tickets.get("/{ticket_id}/changes")
async def offered(ticket_id: TicketId, door: TheDoor, who: TheAgent) -> list[dict[str, Any]]:
    """What the rules allow an agent to do for the customer's orders just now."""
    await _ruled(view_of(door).act, who.agent.id, ticket_id)
    found = await _ruled(door.shop.agent_changes.may_do, who.agent.id, ticket_id)
    return [
        {
            "kind": each["kind"], "number": each["number"], "title": _TITLES.get(each["kind"], plain.human(each["kind"])),
            "choices": _choices(each["choices"]),
        }
        for each in found
    ]  # fmt: skip


@tickets.post("/{ticket_id}/changes", status_code=201)
async def propose(ticket_id: TicketId, body: Wanted, door: TheDoor, who: Changing) -> dict[str, Any]:
    """What exactly will happen; nothing has happened yet."""
    fields = body.change.model_dump()
    change = change_from(fields.pop("kind"), fields)
    proposal, summary = await _ruled(door.shop.agent_changes.propose, who.agent.id, ticket_id, change)
    return {
        "id": proposal.id, "kind": proposal.kind, "title": _TITLES.get(proposal.kind, plain.human(proposal.kind)),
        "facts": plain.facts(encode(summary.facts)), "rules": list(proposal.rules),
        "movements": [_movement(each) for each in summary.shown_movements], "expires_at": proposal.expires_at.isoformat(),
    }  # fmt: skip


@tickets.post("/{ticket_id}/changes/{proposal_id}")
async def carry_out(ticket_id: TicketId, proposal_id: ProposalId, door: TheDoor, who: Changing) -> dict[str, Any]:
    """Once: the same request again gives the same answer."""
    kind, facts = await _ruled(door.shop.agent_changes.carry_out, who.agent.id, ticket_id, proposal_id)
    door.hub.wake([""])
    facts = {name: value for name, value in facts.items() if name != "movements"}
    return {"kind": kind, "title": _TITLES.get(kind, plain.human(kind)), "facts": plain.facts(encode(facts))}


def _movement(facts: dict[str, Any]) -> dict[str, Any]:
    when = {"now": "at once", "after_receipt": "once the parcel is back"}.get(facts["when"])
    return {
        "text": "Charged to" if facts["charged"] else "Back to", "method": plain.plain(facts["method"]),
        "amount": plain.money(facts["amount"]), "when": when or f"in {facts['first_day']} to {facts['last_day']} days",
    }  # fmt: skip


def _choices(value: Any) -> Any:
    """As JSON for a form: amounts with what a program needs of them, methods with their names."""
    if isinstance(value, Money):
        return {"text": plain.money(value), "minor": value.minor, "exponent": exponent(value.currency)}
    if isinstance(value, PaymentMethod):
        return {"id": value.id, "text": plain.method(value.kind, value.brand, value.last_four)}
    if isinstance(value, Address):
        return {name: getattr(value, name) for name in ("line1", "line2", "city", "state", "postcode", "country")}
    if isinstance(value, dict):
        return {name: _choices(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_choices(inner) for inner in value]
    return value
