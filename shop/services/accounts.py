"""Agents' accounts, as they are looked after from the command line."""

from __future__ import annotations

import secrets
from typing import Any

from shop.model import signing_in
from shop.model.people import Agent, Role
from shop.model.records import AuditEntry
from shop.model.signing_in import AccountRefused
from shop.ports import Passwords, UnitOfWork
from shop.services.base import Service, Tools
from shop.services.lines import tell_positions
from shop.services.waiting import reopen


def file_of(agent: Agent) -> str:
    """Where the audit log files what concerns an account."""
    return f"agent:{agent.id}"


class Accounts(Service):
    """Each method that changes an account raises AccountRefused, in words for who typed it."""

    def __init__(self, tools: Tools, passwords: Passwords) -> None:
        super().__init__(tools)
        self.passwords = passwords

    def add(self, email: str, name: str, role: Role, languages: list[str], password: str) -> Agent:
        """The first language is the one that the agent writes best."""
        email, name = email.strip().lower(), name.strip()
        signing_in.check_account(email, name, role, languages)
        signing_in.check_password(password)
        agent = Agent(secrets.token_hex(8), email, name, role, self.passwords.hash(password), list(languages))
        with self.tools.open_work() as work:
            work.lock(f"account:{email}")
            if work.people.agent_by_email(email) is not None:
                raise AccountRefused(f"there is an agent with the e-mail {email} already")
            agent.created_at = self.tools.clock.now()
            work.people.add(agent)
            self._log(work, "agent.added", agent, role=role)
            work.commit()
        return agent

    def agents(self) -> list[Agent]:
        with self.tools.open_work() as work:
            return work.people.agents()

    def set_password(self, email: str, password: str) -> Agent:
        """Ends all sessions of the agent, and a lock."""
        signing_in.check_password(password)
        hashed = self.passwords.hash(password)
        with self.tools.open_work() as work:
            agent = self._by_email(work, email)
            agent.password_hash, agent.failures, agent.locked_until = hashed, 0, None
            work.people.end_sessions(agent.id)
            self._log(work, "agent.password_changed", agent)
            work.commit()
            return agent

    def set_role(self, email: str, role: Role) -> Agent:
        signing_in.check_role(role)
        with self.tools.open_work() as work:
            agent = self._by_email(work, email)
            before, agent.role = agent.role, role
            self._log(work, "agent.role_changed", agent, before=before, role=role)
            work.commit()
            return agent

    def disable(self, email: str) -> Agent:
        """Signs the agent out everywhere; their tickets go back into the queue, their name stays on what they did."""
        with self.tools.open_work() as work:
            work.lock("queue")
            agent = self._by_email(work, email)
            agent.active = False
            work.people.end_sessions(agent.id)
            for ticket in work.people.claimed_by(agent.id):
                reopen(ticket, self.tools.clock.now())
            work.chats.flush()
            tell_positions(self.tools, work)
            self._log(work, "agent.disabled", agent)
            work.commit()
            return agent

    def enable(self, email: str) -> Agent:
        with self.tools.open_work() as work:
            agent = self._by_email(work, email)
            agent.active, agent.failures, agent.locked_until = True, 0, None
            self._log(work, "agent.enabled", agent)
            work.commit()
            return agent

    def _by_email(self, work: UnitOfWork, email: str) -> Agent:
        email = email.strip().lower()
        work.lock(f"account:{email}")
        agent = work.people.agent_by_email(email)
        if agent is None:
            raise AccountRefused(f"there is no agent with the e-mail {email}")
        return agent

    def _log(self, work: UnitOfWork, action: str, agent: Agent, actor: str = "system", **facts: Any) -> None:
        work.records.add(AuditEntry(actor, action, file_of(agent), self.tools.clock.now(), [], facts))
