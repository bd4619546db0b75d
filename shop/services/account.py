"""What we know of a customer, and the way back into an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from shop.model.customer import Customer
from shop.model.records import AuditEntry
from shop.services.base import Service

# No more than so many links in so long, that nobody's mailbox can be flooded from here.
_LINKS, _WITHIN = 3, timedelta(minutes=15)


@dataclass(frozen=True)
class AccountView:
    customer: Customer
    orders: int


class Account(Service):
    def view(self, conversation_id: str) -> AccountView:
        """Raises NotVerified."""
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            return AccountView(scene.customer, len(work.orders.all_of_customer(scene.customer.id)))

    def email(self, conversation_id: str) -> str:
        with self.tools.open_work() as work:
            return self.scene(work, conversation_id).customer.email

    def send_access_link(self, conversation_id: str, email: str, reason: str) -> None:
        """A link by mail if somebody has that address; nothing tells whether. Only the mailbox's owner learns more."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            now = self.tools.clock.now()
            customer = work.customers.by_email(email.strip())
            known = customer.email if customer is not None else "nobody@invalid"
            recent = [
                m for m in work.records.mail_to(known) if m.kind == "access_link" and m.created_at > now - _WITHIN
            ]
            if customer is not None and len(recent) < _LINKS:
                facts = {"reason": reason, "user_name": customer.email}
                self.tools.mailer.send(work, customer.email, "access_link", facts, customer.id)
            facts = {"reason": reason}
            entry = AuditEntry("bot", "account.link_asked", "", now, ["account.never_reveal"], facts, conversation_id)
            work.records.add(entry)
            work.commit()

    def website(self) -> str:
        with self.tools.open_work() as work:
            return self.tools.policies.current(work).shop.website
