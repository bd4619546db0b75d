"""How a conversation's lines are written down, and who it is with just now."""

from __future__ import annotations

import math
import secrets
from datetime import datetime, timedelta
from typing import Any, Sequence

from shop.model.chat import ChatEvent, Choice
from shop.model.people import Agent
from shop.model.policy import Policy
from shop.model.records import Conversation, Ticket
from shop.ports import UnitOfWork

# An agent whose page was heard of so lately is there.
PRESENT = timedelta(seconds=90)
NOBODY: dict[str, Any] = {"state": "none"}


def say(
    work: UnitOfWork, conversation_id: str, at: datetime, sender: str, text: str = "", turn: int = 0, **more: Any
) -> ChatEvent:
    """A message; `more` are the further fields of its body. System messages have an `event` in place of a text."""
    body = {"from": sender, "text": text, **{name: value for name, value in more.items() if value}}
    line = ChatEvent(conversation_id, "message", at, turn, body)
    work.chats.add(line)
    return line


def with_ids(choices: Sequence[dict[str, str]], turn: int) -> list[dict[str, str]]:
    """Buttons as they are stored: an id that says in which turn to look for it, and the payload behind it."""
    return [
        {
            "id": f"{turn}-{secrets.token_hex(4)}",
            "title": each["title"],
            "payload": each.get("payload") or each["title"],
        }
        for each in choices
    ]


def find_choice(work: UnitOfWork, conversation_id: str, choice_id: str) -> Choice | None:
    """The button that was offered under this id in this conversation."""
    turn, _, _ = choice_id.partition("-")
    if not turn.isdecimal() or len(turn) > 9:
        return None
    for line in work.chats.events_of_turn(conversation_id, int(turn)):
        for each in line.body.get("choices") or []:
            if each["id"] == choice_id:
                return Choice(each["id"], each["title"], each["payload"])
    return None


def online(work: UnitOfWork, now: datetime) -> list[Agent]:
    return [a for a in work.people.agents() if a.active and a.available and a.seen_at and a.seen_at > now - PRESENT]


def place(work: UnitOfWork, policy: Policy, ticket: Ticket, now: datetime) -> tuple[int, int]:
    """Position in the queue from 1, and the minutes that it will take: by how long the last ones took."""
    ahead = [each.id for each in work.people.waiting(live_only=True)]
    position = ahead.index(ticket.id) + 1 if ticket.id in ahead else 1
    lately = work.people.tickets_since(now - timedelta(hours=12))
    took = [
        (t.resolved_at - t.claimed_at).total_seconds() / 60
        for t in lately
        if t.kind == "live" and t.resolved_at and t.claimed_at
    ][-20:]
    each = sum(took) / len(took) if len(took) >= 3 else policy.handoff.minutes_per_conversation
    at_once = max(1, len(online(work, now))) * policy.handoff.conversations_per_agent
    return position, max(1, math.ceil(position * each / at_once))


def handoff_state(work: UnitOfWork, policy: Policy, conversation: Conversation, now: datetime) -> dict[str, Any]:
    """As the customer is told: {state, ticket, position, wait_minutes, agent}."""
    ticket = work.records.ticket(conversation.ticket_id) if conversation.ticket_id else None
    if ticket is None or ticket.state == "resolved":
        return dict(NOBODY)
    if conversation.in_charge != "person":
        return {"state": "case", "ticket": ticket.id}
    if ticket.state == "claimed":
        agent = work.people.agent(ticket.agent_id)
        return {"state": "with_agent", "ticket": ticket.id, "agent": agent.name if agent else ""}
    position, minutes = place(work, policy, ticket, now)
    return {"state": "waiting", "ticket": ticket.id, "position": position, "wait_minutes": minutes}


def tell_handoff(work: UnitOfWork, policy: Policy, conversation: Conversation, now: datetime) -> dict[str, Any]:
    """Writes the state down as a line, for every page that is open."""
    state = handoff_state(work, policy, conversation, now)
    work.chats.add(ChatEvent(conversation.id, "handoff", now, conversation.turns, state))
    return state


def tell_positions(work: UnitOfWork, policy: Policy, now: datetime) -> list[str]:
    """Tells everybody whose place in the queue has changed; gives their conversations. "queue" is locked before."""
    told = []
    for position, ticket in enumerate(work.people.waiting(live_only=True), 1):
        if ticket.facts.get("position") == position:
            continue
        work.lock(ticket.conversation_id)
        ticket.facts = {**ticket.facts, "position": position}
        tell_handoff(work, policy, work.records.conversation(ticket.conversation_id), now)
        told.append(ticket.conversation_id)
    return told
