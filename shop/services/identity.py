"""Who a conversation belongs to. Kept in the database, never in the dialogue."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from shop.model.customer import Customer
from shop.model.policy import Policy
from shop.model.records import AuditEntry, Conversation, Ticket
from shop.model.refusals import AnotherCustomer, ConversationLocked, NotRecognised
from shop.ports import UnitOfWork
from shop.services.base import Service, Tools


@dataclass(frozen=True)
class Given:
    """What a customer has said of themselves; None: not said."""

    email: str | None = None
    order_number: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    postcode: str | None = None
    code: str | None = None

    def has(self, what: str) -> bool:
        return bool(self.last_name if what == "name" else getattr(self, what))


class Identity(Service):
    """`production`: a sender called `default`, which several people may share, is never verified."""

    def __init__(self, tools: Tools, production: bool = False) -> None:
        super().__init__(tools)
        self.production = production

    def who(self, conversation_id: str) -> str | None:
        """The verified customer's id; each look keeps the session alive a while longer."""
        with self.tools.open_work() as work:
            conversation = work.records.conversation(conversation_id)
            now = self.tools.clock.now()
            until = conversation.verified_until
            if conversation.customer_id is None or until is None or until < now:
                return None
            minutes = self.tools.policies.current(work).identity.session_minutes
            if until < now + timedelta(minutes=minutes - 1):  # no write for every turn
                conversation.verified_until = now + timedelta(minutes=minutes)
                work.commit()
            return conversation.customer_id

    def trust(self, conversation_id: str, customer_id: str) -> Customer | None:
        """The shop's own site vouches for who is logged in; None where we do not know that customer.

        Raises AnotherCustomer where the conversation is somebody else's.
        """
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            customer = work.customers.get(customer_id) or work.customers.by_email(customer_id)
            if customer is None:
                return None
            conversation = work.records.conversation(conversation_id)
            if conversation.customer_id not in (None, customer.id):
                raise AnotherCustomer()
            minutes = self.tools.policies.current(work).identity.session_minutes
            conversation.customer_id = customer.id
            conversation.verified_until = self.tools.clock.now() + timedelta(minutes=minutes)
            self._log(work, conversation_id, customer.id, "identity.vouched_for")
            work.commit()
            return customer

    def methods(self) -> list[list[str]]:
        with self.tools.open_work() as work:
            return self.tools.policies.current(work).identity.methods

    def identify(self, conversation_id: str, given: Given) -> Customer:
        """Raises NotRecognised in the same words whoever it is, ConversationLocked after too many tries."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            work.lock(f"customer:{(given.email or given.last_name or '').strip().lower()}")  # one guess at a time
            policy = self.tools.policies.current(work)
            conversation = work.records.conversation(conversation_id)
            if conversation.locked or (self.production and conversation_id == "default"):
                raise ConversationLocked()
            now = self.tools.clock.now()
            customer, suspect = self._match(work, policy, conversation, given, now)
            if customer is None:
                locked = self._count_failure(work, policy, conversation, suspect)
                work.commit()
                raise ConversationLocked() if locked else NotRecognised()
            verified = conversation.verified_until is not None and conversation.verified_until >= now
            if verified and conversation.customer_id not in (None, customer.id):
                raise AnotherCustomer()
            conversation.customer_id = customer.id
            conversation.verified_until = now + timedelta(minutes=policy.identity.session_minutes)
            conversation.failures, customer.identity_failures, conversation.code_hash = 0, 0, ""
            self._log(work, conversation_id, customer.id, "identity.verified")
            work.commit()
            return customer

    def _match(
        self, work: UnitOfWork, policy: Policy, conversation: Conversation, given: Given, now: datetime
    ) -> tuple[Customer | None, Customer | None]:
        """Who it is, and whom a wrong attempt was aimed at. Every method looks everything up, found or not."""
        suspect: Customer | None = None
        for method in policy.identity.methods:
            if not all(given.has(what) for what in method):
                continue
            candidate = self._candidate(work, method, given)
            suspect = suspect or candidate
            right = [self._agrees(work, what, conversation, given, candidate, now) for what in method]
            if (
                candidate is not None
                and all(right)
                and candidate.identity_failures < policy.identity.failures_per_customer
            ):
                return candidate, None
        return None, suspect

    def _candidate(self, work: UnitOfWork, method: list[str], given: Given) -> Customer | None:
        if "email" in method:
            return work.customers.by_email(given.email or "")
        named = work.customers.by_name_and_postcode(given.first_name or "", given.last_name or "", given.postcode or "")
        return named[0] if len(named) == 1 else None

    def _agrees(
        self,
        work: UnitOfWork,
        what: str,
        conversation: Conversation,
        given: Given,
        customer: Customer | None,
        now: datetime,
    ) -> bool:
        if what == "order_number":
            owner = work.orders.owner(given.order_number or "")
            return customer is not None and owner == customer.id
        if what == "code":
            fresh = conversation.code_expires_at is not None and conversation.code_expires_at >= now
            same_mail = conversation.code_email == (given.email or "").strip().lower()
            right = hmac.compare_digest(_hashed(conversation.id, given.code or ""), conversation.code_hash or "-")
            return customer is not None and fresh and same_mail and right
        return customer is not None

    def _count_failure(
        self, work: UnitOfWork, policy: Policy, conversation: Conversation, suspect: Customer | None
    ) -> bool:
        conversation.failures += 1
        if suspect is not None:
            suspect.identity_failures += 1
        self._log(work, conversation.id, suspect.id if suspect else "", "identity.failed")
        if conversation.failures < policy.identity.failures_before_lock:
            return False
        conversation.locked = True
        work.records.add(
            Ticket(
                id=f"T{100000 + work.records.next_number('ticket')}", kind="case", queue="security", reason="identity_locked",
                summary="", conversation_id=conversation.id, facts={"failures": conversation.failures},
                created_at=self.tools.clock.now(), key=f"{conversation.id}:identity_locked",
            )
        )  # fmt: skip
        return True

    def send_code(self, conversation_id: str, email: str) -> None:
        """A six-digit code by mail, if somebody has that address; nothing tells which it was."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            policy = self.tools.policies.current(work)
            conversation = work.records.conversation(conversation_id)
            code = f"{secrets.randbelow(10**6):06d}"
            conversation.code_hash = _hashed(conversation_id, code)
            conversation.code_email = email.strip().lower()
            conversation.code_expires_at = self.tools.clock.now() + timedelta(minutes=policy.identity.code_minutes)
            customer = work.customers.by_email(email)
            if customer is not None:
                facts = {"code": code, "minutes": policy.identity.code_minutes}
                self.tools.mailer.send(work, customer.email, "code", facts, customer.id)
            work.commit()

    def forget(self, conversation_id: str) -> None:
        """The session is over: the next one asks again."""
        with self.tools.open_work() as work:
            conversation = work.records.conversation(conversation_id)
            conversation.customer_id = conversation.verified_until = None
            work.commit()

    def _log(self, work: UnitOfWork, conversation_id: str, customer_id: str, action: str) -> None:
        work.records.add(
            AuditEntry(
                "bot",
                action,
                f"customer:{customer_id}",
                self.tools.clock.now(),
                ["identity.methods"],
                {},
                conversation_id,
            )
        )


def _hashed(conversation_id: str, code: str) -> str:
    return hashlib.sha256(f"{conversation_id}:{code}".encode()).hexdigest()
