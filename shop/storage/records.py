"""Tickets, proposals, conversations, audit and mail in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select, update

from shop.model.records import AuditEntry, Conversation, Mail, Proposal, ShopProfile, Ticket
from shop.storage import tables as t
from shop.storage.repositories import Repository


class SqlRecords(Repository):
    def conversation(self, conversation_id: str) -> Conversation:
        found = self.session.get(Conversation, conversation_id)
        if found is None:
            found = Conversation(conversation_id)
            self.session.add(found)
        return found

    def proposal(self, proposal_id: str) -> Proposal | None:
        return self.session.get(Proposal, proposal_id)

    def open_proposals(self, conversation_id: str) -> list[Proposal]:
        p = t.proposals.c
        return self._all(select(Proposal).where(p.conversation_id == conversation_id, p.state == "open"))

    def last_done_proposal(self, conversation_id: str) -> Proposal | None:
        last = self.conversation(conversation_id).last_proposal_id
        return self.proposal(last) if last else None

    def ticket(self, ticket_id: str) -> Ticket | None:
        return self.session.get(Ticket, ticket_id)

    def ticket_by_key(self, key: str) -> Ticket | None:
        found: Ticket | None = self._first(
            select(Ticket)
            .where(t.tickets.c.key == key)
            .order_by(t.tickets.c.state == "resolved", t.tickets.c.id.desc())
        )
        return found

    def tickets_of_conversation(self, conversation_id: str) -> list[Ticket]:
        mine = select(Ticket).where(t.tickets.c.conversation_id == conversation_id)
        return self._all(mine.order_by(t.tickets.c.id))

    def next_number(self, kind: str) -> int:
        """The row is written first, so that a second unit of work waits for this one."""
        counted = self.session.execute(
            update(t.counters).where(t.counters.c.kind == kind).values(value=t.counters.c.value + 1)
        )
        if counted.rowcount == 0:  # type: ignore[attr-defined]
            self.session.execute(insert(t.counters).values(kind=kind, value=1))
            return 1
        return int(self.session.execute(select(t.counters.c.value).where(t.counters.c.kind == kind)).scalar_one())

    def profile(self) -> ShopProfile | None:
        found: ShopProfile | None = self._first(select(ShopProfile).order_by(t.shop_profile.c.id))
        return found

    def audit_of(self, subject: str) -> list[AuditEntry]:
        return self._all(select(AuditEntry).where(t.audit.c.subject == subject).order_by(t.audit.c.id))

    def mail_to(self, address: str) -> list[Mail]:
        return self._all(select(Mail).where(t.mails.c.to == address).order_by(t.mails.c.created_at))

    def add(self, thing: Any) -> None:
        self.session.add(thing)
