"""What agents change for the customer of a ticket: shown first, carried out once, with their own authority."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Mapping

from shop.model.desk_refusals import NoCustomer
from shop.model.facts import Facts
from shop.model.order import Order
from shop.model.people import Agent
from shop.model.policy import Policy
from shop.model.records import Proposal, Ticket
from shop.ports import UnitOfWork
from shop.services.agent_options import possible
from shop.services.base import Scene, Service, Tools
from shop.services.changes.base import CHANGES, Change, Summary
from shop.services.changes.goodwill import AGENT_CHANGES
from shop.services.desk import NotPossible
from shop.services.proposals import Proposals

AUTHORITY = "desk.agent_authority"
UNLIMITED = 10**9
NEWEST_ORDERS = 10


def lifted(policy: Policy) -> Policy:
    """The same rules without those limits above which the bot asks a person: here is one."""
    return dataclasses.replace(
        policy,
        orders=dataclasses.replace(policy.orders, refund_limit=None),
        returns=dataclasses.replace(policy.returns, person_above=None),
        claims=dataclasses.replace(policy.claims, automatic_limit=UNLIMITED, per_customer_in_90_days=UNLIMITED),
    )


def change_from(kind: str, fields: Mapping[str, Any]) -> Change:
    """Of all kinds that agents may have. Raises KeyError for an unknown kind, TypeError for other fields than its own."""
    return (AGENT_CHANGES if kind in AGENT_CHANGES.kinds else CHANGES).load(kind, fields)


@dataclass(frozen=True)
class Case:
    """An agent at a ticket."""

    agent: Agent
    ticket: Ticket

    @property
    def key(self) -> str:
        """In a proposal it stands where the conversation does, so that the bot and other agents never find it."""
        return f"desk:{self.agent.id}:{self.ticket.id}"[:80]


class AgentChanges(Service):
    """Raises NotPossible where the ticket is not the agent's to work on, NoCustomer where nobody knows whose it is."""

    def propose(self, agent_id: str, ticket_id: str, change: Change) -> tuple[Proposal, Summary]:
        """What will happen, with its amounts. Raises the change's Refusals and DeskRefusals."""
        case = self._case(agent_id, ticket_id)
        return AgentProposals(self.tools, case).propose(case.key, change)

    def carry_out(self, agent_id: str, ticket_id: str, proposal_id: str) -> tuple[str, Facts]:
        """Kind and facts; a second time the same again. Only by the agent to whom it was shown."""
        case = self._case(agent_id, ticket_id)
        return AgentProposals(self.tools, case).carry_out(case.key, proposal_id)

    def may_do(self, agent_id: str, ticket_id: str) -> list[dict[str, Any]]:
        """See `possible`; the order that the ticket names comes first. Empty where the customer is not known."""
        with self.tools.open_work() as work:
            case = Case(_agent(work, agent_id), _ticket(work, ticket_id))
            try:
                scene = AgentProposals(self.tools, case).scene_of(work, case)
            except NoCustomer:
                return []
            orders = _orders(scene, case.ticket)
            wanted = {line.product_id for order in orders for line in order.lines}
            products = work.products.several(sorted(wanted))  # in one look-up, and kept while they are looked at
            found = [option for order in orders for option in possible(scene, order)]
            del products
            return found

    def _case(self, agent_id: str, ticket_id: str) -> Case:
        with self.tools.open_work() as work:
            return _at_work(work, agent_id, ticket_id)


class AgentProposals(Proposals):
    """The same showing and carrying out as customers have, seen by one agent at one ticket."""

    def __init__(self, tools: Tools, case: Case) -> None:
        super().__init__(tools)
        self.case = case

    def scene(self, work: UnitOfWork, conversation_id: str) -> Scene:
        """Asks again whether the agent may: the ticket can have gone to somebody else meanwhile."""
        return self.scene_of(work, _at_work(work, self.case.agent.id, self.case.ticket.id))

    def scene_of(self, work: UnitOfWork, case: Case) -> Scene:
        talk = case.ticket.conversation_id
        ids = [case.ticket.customer_id, *(each.customer_id for each in work.people.conversations([talk]))]
        customer_id = next((each for each in ids if each), None)
        customer = work.customers.get(customer_id) if customer_id else None
        if customer is None:
            raise NoCustomer(ticket=case.ticket.id)
        policy, now = lifted(self.tools.policies.current(work)), self.tools.clock.now()
        return Scene(work, policy, now, customer, talk, self.tools, case.agent.id)

    def _rules(self, summary: Summary) -> list[str]:
        return [*summary.rules, AUTHORITY]

    def _remember(self, work: UnitOfWork, proposal: Proposal) -> None:
        """The bot repeats what it did itself, not this."""

    def _change(self, proposal: Proposal) -> Change:
        return change_from(proposal.kind, proposal.change)

    def _actor(self, proposal: Proposal) -> str:
        return f"agent:{self.case.agent.id}"

    def _conversation(self, proposal: Proposal) -> str:
        return self.case.ticket.conversation_id


def _agent(work: UnitOfWork, agent_id: str) -> Agent:
    agent = work.people.agent(agent_id)
    if agent is None or not agent.active:
        raise NotPossible("unknown")
    return agent


def _ticket(work: UnitOfWork, ticket_id: str) -> Ticket:
    ticket = work.records.ticket(ticket_id)
    if ticket is None:
        raise NotPossible("unknown")
    return ticket


def _at_work(work: UnitOfWork, agent_id: str, ticket_id: str) -> Case:
    """Whose ticket it is, or a lead or admin while somebody has it."""
    agent, ticket = _agent(work, agent_id), _ticket(work, ticket_id)
    if ticket.state == "resolved":
        raise NotPossible("resolved")
    if ticket.agent_id != agent_id and (agent.role == "agent" or ticket.state != "claimed"):
        raise NotPossible("not_yours")
    return Case(agent, ticket)


def _orders(scene: Scene, ticket: Ticket) -> list[Order]:
    orders = scene.work.orders.all_of_customer(scene.customer.id)
    named = ticket.order_number.lstrip("#").upper()
    return sorted(orders, key=lambda order: order.number != named)[:NEWEST_ORDERS]
