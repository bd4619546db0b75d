"""How a conversation's lines are written down, and who it is with just now."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Sequence

from shop.model.chat import ChatEvent, Choice
from shop.model.records import Conversation
from shop.ports import UnitOfWork
from shop.services.base import Tools

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


def handoff_state(tools: Tools, work: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
    """As the customer is told: {state, ticket, position, wait_minutes, agent}."""
    ticket = work.records.ticket(conversation.ticket_id) if conversation.ticket_id else None
    if ticket is None or ticket.state == "resolved":
        return dict(NOBODY)
    if conversation.in_charge != "person":
        return {"state": "case", "ticket": ticket.id}
    if ticket.state == "claimed":
        agent = work.people.agent(ticket.agent_id)
        return {"state": "with_agent", "ticket": ticket.id, "agent": agent.name if agent else ""}
    position, minutes = tools.help_desk.place(work, tools.policies.current(work), ticket, tools.clock.now())
    return {"state": "waiting", "ticket": ticket.id, "position": position, "wait_minutes": minutes}


def tell_handoff(tools: Tools, work: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
    """Writes the state down as a line, for every page that is open."""
    state = handoff_state(tools, work, conversation)
    work.chats.add(ChatEvent(conversation.id, "handoff", tools.clock.now(), conversation.turns, state))
    return state


def tell_positions(tools: Tools, work: UnitOfWork) -> list[str]:
    """Tells everybody whose place in the queue has changed; gives their conversations. "queue" is locked before."""
    told = []
    for position, ticket in enumerate(work.people.waiting(live_only=True), 1):
        if ticket.facts.get("position") == position:
            continue
        work.lock(ticket.conversation_id)
        ticket.facts = {**ticket.facts, "position": position}
        tell_handoff(tools, work, work.records.conversation(ticket.conversation_id))
        told.append(ticket.conversation_id)
    return told
