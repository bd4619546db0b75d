"""What agents do with tickets: take them, answer, pass them on, end them, give them back to the bot."""

from __future__ import annotations

import secrets
from typing import Any

from shop.model.chat import ChatEvent
from shop.model.people import Agent, Correction
from shop.model.policy import Policy
from shop.model.records import AuditEntry, Conversation, Ticket
from shop.ports import UnitOfWork
from shop.services.base import Service
from shop.services.lines import say, tell_handoff, tell_positions
from shop.services.waiting import reopen, take_over

OUTCOMES = ("solved", "refunded", "explained", "no_answer", "not_possible", "spam")


class NotPossible(Exception):
    """The ticket is not in a state for that; `code` says why: taken, resolved, not_yours, unknown, not_live, no_email."""

    def __init__(self, code: str, by: str = "") -> None:
        super().__init__(code)
        self.code, self.by = code, by


class Desk(Service):
    """Each method gives the conversations whose pages have something new.

    Each begins with the queue's lock, then that of the conversation: what is read before a lock may be old.
    """

    def claim(self, agent_id: str, ticket_id: str) -> list[str]:
        """Two claim, one wins: the other is told who. A web conversation that still waits or chats becomes live."""
        with self.tools.open_work() as work:
            work.lock("queue")
            ticket = self._ticket(work, ticket_id)
            agent = self._agent(work, agent_id)
            if ticket.state == "claimed" and ticket.agent_id == agent_id:
                return []
            self._must_be_free(work, ticket)
            now = self.tools.clock.now()
            ticket.state, ticket.agent_id, ticket.claimed_at, ticket.updated_at = "claimed", agent_id, now, now
            self._log(work, agent, "ticket.claimed", ticket)
            told = []
            if ticket.kind == "live":
                told = self._tell(work, ticket, "agent_joined", agent)
            told += tell_positions(self.tools, work)
            work.commit()
            return told

    def join(self, agent_id: str, ticket_id: str) -> list[str]:
        """The agent of a case takes the conversation over while its customer is there."""
        with self.tools.open_work() as work:
            work.lock("queue")
            ticket, agent = self._mine(work, agent_id, ticket_id)
            work.lock(ticket.conversation_id)
            conversation = work.records.conversation(ticket.conversation_id)
            if conversation.channel != "web":
                raise NotPossible("not_live")
            if ticket.kind == "live" and conversation.in_charge == "person":
                return []
            if conversation.in_charge == "person":
                raise NotPossible("taken")
            take_over(work, conversation, ticket, self.tools.clock.now())
            self._log(work, agent, "ticket.joined", ticket)
            told = self._tell(work, ticket, "agent_joined", agent)
            work.commit()
            return told

    def transfer(self, agent_id: str, ticket_id: str, to_agent: str = "", queue: str = "", note: str = "") -> list[str]:
        """To a colleague, or back into a queue; the customer is told that somebody else goes on."""
        with self.tools.open_work() as work:
            work.lock("queue")
            ticket, agent = self._mine(work, agent_id, ticket_id)
            now = self.tools.clock.now()
            if note:
                self._note(work, ticket, agent, note)
            if to_agent:
                other = self._agent(work, to_agent)
                ticket.agent_id, ticket.claimed_at, event = other.id, now, "agent_joined"
            else:
                reopen(ticket, now)
                ticket.queue, event, other = queue or ticket.queue, "transferred", agent
            ticket.updated_at = now
            self._log(work, agent, "ticket.transferred", ticket, to=to_agent or ticket.queue)
            told = self._tell(work, ticket, event, other) if ticket.kind == "live" else []
            told += tell_positions(self.tools, work)
            work.commit()
            return told

    def note(self, agent_id: str, ticket_id: str, text: str) -> list[str]:
        """For colleagues; customers never see it."""
        with self.tools.open_work() as work:
            work.lock("queue")
            ticket, agent = self._ticket(work, ticket_id), self._agent(work, agent_id)
            self._note(work, ticket, agent, text)
            work.commit()
            return [ticket.conversation_id]

    def reply(self, agent_id: str, ticket_id: str, text: str) -> list[str]:
        """To the customer's page, live."""
        with self.tools.open_work() as work:
            work.lock("queue")
            ticket, agent = self._mine(work, agent_id, ticket_id)
            work.lock(ticket.conversation_id)
            conversation = work.records.conversation(ticket.conversation_id)
            if ticket.kind != "live" or conversation.in_charge != "person" or conversation.ticket_id != ticket.id:
                raise NotPossible("not_live")
            now = self.tools.clock.now()
            say(work, conversation.id, now, "agent", text, conversation.turns, name=agent.name, agent_id=agent.id)
            ticket.answered_at, ticket.updated_at = ticket.answered_at or now, now
            work.commit()
            return [conversation.id]

    def follow_up(self, agent_id: str, ticket_id: str, text: str) -> list[str]:
        """By e-mail, to who has left or never wanted to wait; it stands in the conversation too."""
        with self.tools.open_work() as work:
            work.lock("queue")
            ticket, agent = self._mine(work, agent_id, ticket_id)
            work.lock(ticket.conversation_id)
            conversation = work.records.conversation(ticket.conversation_id)
            customer = work.customers.get(ticket.customer_id or conversation.customer_id or "")
            address = str(ticket.facts.get("answer_to") or "") or (customer.email if customer else "")
            if not address:
                raise NotPossible("no_email")
            now = self.tools.clock.now()
            facts = {"text": text, "agent": agent.name, "ticket": ticket.id, "language": conversation.language}
            self.tools.mailer.send(work, address, "agent_reply", facts, customer.id if customer else None)
            body = {"text": text, "name": agent.name, "by_mail": True}
            work.chats.add(ChatEvent(conversation.id, "note", now, conversation.turns, body))
            ticket.answered_at, ticket.updated_at = ticket.answered_at or now, now
            self._log(work, agent, "ticket.mailed", ticket)
            work.commit()
            return [conversation.id]

    def resolve(self, agent_id: str, ticket_id: str, outcome: str, note: str = "") -> list[str]:
        """Over: the bot takes the next message, and the customer is asked how it was."""
        return self._end(agent_id, ticket_id, outcome, "resolved", note)

    def give_back(self, agent_id: str, ticket_id: str, for_the_bot: str = "") -> list[str]:
        """To the bot, which is told once; `for_the_bot` is what it says of it to the customer, in their language."""
        return self._end(agent_id, ticket_id, "returned", "returned", for_the_bot)

    def _end(self, agent_id: str, ticket_id: str, outcome: str, event: str, note: str) -> list[str]:
        with self.tools.open_work() as work:
            work.lock("queue")
            ticket, agent = self._mine(work, agent_id, ticket_id)
            work.lock(ticket.conversation_id)
            conversation = work.records.conversation(ticket.conversation_id)
            if outcome == "returned" and (ticket.kind != "live" or conversation.ticket_id != ticket.id):
                raise NotPossible("not_live")
            now = self.tools.clock.now()
            ticket.state, ticket.outcome, ticket.resolved_at, ticket.updated_at = "resolved", outcome, now, now
            if outcome == "returned":
                ticket.facts = {**ticket.facts, "for_the_bot": note}
            elif note:
                ticket.note = note
                self._note(work, ticket, agent, note)
            told = []
            if ticket.kind == "live" and conversation.in_charge == "person" and conversation.ticket_id == ticket.id:
                conversation.in_charge = "returning"
                told = self._tell(work, ticket, event, agent)
            self._log(work, agent, f"ticket.{event}", ticket, outcome=outcome)
            work.commit()
            return told or [conversation.id]

    def correct(self, agent_id: str, conversation_id: str, event_id: int, meant: str, comment: str) -> Correction:
        """What a message meant: for learning. `meant` is an intent's name."""
        with self.tools.open_work() as work:
            work.lock("queue")
            agent = self._agent(work, agent_id)
            line = work.chats.event(conversation_id, event_id)
            if line is None or line.body.get("from") != "customer":
                raise NotPossible("unknown")
            turn = [e for e in work.chats.events_of_turn(conversation_id, line.turn) if e.kind == "turn"]
            correction = Correction(
                secrets.token_hex(8), conversation_id, event_id, agent.id, str(line.body["text"]), meant, comment,
                self.tools.clock.now(), work.records.conversation(conversation_id).language,
                dict(turn[-1].body.get("understood") or {}) if turn else {},
            )  # fmt: skip
            work.people.add(correction)
            facts = {"event": event_id, "meant": meant}
            work.records.add(
                AuditEntry(
                    f"agent:{agent.id}", "message.corrected", conversation_id, correction.at, [], facts, conversation_id
                )
            )
            work.commit()
            return correction

    def _policy(self, work: UnitOfWork) -> Policy:
        return self.tools.policies.current(work)

    def _ticket(self, work: UnitOfWork, ticket_id: str) -> Ticket:
        ticket = work.records.ticket(ticket_id)
        if ticket is None:
            raise NotPossible("unknown")
        return ticket

    def _agent(self, work: UnitOfWork, agent_id: str) -> Agent:
        agent = work.people.agent(agent_id)
        if agent is None or not agent.active:
            raise NotPossible("unknown")
        return agent

    def _mine(self, work: UnitOfWork, agent_id: str, ticket_id: str) -> tuple[Ticket, Agent]:
        """Leads and admins may act on anybody's."""
        ticket, agent = self._ticket(work, ticket_id), self._agent(work, agent_id)
        if ticket.state == "resolved":
            raise NotPossible("resolved")
        if ticket.agent_id != agent_id and (agent.role == "agent" or ticket.state != "claimed"):
            raise NotPossible("not_yours")
        return ticket, agent

    def _must_be_free(self, work: UnitOfWork, ticket: Ticket) -> None:
        if ticket.state == "resolved":
            raise NotPossible("resolved")
        if ticket.state == "claimed":
            other = work.people.agent(ticket.agent_id)
            raise NotPossible("taken", other.name if other else "")

    def _note(self, work: UnitOfWork, ticket: Ticket, agent: Agent, text: str) -> None:
        work.lock(ticket.conversation_id)
        turns = work.records.conversation(ticket.conversation_id).turns
        body = {"text": text, "name": agent.name}
        work.chats.add(ChatEvent(ticket.conversation_id, "note", self.tools.clock.now(), turns, body))

    def _tell(self, work: UnitOfWork, ticket: Ticket, event: str, agent: Agent) -> list[str]:
        work.lock(ticket.conversation_id)
        conversation: Conversation = work.records.conversation(ticket.conversation_id)
        if conversation.ticket_id != ticket.id:  # another ticket has the conversation
            return []
        now = self.tools.clock.now()
        say(work, conversation.id, now, "system", turn=conversation.turns, event=event, name=agent.name)
        tell_handoff(self.tools, work, conversation)
        return [conversation.id]

    def _log(self, work: UnitOfWork, agent: Agent, action: str, ticket: Ticket, **facts: Any) -> None:
        at = self.tools.clock.now()
        work.records.add(AuditEntry(f"agent:{agent.id}", action, ticket.id, at, [], facts, ticket.conversation_id))
