"""What the desk's API gives, as JSON; orders are in gateway.desk.shopping."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gateway.desk import plain
from gateway.desk.lines import correction, lines
from gateway.desk.shopping import shopping
from gateway.hub import Hub
from shop.model.customer import Customer
from shop.model.people import PRESENT, Agent
from shop.model.records import Conversation, Ticket
from shop.services.desk_view import Row, Seen


def agent(who: Agent) -> dict[str, Any]:
    return {
        "id": who.id, "name": who.name, "email": who.email, "role": who.role, "languages": list(who.languages),
        "available": who.available,
    }  # fmt: skip


def colleague(who: Agent, present: bool) -> dict[str, Any]:
    return {
        "id": who.id, "name": who.name, "role": who.role, "languages": list(who.languages), "present": present,
        "available": present and who.available,
    }  # fmt: skip


def row(found: Row, agent_id: str, hub: Hub, now: datetime) -> dict[str, Any]:
    talk = found.ticket.conversation_id
    return {
        **ticket(found.ticket, agent_id), "agent": found.agent,
        "in_charge": found.in_charge, "there": is_there(hub, talk, found.seen_at, now),
    }  # fmt: skip


def is_there(hub: Hub, conversation_id: str, seen_at: datetime | None, now: datetime) -> bool:
    """Whether the customer's page is open, here or, as far as it was heard of lately, elsewhere."""
    return hub.is_open(conversation_id) or (seen_at is not None and seen_at > now - PRESENT)


def ticket(found: Ticket, agent_id: str) -> dict[str, Any]:
    return {
        "id": found.id, "kind": found.kind, "queue": found.queue, "reason": found.reason,
        "reason_text": plain.human(found.reason), "topic": plain.human(found.topic or found.reason),
        "summary": found.summary, "state": found.state, "urgency": found.urgency, "mood": found.mood,
        "language": found.language, "order_number": found.order_number, "conversation_id": found.conversation_id,
        "created_at": _iso(found.created_at), "claimed_at": _iso(found.claimed_at), "answered_at": _iso(found.answered_at),
        "resolved_at": _iso(found.resolved_at), "escalated": found.escalated_at is not None, "outcome": found.outcome,
        "mine": found.state == "claimed" and found.agent_id == agent_id,
    }  # fmt: skip


def whole(seen: Seen, agent_id: str, hub: Hub, now: datetime) -> dict[str, Any]:
    found, talk = seen.ticket, seen.conversation
    shown = lines(seen.lines, seen.audit)
    return {
        "ticket": {
            **ticket(found, agent_id), "agent": seen.agents.get(found.agent_id, ""), "note": found.note,
            "facts": plain.facts(found.facts), "answer_to": str(found.facts.get("answer_to") or ""),
        },
        "conversation": _conversation(talk, hub, now), "may_act": seen.mine,
        "customer": _customer(seen.customer, talk) if seen.customer else None,
        "shopping": shopping(seen.shopping, seen.customer),
        "tickets": [_before(each, seen.agents) for each in seen.tickets],
        "lines": shown, "last": shown[-1]["id"] if shown else 0,
        "corrections": [correction(each, seen.agents) for each in seen.corrections],
        "audit": [
            {"at": e.at.isoformat(), "action": e.action, "text": plain.human(e.action), "subject": e.subject, "rules": list(e.rules),
             "actor": _actor(e.actor, seen.agents)}
            for e in seen.audit
        ],
    }  # fmt: skip


def _conversation(talk: Conversation, hub: Hub, now: datetime) -> dict[str, Any]:
    return {
        "id": talk.id, "in_charge": talk.in_charge, "ticket_id": talk.ticket_id, "channel": talk.channel, "language": talk.language,
        "there": is_there(hub, talk.id, talk.seen_at, now), "seen_at": _iso(talk.seen_at), "rating": talk.rating,
        "rating_comment": talk.rating_comment,
        "verified": talk.customer_id is not None and talk.verified_until is not None and talk.verified_until > now,
    }  # fmt: skip


def _customer(found: Customer, talk: Conversation) -> dict[str, Any]:
    return {
        "name": found.name, "first_name": found.first_name, "email": found.email, "phone": found.phone, "tier": found.tier,
        "language": found.language, "address": found.address.one_line(), "newsletter": found.newsletter,
        "member_since": found.member_since.isoformat() if found.member_since else None,
        "member_status": found.member_status if found.member_since else "",
        "methods": [
            {"text": plain.method(m.kind, m.brand, m.last_four), "balance": plain.money(m.balance)}
            for m in found.payment_methods
        ],
    }  # fmt: skip


def _before(found: Ticket, agents: dict[str, str]) -> dict[str, Any]:
    return {
        "id": found.id, "kind": found.kind, "reason": plain.human(found.reason), "state": found.state,
        "outcome": plain.human(found.outcome), "summary": found.summary, "created_at": _iso(found.created_at),
        "agent": agents.get(found.agent_id, ""),
    }  # fmt: skip


def _actor(actor: str, agents: dict[str, str]) -> str:
    kind, _, name = actor.partition(":")
    return agents.get(name, name) if kind == "agent" else kind


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
