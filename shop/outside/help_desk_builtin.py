"""The help desk that comes with the house: its queue is the tickets of our own database, its pages are `gateway.desk`."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from shop.model.policy import Policy
from shop.model.records import Ticket
from shop.ports import UnitOfWork

# How long the last conversations took tells how long the next will.
LOOKED_BACK = timedelta(hours=12)
ENOUGH = 3


class BuiltInDesk:
    """The `help_desk` of shop.services.base.Tools."""

    def takes_live(self, work: UnitOfWork, policy: Policy, now: datetime) -> bool:
        if not policy.hours.is_open(now):
            return False
        return len(work.people.waiting(live_only=True)) < policy.handoff.longest_queue

    def place(self, work: UnitOfWork, policy: Policy, ticket: Ticket, now: datetime) -> tuple[int, int]:
        ahead = [each.id for each in work.people.waiting(live_only=True)]
        position = ahead.index(ticket.id) + 1 if ticket.id in ahead else 1
        took = [
            (t.resolved_at - t.claimed_at).total_seconds() / 60
            for t in work.people.tickets_since(now - LOOKED_BACK)
            if t.kind == "live" and t.resolved_at and t.claimed_at
        ][-20:]
        each = sum(took) / len(took) if len(took) >= ENOUGH else policy.handoff.minutes_per_conversation
        online = sum(a.is_online(now) for a in work.people.agents())
        return position, max(1, math.ceil(position * each / (max(1, online) * policy.handoff.conversations_per_agent)))

    def put_before(self, work: UnitOfWork, ticket: Ticket, now: datetime) -> None:
        ticket.updated_at = now

    def customer_said(self, work: UnitOfWork, ticket: Ticket, text: str, now: datetime) -> None:
        ticket.updated_at = now

    def withdrawn(self, work: UnitOfWork, ticket: Ticket, now: datetime) -> None:
        ticket.updated_at = now
