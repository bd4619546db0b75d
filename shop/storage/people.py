"""Agents and the tickets that wait for them, in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Sequence

from sqlalchemy import case, delete, func, or_, select

from shop.model.people import Agent, AgentSession, CannedReply, Correction
from shop.model.records import AuditEntry, Conversation, Ticket
from shop.storage import tables as t
from shop.storage import talk_tables as talk
from shop.storage.repositories import Repository


class SqlPeople(Repository):
    def agent(self, agent_id: str) -> Agent | None:
        return self.session.get(Agent, agent_id)

    def agent_by_email(self, email: str) -> Agent | None:
        found: Agent | None = self._first(select(Agent).where(talk.agents.c.email == email.strip().lower()))
        return found

    def agents(self) -> list[Agent]:
        return self._all(select(Agent).order_by(talk.agents.c.name))

    def agent_session(self, session_id: str) -> AgentSession | None:
        return self.session.get(AgentSession, session_id)

    def end_sessions(self, agent_id: str) -> None:
        self.session.execute(delete(talk.agent_sessions).where(talk.agent_sessions.c.agent_id == agent_id))

    def end_sessions_before(self, moment: datetime) -> None:
        self.session.execute(delete(talk.agent_sessions).where(talk.agent_sessions.c.expires_at <= moment))

    def delete(self, thing: Any) -> None:
        self.session.delete(thing)

    def canned(self, reply_id: str) -> CannedReply | None:
        return self.session.get(CannedReply, reply_id)

    def canned_replies(self, language: str | None = None) -> list[CannedReply]:
        c = talk.canned_replies.c
        found = select(CannedReply).order_by(c.language, c.title)
        return self._all(found if language is None else found.where(c.language == language))

    def corrections(self, conversation_id: str | None = None) -> list[Correction]:
        c = talk.corrections.c
        found = select(Correction).order_by(c.at)
        return self._all(found if conversation_id is None else found.where(c.conversation_id == conversation_id))

    def waiting(self, live_only: bool = False) -> list[Ticket]:
        c = t.tickets.c
        found = select(Ticket).where(c.state == "open")
        if live_only:
            found = found.where(c.kind == "live")
        return self._all(found.order_by(c.urgency.desc(), c.created_at, c.id))

    def claimed_by(self, agent_id: str) -> list[Ticket]:
        c = t.tickets.c
        return self._all(select(Ticket).where(c.state == "claimed", c.agent_id == agent_id).order_by(c.claimed_at))

    def unresolved(self) -> list[Ticket]:
        c = t.tickets.c
        return self._all(select(Ticket).where(c.state != "resolved").order_by(c.urgency.desc(), c.created_at, c.id))

    def tickets_since(self, moment: datetime) -> list[Ticket]:
        c = t.tickets.c
        found = self._all(select(Ticket).where(or_(c.created_at >= moment, c.resolved_at >= moment)))
        return sorted(found, key=lambda ticket: str(ticket.id))  # ordered by id it would be read from end to end

    def tickets_of_customer(self, customer_id: str, moment: datetime) -> list[Ticket]:
        c = t.tickets.c
        return self._all(
            select(Ticket).where(c.customer_id == customer_id, or_(c.created_at >= moment, c.resolved_at >= moment))
        )

    def unresolved_of_customer(self, customer_id: str) -> list[Ticket]:
        c = t.tickets.c
        return self._all(select(Ticket).where(c.customer_id == customer_id, c.state != "resolved"))

    def conversations(self, ids: Sequence[str]) -> list[Conversation]:
        return self._all(select(Conversation).where(t.conversations.c.id.in_(ids))) if ids else []

    def ratings_since(self, moment: datetime) -> list[Conversation]:
        c = t.conversations.c
        return self._all(select(Conversation).where(c.rating.is_not(None), c.updated_at >= moment))

    def ratings_by_agent(self, moment: datetime) -> list[tuple[str, int, float]]:
        """The agent is "" where a ticket was nobody's, or there was none."""
        c = t.conversations.c
        agent = t.tickets.c.agent_id
        with_tickets = t.conversations.outerjoin(t.tickets, t.tickets.c.id == c.ticket_id)
        found = select(agent, func.count(), func.sum(c.rating)).select_from(with_tickets)
        rated = found.where(c.rating.is_not(None), c.updated_at >= moment).group_by(agent)
        return [(who or "", int(count), float(total)) for who, count, total in self.session.execute(rated)]

    def web_conversations_since(self, moment: datetime) -> tuple[int, int]:
        c = t.conversations.c
        alone = func.sum(case((c.ticket_id == "", 1), else_=0))
        begun = select(func.count(), alone).where(c.channel == "web", c.created_at >= moment, c.turns > 0)
        count, without = self.session.execute(begun).one()
        return int(count), int(without or 0)

    def audit_of_conversation(self, conversation_id: str) -> list[AuditEntry]:
        return self._all(select(AuditEntry).where(t.audit.c.conversation_id == conversation_id).order_by(t.audit.c.id))
