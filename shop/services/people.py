"""Letting agents in: passwords, sessions, who is there. With accounts and prepared answers."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from shop.model import signing_in
from shop.model.people import Agent, AgentSession
from shop.model.records import AuditEntry
from shop.model.signing_in import SignInLocked, SignInRefused, locked_until
from shop.ports import Passwords, StorageBusy, UnitOfWork
from shop.services.accounts import Accounts, file_of
from shop.services.base import Tools
from shop.services.canned import Canned

SEEN_EVERY = timedelta(seconds=30)


class People(Accounts, Canned):
    """`production`: nobody signs in with the demo's password."""

    def __init__(self, tools: Tools, passwords: Passwords, production: bool = False) -> None:
        super().__init__(tools, passwords)
        self.production = production

    def sign_in(self, email: str, password: str, address: str) -> tuple[str, AgentSession, Agent]:
        """The session's token, which is told once and never stored. Raises SignInRefused, SignInLocked.

        `address` is where the request comes from, for the audit log. Every attempt is counted as a failure before the
        password is looked at, so that many at once get no more tries than one after the other.
        """
        email = email.strip().lower()
        stored = self._count(email, address)
        right = self.passwords.fits(stored, password[: signing_in.LONGEST_PASSWORD])
        if len(password) > signing_in.LONGEST_PASSWORD or (self.production and password == signing_in.DEMO_PASSWORD):
            right = False
        if not right or stored is None:
            self._log_failure(email, address)
            raise SignInRefused()
        newer = self.passwords.hash(password) if self.passwords.is_outdated(stored) else stored
        return self._begin(email, stored, newer, address)

    def _count(self, email: str, address: str) -> str | None:
        """The password's hash; None where there is no such agent. Raises SignInLocked in the same way for both."""
        now = self.tools.clock.now()
        with self.tools.open_work() as work:
            work.lock(f"account:{email}")
            agent = work.people.agent_by_email(email)
            if agent is None:
                self._count_unknown(work, email, address, now)
            else:
                if agent.locked_until is not None and agent.locked_until > now:
                    raise SignInLocked(agent.locked_until)
                agent.failures += 1
                agent.locked_until = locked_until(agent.failures, now, now)
            work.commit()
            return agent.password_hash if agent is not None else None

    def _count_unknown(self, work: UnitOfWork, email: str, address: str, now: datetime) -> None:
        """By the audit log, under a name that does not give the e-mail away."""
        subject = f"email:{hashlib.sha256(email.encode()).hexdigest()[:32]}"
        tried = work.records.audit_of(subject)
        until = locked_until(len(tried), tried[-1].at if tried else None, now)
        if until is not None:
            raise SignInLocked(until)
        work.records.add(AuditEntry("system", "agent.sign_in_failed", subject, now, [], {"address": address}))

    def _log_failure(self, email: str, address: str) -> None:
        with self.tools.open_work() as work:
            work.lock(f"account:{email}")
            agent = work.people.agent_by_email(email)
            if agent is not None:
                self._log(work, "agent.sign_in_failed", agent, file_of(agent), address=address)
                work.commit()

    def _begin(self, email: str, stored: str, newer: str, address: str) -> tuple[str, AgentSession, Agent]:
        with self.tools.open_work() as work:
            work.lock(f"account:{email}")
            agent, now = work.people.agent_by_email(email), self.tools.clock.now()
            if agent is None or agent.password_hash != stored:
                raise SignInRefused()
            if not agent.active:
                self._log(work, "agent.sign_in_failed", agent, file_of(agent), address=address)
                work.commit()
                raise SignInRefused()
            agent.password_hash, agent.failures, agent.locked_until, agent.seen_at = newer, 0, None, now
            token = secrets.token_urlsafe(32)
            session = AgentSession(_id(token), agent.id, secrets.token_urlsafe(32), now, now + signing_in.SESSION)
            work.people.end_sessions_before(now)
            work.people.add(session)
            self._log(work, "agent.signed_in", agent, file_of(agent), address=address)
            work.commit()
            return token, session, agent

    def session(self, token: str) -> tuple[AgentSession, Agent] | None:
        """None where it is over, or the agent may not come in any more. Being asked shows that the agent is there."""
        with self.tools.open_work() as work:
            session, now = work.people.agent_session(_id(token)), self.tools.clock.now()
            agent = work.people.agent(session.agent_id) if session is not None else None
        if session is None or agent is None or session.expires_at <= now or not agent.active:
            return None
        if agent.seen_at is None or agent.seen_at + SEEN_EVERY <= now:
            self._see(agent, now)
        return session, agent

    def _see(self, agent: Agent, now: datetime) -> None:
        """The next request writes it down where the database is busy."""
        with suppress(StorageBusy), self.tools.open_work() as work:
            work.lock(f"account:{agent.email}")
            stored = work.people.agent(agent.id)
            if stored is not None:
                stored.seen_at = agent.seen_at = now
                work.commit()

    def sign_out(self, token: str) -> None:
        with self.tools.open_work() as work:
            work.lock(f"session:{_id(token)}")
            session = work.people.agent_session(_id(token))
            if session is None:
                return
            agent = work.people.agent(session.agent_id)
            work.people.delete(session)
            if agent is not None:
                self._log(work, "agent.signed_out", agent, file_of(agent))
            work.commit()

    def set_available(self, agent_id: str, available: bool) -> None:
        """Whether the agent takes live customers just now. Raises LookupError where there is no such agent."""
        with self.tools.open_work() as work:
            work.lock(f"available:{agent_id}")
            agent = work.people.agent(agent_id)
            if agent is None:
                raise LookupError(f"there is no agent {agent_id}")
            agent.available = available
            work.commit()


def _id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
