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
    """A ticket in the queue, without whose it is: that is seen, and written down, where it is opened.

    `agent`: who has it.
    """

    ticket: Ticket
    seen_at: datetime | None
    in_charge: str
    agent: str


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
    """Agents see what is free, what is theirs and what was before with the same customers; leads and admins everything.

    Raises NotPossible: unknown, not_yours.
    """

    def queue(self, agent_id: str) -> list[Row]:
        """All that is not resolved and this agent may see: most urgent, then live ones, then who waits longest."""
        with self.tools.open_work() as work:
            agent = _agent(work, agent_id)
            tickets = [t for t in work.people.unresolved() if is_theirs(agent, t)]
            tickets.sort(key=lambda t: (-t.urgency, t.kind != "live"))
            talks = {c.id: c for c in work.people.conversations(sorted({t.conversation_id for t in tickets}))}
            names = _names(work)
            return [_row(ticket, talks.get(ticket.conversation_id), names) for ticket in tickets]

    def colleagues(self) -> list[tuple[Agent, bool]]:
        """Everybody who may sign in, and whether their page was heard of lately."""
        with self.tools.open_work() as work:
            since = self.tools.clock.now() - PRESENT
            return [(a, a.seen_at is not None and a.seen_at > since) for a in work.people.agents() if a.active]

    def open(self, agent_id: str, ticket_id: str, most_orders: int = 20) -> Seen:
        """Everything about one ticket; that it was looked at is written down."""
        with self.tools.open_work() as work:
            agent, ticket = _seen_by(work, agent_id, ticket_id)
            talk, customer = _whose(work, ticket)
            tickets = _tickets_of(work, ticket, customer, self.tools.clock.now() - LONG_AGO)
            seen = Seen(
                ticket, talk, customer, self._shopping(work, customer, ticket.order_number, most_orders), tickets,
                work.chats.after(talk.id, 0, MOST_LINES), _done(work, talk.id),
                work.people.corrections(talk.id), _names(work), may_act(agent, ticket),
            )  # fmt: skip
        self._note_down(agent_id, talk.id, customer)
        return seen

    def act(self, agent_id: str, ticket_id: str) -> Ticket:
        """A ticket that this agent may act on, and whose customer they look at for it."""
        ticket = self.mine(agent_id, ticket_id)
        with self.tools.open_work() as work:
            talk, customer = _whose(work, ticket)
        self._note_down(agent_id, talk.id, customer)
        return ticket

    def mine(self, agent_id: str, ticket_id: str) -> Ticket:
        """A ticket that this agent may act on."""
        with self.tools.open_work() as work:
            agent, ticket = _seen_by(work, agent_id, ticket_id)
            if not may_act(agent, ticket):
                raise NotPossible("resolved" if ticket.state == "resolved" else "not_yours", _name(work, ticket))
            return ticket

    def seeing(self, agent_id: str, ticket_id: str) -> None:
        """Only whether the agent may look at the ticket."""
        with self.tools.open_work() as work:
            _seen_by(work, agent_id, ticket_id)

    def conversation(self, agent_id: str, conversation_id: str) -> None:
        """That this agent looks at a conversation, where they may."""
        if not self.may_hear(agent_id, conversation_id):
            raise NotPossible("not_yours")
        self._note_down(agent_id, conversation_id, None)

    def may_hear(self, agent_id: str, conversation_id: str) -> bool:
        """Whether a conversation may be followed: it can have gone to somebody else meanwhile."""
        with self.tools.open_work() as work:
            agent = _agent(work, agent_id)
            return any(_may_see(work, agent, t) for t in work.records.tickets_of_conversation(conversation_id))

    def done_in(self, conversation_id: str) -> list[AuditEntry]:
        """What was done in a conversation, without who looked at it."""
        with self.tools.open_work() as work:
            return _done(work, conversation_id)

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


def is_theirs(agent: Agent, ticket: Ticket) -> bool:
    return agent.role != "agent" or ticket.state == "open" or ticket.agent_id == agent.id


def may_act(agent: Agent, ticket: Ticket) -> bool:
    return ticket.state == "claimed" and (ticket.agent_id == agent.id or agent.role != "agent")


def _may_see(work: UnitOfWork, agent: Agent, ticket: Ticket) -> bool:
    """Also what is over, as long as there is something to do for the same customer."""
    if is_theirs(agent, ticket):
        return True
    if ticket.state != "resolved" or not ticket.customer_id:
        return False
    return any(is_theirs(agent, t) for t in work.people.unresolved_of_customer(ticket.customer_id))


def _seen_by(work: UnitOfWork, agent_id: str, ticket_id: str) -> tuple[Agent, Ticket]:
    agent, ticket = _agent(work, agent_id), work.records.ticket(ticket_id)
    if ticket is None:
        raise NotPossible("unknown")
    if not _may_see(work, agent, ticket):
        raise NotPossible("not_yours", _name(work, ticket))
    return agent, ticket


def _agent(work: UnitOfWork, agent_id: str) -> Agent:
    agent = work.people.agent(agent_id)
    if agent is None or not agent.active:
        raise NotPossible("unknown")
    return agent


def _name(work: UnitOfWork, ticket: Ticket) -> str:
    agent = work.people.agent(ticket.agent_id) if ticket.agent_id else None
    return agent.name if agent else ""


def _names(work: UnitOfWork) -> dict[str, str]:
    return {agent.id: agent.name for agent in work.people.agents()}


def _whose(work: UnitOfWork, ticket: Ticket) -> tuple[Conversation, Customer | None]:
    talk = work.records.conversation(ticket.conversation_id)
    return talk, work.customers.get(ticket.customer_id or talk.customer_id or "")


def _done(work: UnitOfWork, conversation_id: str) -> list[AuditEntry]:
    return [e for e in work.people.audit_of_conversation(conversation_id) if e.action not in VIEWED]


def _row(ticket: Ticket, talk: Conversation | None, names: dict[str, str]) -> Row:
    seen_at, in_charge = (talk.seen_at, talk.in_charge) if talk is not None else (None, "bot")
    return Row(ticket, seen_at, in_charge, names.get(ticket.agent_id, ""))


def _tickets_of(work: UnitOfWork, ticket: Ticket, customer: Customer | None, since: datetime) -> list[Ticket]:
    """The others of the same conversation and, of late, of the same customer; newest first."""
    found = {t.id: t for t in work.records.tickets_of_conversation(ticket.conversation_id)}
    if customer is not None:
        found |= {t.id: t for t in work.people.tickets_of_customer(customer.id, since)}
    found.pop(ticket.id, None)
    return sorted(found.values(), key=lambda t: t.id, reverse=True)
