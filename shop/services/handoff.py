"""Handing over to people: cases, live conversations, and when people are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shop.model.policy import Policy
from shop.model.records import AuditEntry, Conversation, Ticket
from shop.model.refusals import NothingToConfirm
from shop.ports import UnitOfWork
from shop.services.base import Service
from shop.services.lines import handoff_state, say, tell_handoff, tell_positions
from shop.services.waiting import is_late, reopen, take_over


class NoAddress(Exception):
    """Nobody would know where to answer: the customer has to say."""


@dataclass(frozen=True)
class Presence:
    """`next_opening` is in the shop's own time zone."""

    is_open: bool
    next_opening: datetime


@dataclass(frozen=True)
class Opened:
    """`place`: position and minutes of a live ticket that waits; None for a case.

    `needs_address`: a case of somebody on the website whom we know no e-mail address of.
    """

    ticket: Ticket
    place: tuple[int, int] | None
    known: bool
    needs_address: bool = False


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
            conversation = work.records.conversation(conversation_id)
            ticket = self._ticket(work, conversation, reason, queue, summary, facts, order_number, key)
            shown = work.records.ticket(conversation.ticket_id) if conversation.ticket_id else None
            if shown is None or (shown.state == "resolved" and conversation.in_charge == "bot"):
                conversation.ticket_id = ticket.id
            work.commit()
            return ticket

    def call_person(
        self,
        conversation_id: str,
        reason: str,
        queue: str,
        summary: str,
        facts: dict[str, Any],
        order_number: str = "",
        key: str = "",
        mood: float = 0.0,
    ) -> Opened:
        """Live where the customer is on the website and people are there with room for one more, else a case.

        From this commit on a live conversation belongs to people, and what was shown for confirmation is void.
        """
        with self.tools.open_work() as work:
            work.lock("queue")
            work.lock(conversation_id)
            policy, now = self.tools.policies.current(work), self.tools.clock.now()
            conversation = work.records.conversation(conversation_id)
            with_them = self._with_people(work, policy, conversation)
            if with_them is not None:
                return with_them
            ticket = work.records.ticket_by_key(key) if key else None
            known = ticket is not None and ticket.state != "resolved"
            if ticket is None or not known:
                ticket = self._ticket(work, conversation, reason, queue, summary, facts, order_number, key)
            ticket.mood, ticket.urgency = mood, max(ticket.urgency, 1 if mood < -0.5 else 0)
            if not self._may_be_live(work, policy, conversation, now):
                conversation.ticket_id = ticket.id
                work.commit()
                unknown = conversation.customer_id is None and not ticket.facts.get("answer_to")
                return Opened(ticket, None, known, unknown and conversation.channel == "web")
            take_over(work, conversation, ticket, now)
            agent = work.people.agent(ticket.agent_id) if ticket.agent_id else None
            if ticket.state == "claimed" and (agent is None or not agent.is_online(now)):
                reopen(ticket, now)
            self.tools.help_desk.put_before(work, ticket, now)
            where = self.tools.help_desk.place(work, policy, ticket, now)
            ticket.facts = {**ticket.facts, "position": where[0]}
            tell_handoff(self.tools, work, conversation)
            work.commit()
            return Opened(ticket, where, known)

    def _with_people(self, work: UnitOfWork, policy: Policy, conversation: Conversation) -> Opened | None:
        """An agent has joined meanwhile, or the turn is repeated: the ticket in charge stays."""
        ticket = work.records.ticket(conversation.ticket_id) if conversation.in_charge == "person" else None
        if ticket is None or ticket.state == "resolved":
            return None
        waits = ticket.state == "open"
        return Opened(
            ticket, self.tools.help_desk.place(work, policy, ticket, self.tools.clock.now()) if waits else None, True
        )

    def _may_be_live(self, work: UnitOfWork, policy: Policy, conversation: Conversation, now: datetime) -> bool:
        """Only where somebody can read it: on the website, while the shop is open and the queue is not too long."""
        return conversation.channel == "web" and self.tools.help_desk.takes_live(work, policy, now)

    def _ticket(
        self,
        work: UnitOfWork,
        conversation: Conversation,
        reason: str,
        queue: str,
        summary: str,
        facts: dict[str, Any],
        order_number: str,
        key: str,
    ) -> Ticket:
        now = self.tools.clock.now()
        ticket = Ticket(
            id=f"T{100000 + work.records.next_number('ticket')}", kind="case", queue=queue, reason=reason,
            summary=summary, conversation_id=conversation.id, customer_id=conversation.customer_id,
            order_number=order_number, facts=facts, created_at=now, updated_at=now, key=key,
            language=conversation.language or "en", topic=str(facts.get("form") or reason).removesuffix("_form")[:40],
        )  # fmt: skip
        work.records.add(ticket)
        self.tools.help_desk.put_before(work, ticket, now)
        rules = ["handoff.case"]
        work.records.add(AuditEntry("bot", "ticket.opened", ticket.id, now, rules, {"reason": reason}, conversation.id))
        return ticket

    def presence(self) -> Presence:
        with self.tools.open_work() as work:
            hours = self.tools.policies.current(work).hours
            now = self.tools.clock.now()
            return Presence(hours.is_open(now), hours.next_opening(now))

    def tickets(self, conversation_id: str) -> list[Ticket]:
        with self.tools.open_work() as work:
            return work.records.tickets_of_conversation(conversation_id)

    def state(self, conversation_id: str) -> dict[str, Any]:
        """Who the conversation is with, as the customer is told."""
        with self.tools.open_work() as work:
            conversation = work.records.conversation(conversation_id)
            return handoff_state(self.tools, work, conversation)

    def leave_queue(self, conversation_id: str, by_mail: bool, email: str = "") -> list[str]:
        """The customer does not wait: an answer by e-mail, or nothing more than the bot. Gives whose place changed.

        Raises NothingToConfirm where they do not wait (any more): a person may just have come.
        """
        with self.tools.open_work() as work:
            work.lock("queue")
            work.lock(conversation_id)
            now = self.tools.clock.now()
            conversation = work.records.conversation(conversation_id)
            ticket = work.records.ticket(conversation.ticket_id) if conversation.ticket_id else None
            if conversation.in_charge != "person" or ticket is None or ticket.state != "open":
                raise NothingToConfirm()
            email = email or str(ticket.facts.get("answer_to") or "")
            if by_mail and not email and conversation.customer_id is None and ticket.customer_id is None:
                raise NoAddress()
            conversation.in_charge = "returning"
            self.tools.help_desk.withdrawn(work, ticket, now)
            ticket.kind, ticket.updated_at = "case", now
            if by_mail:
                ticket.facts = {
                    **ticket.facts,
                    "answer_to": email,
                    "left": "answer by e-mail",
                    "left_at": int(now.timestamp()),
                }
            else:
                ticket.state, ticket.resolved_at, ticket.outcome = "resolved", now, "customer_left"
            say(work, conversation_id, now, "system", event="answer_by_email" if by_mail else "left_queue")
            tell_handoff(self.tools, work, conversation)
            actor = f"customer:{conversation.customer_id or conversation_id}"
            work.records.add(
                AuditEntry(actor, "ticket.left_queue", ticket.id, now, [], {"by_mail": by_mail}, conversation_id)
            )
            told = tell_positions(self.tools, work)
            work.commit()
            return [conversation_id, *told]

    def answer_to(self, conversation_id: str, email: str) -> None:
        """Where the open tickets of this conversation are answered."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            for ticket in work.records.tickets_of_conversation(conversation_id):
                if ticket.state != "resolved":
                    ticket.facts = {**ticket.facts, "answer_to": email}
            work.commit()

    def escalate(self) -> list[str]:
        """Makes live tickets urgent that nobody has taken up in time, and says so. Gives their conversations."""
        with self.tools.open_work() as work:
            policy, now = self.tools.policies.current(work), self.tools.clock.now()
            late = now - timedelta(minutes=policy.handoff.escalate_after_minutes)
            if not [t for t in work.people.waiting(live_only=True) if is_late(t, late)]:
                return []
        with self.tools.open_work() as work:
            work.lock("queue")
            found = [t for t in work.people.waiting(live_only=True) if is_late(t, late)]
            for ticket in found:
                ticket.urgency, ticket.escalated_at = 2, now
                work.lock(ticket.conversation_id)
                say(work, ticket.conversation_id, now, "system", event="still_waiting")
                work.records.add(
                    AuditEntry(
                        "system", "ticket.escalated", ticket.id, now, ["handoff.escalate"], {}, ticket.conversation_id
                    )
                )
            told = tell_positions(self.tools, work)
            work.commit()
            return [*(t.conversation_id for t in found), *told]
