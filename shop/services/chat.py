"""A customer's message on its way: stored once, carried out in order, answered the same however often it comes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Sequence

from shop.model.chat import ChatTurn
from shop.model.records import Conversation, Ticket
from shop.ports import UnitOfWork
from shop.services.answers import Answers
from shop.services.lines import find_choice, handoff_state, say

LEASE = timedelta(seconds=12)


class ChoiceNotOffered(LookupError):
    """No such button was offered in this conversation."""


@dataclass(frozen=True)
class Work:
    """`told`: what the bot must be told first, because a person had the conversation. `closed`: put before a person.

    Neither `turn` nor `told`: there is nothing for this process to do.
    """

    turn: ChatTurn | None = None
    told: dict[str, Any] | None = None
    language: str = ""
    closed: list[ChatTurn] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return self.turn is None and self.told is None


class Chat(Answers):
    """Messages as they come in; what goes out is in `Answers`."""

    def begin(self, language: str) -> Conversation:
        """A conversation of the website, under 128 random bits."""
        conversation_id = secrets.token_hex(16)
        with self.tools.open_work() as work:
            work.lock(conversation_id)  # who reads first cannot write while others do
            conversation = work.records.conversation(conversation_id)
            now = self.tools.clock.now()
            conversation.channel, conversation.language = "web", language
            conversation.created_at = conversation.seen_at = conversation.updated_at = now
            work.commit()
            return conversation

    def conversation(self, conversation_id: str) -> Conversation | None:
        with self.tools.open_work() as work:
            found = work.records.conversation(conversation_id)
            return found if found.channel == "web" else None

    def receive(
        self, conversation_id: str, client_id: str, text: str, choice: str | None = None, masked: Sequence[str] = ()
    ) -> ChatTurn:
        """Stores the message; one that was stored before is given as it stands. Raises ChoiceNotOffered."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            known = work.chats.turn(conversation_id, client_id)
            if known is not None:
                return known
            payload = ""
            if choice is not None:
                offered = find_choice(work, conversation_id, choice)
                if offered is None:
                    raise ChoiceNotOffered()
                text, payload = offered.title, offered.payload
            conversation, now = work.records.conversation(conversation_id), self.tools.clock.now()
            conversation.turns += 1
            conversation.seen_at = conversation.updated_at = now
            turn = ChatTurn(conversation_id, client_id, conversation.turns, text, now, payload)
            work.chats.add(turn)
            say(work, conversation_id, now, "customer", text, turn.number, client_id=client_id)
            if masked:
                say(work, conversation_id, now, "system", turn=turn.number, event="masked", kinds=list(masked))
            work.commit()
            return turn

    def take_up(self, conversation_id: str, worker: str) -> Work:
        """The next thing to tell the engine; empty where there is nothing, or another process is at it.

        What belongs to a person is put before them here, and the engine never hears of it.
        """
        closed: list[ChatTurn] = []
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            conversation, now = work.records.conversation(conversation_id), self.tools.clock.now()
            while True:
                turn = work.chats.first_unfinished(conversation_id)
                if turn is not None and turn.state == "running" and turn.worker != worker:
                    if turn.leased_until is not None and turn.leased_until > now:
                        return Work(closed=closed)
                if conversation.in_charge != "person":
                    break
                if turn is None:
                    work.commit()
                    return Work(closed=closed)
                self._put_before_a_person(work, conversation, turn)
                closed.append(turn)
                work.chats.flush()
            told = self._to_tell(work, conversation) if conversation.in_charge == "returning" else None
            if turn is not None:
                turn.state, turn.worker, turn.leased_until = "running", worker, now + LEASE
                turn.started_at = turn.started_at or now
            work.commit()
            return Work(turn, told, conversation.language, closed)

    def _put_before_a_person(self, work: UnitOfWork, conversation: Conversation, turn: ChatTurn) -> None:
        now = self.tools.clock.now()
        ticket = work.records.ticket(conversation.ticket_id)
        if ticket is not None:
            self.tools.help_desk.customer_said(work, ticket, turn.text, now)
        state = handoff_state(self.tools, work, conversation)
        self._close(work, turn, "with_person", None, state)

    def _to_tell(self, work: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
        ticket = work.records.ticket(conversation.ticket_id) or Ticket("", "live", "", "", "", conversation.id)
        agent = work.people.agent(ticket.agent_id) if ticket.agent_id else None
        outcome = "left" if ticket.outcome == "customer_left" or ticket.state != "resolved" else "resolved"
        if ticket.outcome == "returned":
            outcome = "returned"
        ended = int(ticket.resolved_at.timestamp()) if ticket.resolved_at else ticket.facts.get("left_at", "left")
        told = f"{ticket.id}-{ended}"
        return {
            "id": told, "outcome": outcome, "agent": agent.name if agent else "", "note": ticket.facts.get("for_the_bot", ""),
            "ticket": ticket.id, "speak": outcome != "left",
        }  # fmt: skip

    def renew(self, worker: str, turns: Sequence[tuple[str, str]]) -> None:
        """Keeps turns that take long from being taken up by another process."""
        with self.tools.open_work() as work:
            until = self.tools.clock.now() + LEASE
            for conversation_id, client_id in turns:
                turn = work.chats.turn(conversation_id, client_id)
                if turn is not None and turn.state == "running" and turn.worker == worker:
                    turn.leased_until = until
            work.commit()

    def unfinished(self) -> list[str]:
        """Conversations with something to tell the engine."""
        with self.tools.open_work() as work:
            return work.chats.unfinished()
