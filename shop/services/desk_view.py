"""What agents see: the queue, a conversation with all that belongs to it, and that it was looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shop.model.chat import ChatEvent
from shop.model.customer import Customer
from shop.model.order import Order
from shop.model.people import PRESENT, Agent, Correction
from shop.model.records import AuditEntry, Conversation, Ticket
from shop.model.returns import Claim, Exchange, Return
from shop.model.tracking import ParcelView, look_at
from shop.ports import UnitOfWork
from shop.services.base import Service
from shop.services.desk import NotPossible

SEEN_AGAIN_AFTER = timedelta(minutes=10)
LONG_AGO = timedelta(days=180)
MOST_LINES = 1_000
VIEWED = ("customer.viewed", "conversation.viewed")


@dataclass(frozen=True)
class Row:
    """A ticket in the queue. `customer`: the name, for the agent's own tickets alone; `agent`: who has it."""

    ticket: Ticket
    seen_at: datetime | None
    in_charge: str
    agent: str
    customer: str


@dataclass(frozen=True)
class OrderSeen:
    order: Order
    parcels: list[ParcelView]


@dataclass(frozen=True)
class Shopping:
    """A customer's orders, newest first and the ticket's own before all, and what followed from them."""

    orders: list[OrderSeen] = field(default_factory=list)
    more: int = 0
    returns: list[Return] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True)
class Seen:
    """One ticket with its conversation. `mine`: this agent may act on it."""

    ticket: Ticket
    conversation: Conversation
    customer: Customer | None
    shopping: Shopping
    tickets: list[Ticket]
    lines: list[ChatEvent]
    audit: list[AuditEntry]
    corrections: list[Correction]
    agents: dict[str, str]
    mine: bool


class DeskView(Service):
    """Agents see what is free and what is theirs; leads and admins see everything. Raises NotPossible("not_yours")."""

    def queue(self, agent_id: str) -> list[Row]:
        """All that is not resolved and this agent may see: most urgent, then live ones, then who waits longest."""
        with self.tools.open_work() as work:
            agent = _agent(work, agent_id)
            tickets = [t for t in work.people.unresolved() if may_see(agent, t)]
            tickets.sort(key=lambda t: (-t.urgency, t.kind != "live"))
            talks = {c.id: c for c in work.people.conversations(sorted({t.conversation_id for t in tickets}))}
            names = {a.id: a.name for a in work.people.agents()}
            return [_row(work, agent_id, ticket, talks.get(ticket.conversation_id), names) for ticket in tickets]

    def colleagues(self) -> list[tuple[Agent, bool]]:
        """Everybody who may sign in, and whether their page was heard of lately."""
        with self.tools.open_work() as work:
            since = self.tools.clock.now() - PRESENT
            return [(a, a.seen_at is not None and a.seen_at > since) for a in work.people.agents() if a.active]

    def open(self, agent_id: str, ticket_id: str, most_orders: int = 20) -> Seen:
        """Everything about one ticket; that it was looked at is written down."""
        with self.tools.open_work() as work:
            agent, ticket = _agent(work, agent_id), work.records.ticket(ticket_id)
            if ticket is None:
                raise NotPossible("unknown")
            talk = work.records.conversation(ticket.conversation_id)
            if not may_see(agent, ticket):
                raise NotPossible("not_yours", _name(work, ticket.agent_id))
            customer = work.customers.get(ticket.customer_id or talk.customer_id or "")
            tickets = _tickets_of(work, ticket, customer, self.tools.clock.now() - LONG_AGO)
            seen = Seen(
                ticket, talk, customer, self._shopping(work, customer, ticket.order_number, most_orders), tickets,
                work.chats.after(talk.id, 0, MOST_LINES), audit_shown(work, talk.id),
                work.people.corrections(talk.id), {a.id: a.name for a in work.people.agents()},
                may_act(agent, ticket),
            )  # fmt: skip
        self._note_down(agent_id, talk.id, customer)
        return seen

    def conversation(self, agent_id: str, conversation_id: str) -> None:
        """Whether this agent may look at a conversation, and that they do. Raises NotPossible."""
        with self.tools.open_work() as work:
            agent = _agent(work, agent_id)
            tickets = work.records.tickets_of_conversation(conversation_id)
            if not tickets:
                raise NotPossible("unknown")
            if not any(may_see(agent, ticket) for ticket in tickets):
                raise NotPossible("not_yours", _name(work, tickets[-1].agent_id))
        self._note_down(agent_id, conversation_id, None)

    def seeing(self, agent_id: str, ticket_id: str) -> None:
        """Raises NotPossible where the agent may not even look at the ticket."""
        with self.tools.open_work() as work:
            agent, ticket = _agent(work, agent_id), work.records.ticket(ticket_id)
            if ticket is None:
                raise NotPossible("unknown")
            if not may_see(agent, ticket):
                raise NotPossible("not_yours", _name(work, ticket.agent_id))

    def mine(self, agent_id: str, ticket_id: str) -> Ticket:
        """A ticket that this agent may act on. Raises NotPossible."""
        with self.tools.open_work() as work:
            agent, ticket = _agent(work, agent_id), work.records.ticket(ticket_id)
            if ticket is None:
                raise NotPossible("unknown")
            if not may_act(agent, ticket):
                raise NotPossible("not_yours", _name(work, ticket.agent_id))
            return ticket

    def audit(self, conversation_id: str) -> list[AuditEntry]:
        """What was done in a conversation, without who looked at it."""
        with self.tools.open_work() as work:
            return audit_shown(work, conversation_id)

    def _note_down(self, agent_id: str, conversation_id: str, customer: Customer | None) -> None:
        """At most once per agent, conversation and ten minutes; nothing is shown before it is written."""
        looked_at = [("conversation.viewed", conversation_id)]
        if customer is not None:
            looked_at.append(("customer.viewed", customer.id))
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            now, actor = self.tools.clock.now(), f"agent:{agent_id}"
            lately = {
                (e.action, e.subject)
                for e in work.people.audit_of_conversation(conversation_id)
                if e.actor == actor and e.action in VIEWED and e.at > now - SEEN_AGAIN_AFTER
            }
            for action, subject in looked_at:
                if (action, subject) not in lately:
                    work.records.add(AuditEntry(actor, action, subject, now, conversation_id=conversation_id))
            work.commit()

    def _shopping(self, work: UnitOfWork, customer: Customer | None, first: str, most: int) -> Shopping:
        if customer is None:
            return Shopping()
        rules, now = self.tools.policies.current(work).claims, self.tools.clock.now()
        orders = sorted(work.orders.all_of_customer(customer.id), key=lambda order: order.number != first)
        seen = [OrderSeen(each, [look_at(each, p, rules, now) for p in each.parcels]) for each in orders[:most]]
        return Shopping(
            seen, max(0, len(orders) - most), work.returns.of_customer(customer.id),
            work.returns.exchanges_of_customer(customer.id), work.returns.claims_of_customer(customer.id),
        )  # fmt: skip


