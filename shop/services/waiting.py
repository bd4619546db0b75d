"""Who has a conversation, and since when somebody waits in it."""

from __future__ import annotations

from datetime import datetime

from shop.model.records import Conversation, Ticket
from shop.ports import UnitOfWork


def is_late(ticket: Ticket, late: datetime) -> bool:
    began = datetime.fromisoformat(ticket.facts["waits_since"]) if "waits_since" in ticket.facts else ticket.created_at
    return ticket.escalated_at is None and began is not None and began <= late


def begin_to_wait(ticket: Ticket, now: datetime) -> None:
    """From now on it is counted when somebody waits too long, whenever the ticket was opened."""
    kept = {name: value for name, value in ticket.facts.items() if name != "position"}
    ticket.escalated_at, ticket.facts = None, {**kept, "waits_since": now.isoformat()}


def reopen(ticket: Ticket, now: datetime) -> None:
    """Back into its queue, in front of what comes as it comes; whoever waits is told their place anew."""
    ticket.state, ticket.agent_id, ticket.claimed_at = "open", "", None
    ticket.urgency, ticket.updated_at = max(ticket.urgency, 1), now
    begin_to_wait(ticket, now)


def take_over(work: UnitOfWork, conversation: Conversation, ticket: Ticket, now: datetime) -> None:
    """From the commit on people have the conversation, and nothing that was shown can be confirmed any more."""
    if ticket.kind != "live":
        begin_to_wait(ticket, now)
    ticket.kind, ticket.updated_at = "live", now
    conversation.in_charge, conversation.ticket_id, conversation.awaiting = "person", ticket.id, ""
    for proposal in work.records.open_proposals(conversation.id):
        proposal.state = "closed"
