"""Handing over to people: cases, and when people are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shop.model.records import AuditEntry, Ticket
from shop.services.base import Service


@dataclass(frozen=True)
class Presence:
    """`next_opening` is in the shop's own time zone."""

    is_open: bool
    next_opening: datetime


class Handoff(Service):
    def open_case(
        self,
        conversation_id: str,
        reason: str,
        queue: str,
        summary: str,
        facts: dict[str, Any],
        order_number: str = "",
        key: str = "",
    ) -> Ticket:
        """The same key finds the same case again, so that a repeated request opens no second one."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            known = work.records.ticket_by_key(key) if key else None
            if known is not None and known.state != "resolved":
                return known
            now = self.tools.clock.now()
            conversation = work.records.conversation(conversation_id)
            ticket = Ticket(
                id=f"T{100000 + work.records.next_number('ticket')}", kind="case", queue=queue, reason=reason,
                summary=summary, conversation_id=conversation_id, customer_id=conversation.customer_id,
                order_number=order_number, facts=facts, created_at=now, key=key,
            )  # fmt: skip
            work.records.add(ticket)
            entry = AuditEntry(
                "bot", "ticket.opened", ticket.id, now, ["handoff.case"], {"reason": reason}, conversation_id
            )
            work.records.add(entry)
            work.commit()
            return ticket

    def presence(self) -> Presence:
        with self.tools.open_work() as work:
            hours = self.tools.policies.current(work).hours
            now = self.tools.clock.now()
            return Presence(hours.is_open(now), hours.next_opening(now))

    def tickets(self, conversation_id: str) -> list[Ticket]:
        with self.tools.open_work() as work:
            return work.records.tickets_of_conversation(conversation_id)