def may_see(agent: Agent, ticket: Ticket) -> bool:
    return agent.role != "agent" or ticket.state == "open" or ticket.agent_id == agent.id


def may_act(agent: Agent, ticket: Ticket) -> bool:
    return ticket.state == "claimed" and (ticket.agent_id == agent.id or agent.role != "agent")


def audit_shown(work: UnitOfWork, conversation_id: str) -> list[AuditEntry]:
    return [e for e in work.people.audit_of_conversation(conversation_id) if e.action not in VIEWED]


def _agent(work: UnitOfWork, agent_id: str) -> Agent:
    agent = work.people.agent(agent_id)
    if agent is None or not agent.active:
        raise NotPossible("unknown")
    return agent


def _name(work: UnitOfWork, agent_id: str) -> str:
    agent = work.people.agent(agent_id) if agent_id else None
    return agent.name if agent else ""


def _row(work: UnitOfWork, agent_id: str, ticket: Ticket, talk: Conversation | None, names: dict[str, str]) -> Row:
    customer = None
    if ticket.agent_id == agent_id:
        customer = work.customers.get(ticket.customer_id or (talk.customer_id if talk else "") or "")
    return Row(
        ticket, talk.seen_at if talk else None, talk.in_charge if talk else "bot", names.get(ticket.agent_id, ""),
        customer.name if customer else "",
    )  # fmt: skip


def _tickets_of(work: UnitOfWork, ticket: Ticket, customer: Customer | None, since: datetime) -> list[Ticket]:
    """The others of the same conversation and, of late, of the same customer; newest first."""
    found = {t.id: t for t in work.records.tickets_of_conversation(ticket.conversation_id)}
    if customer is not None:
        found |= {t.id: t for t in work.people.tickets_since(since) if t.customer_id == customer.id}
    found.pop(ticket.id, None)
    return sorted(found.values(), key=lambda t: t.id, reverse=True)
