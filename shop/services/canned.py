"""Prepared answers, by language."""

from __future__ import annotations

import secrets

from shop.model.canned import check_canned
from shop.model.people import CannedReply
from shop.model.records import AuditEntry
from shop.ports import UnitOfWork
from shop.services.base import Service


class Canned(Service):
    def canned(self, language: str | None = None) -> list[CannedReply]:
        """By title; None: of all languages."""
        with self.tools.open_work() as work:
            return work.people.canned_replies(language)

    def save_canned(self, agent_id: str, language: str, title: str, text: str, reply_id: str = "") -> CannedReply:
        """A new one without `reply_id`. Raises CannedRefused, and LookupError where there is no such reply."""
        title, text = title.strip(), text.strip()
        check_canned(language, title, text)
        with self.tools.open_work() as work:
            if reply_id:
                work.lock(f"canned:{reply_id}")
                reply = self._canned(work, reply_id)
                reply.language, reply.title, reply.text = language, title, text
            else:
                reply = CannedReply(secrets.token_hex(8), language, title, text)
                work.people.add(reply)
            self._log_canned(work, agent_id, "canned.saved", reply)
            work.commit()
            return reply

    def delete_canned(self, agent_id: str, reply_id: str) -> None:
        """Raises LookupError where there is no such reply."""
        with self.tools.open_work() as work:
            work.lock(f"canned:{reply_id}")
            reply = self._canned(work, reply_id)
            work.people.delete(reply)
            self._log_canned(work, agent_id, "canned.deleted", reply)
            work.commit()

    def _canned(self, work: UnitOfWork, reply_id: str) -> CannedReply:
        reply = work.people.canned(reply_id)
        if reply is None:
            raise LookupError(f"there is no prepared answer {reply_id}")
        return reply

    def _log_canned(self, work: UnitOfWork, agent_id: str, action: str, reply: CannedReply) -> None:
        facts = {"language": reply.language, "title": reply.title}
        at = self.tools.clock.now()
        work.records.add(AuditEntry(f"agent:{agent_id}", action, f"canned:{reply.id}", at, [], facts))
