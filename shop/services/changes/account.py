"""Changes of what we know of a customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shop.model import profile
from shop.model.account_refusals import DeletionRequested
from shop.model.customer import Address
from shop.model.facts import Facts
from shop.model.records import Ticket
from shop.services.base import Scene
from shop.services.changes.base import CHANGES, Change, Summary


@CHANGES.add
@dataclass(frozen=True)
class ChangeProfile(Change):
    """`field`: phone, name, email or newsletter (on, off)."""

    kind: ClassVar[str] = "change_profile"
    field: str
    value: str

    def review(self, scene: Scene) -> Summary:
        owner = scene.work.customers.by_email(self.value) if self.field == "email" else None
        profile.check_field(scene.customer, self.field, self.value, owner)
        shown = f"newsletter_{self.value}" if self.field == "newsletter" else self.value
        facts: Facts = {"changed": self.field, "value": shown, "before": profile.current(scene.customer, self.field)}
        return Summary(facts, [f"account.{self.field}", "account.value_differs"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        """Whoever changes an address for mail is told so at the old one too."""
        addresses = [scene.customer.email]
        profile.set_field(scene.customer, self.field, self.value)
        if self.field == "email":
            addresses.append(self.value)
        for address in addresses:
            facts = {"field": self.field}
            scene.tools.mailer.send(scene.work, address, "account_changed", facts, scene.customer.id)
        return {}

    def subject(self) -> str:
        return f"profile.{self.field}"


@CHANGES.add
@dataclass(frozen=True)
class ChangeDefaultAddress(Change):
    kind: ClassVar[str] = "change_default_address"
    address: dict[str, str]

    def review(self, scene: Scene) -> Summary:
        address = Address(**self.address)
        profile.check_default_address(scene.customer, address)
        facts: Facts = {"address": address, "before": scene.customer.address}
        return Summary(facts, ["account.address", "account.value_differs"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        scene.customer.address = Address(**self.address)
        facts = {"field": "address"}
        scene.tools.mailer.send(scene.work, scene.customer.email, "account_changed", facts, scene.customer.id)
        return {}

    def subject(self) -> str:
        return "profile.address"


@CHANGES.add
@dataclass(frozen=True)
class DeleteData(Change):
    """Passed on to people as a ticket: open orders and invoices must be looked at first."""

    kind: ClassVar[str] = "delete_data"

    def review(self, scene: Scene) -> Summary:
        known = scene.work.records.ticket_by_key(self._key(scene))
        if known is not None and known.state != "resolved":
            raise DeletionRequested(ticket=known.id)
        return Summary({"email": scene.customer.email}, ["account.second_confirmation", "account.delete_once"])

    def apply(self, scene: Scene, summary: Summary) -> Facts:
        number = f"T{100000 + scene.work.records.next_number('ticket')}"
        scene.work.records.add(
            Ticket(
                id=number, kind="case", queue="privacy", reason="delete_data", summary="", customer_id=scene.customer.id,
                conversation_id=scene.conversation_id, facts={"open_orders": self._open_orders(scene)},
                created_at=scene.now, key=self._key(scene),
            )
        )  # fmt: skip
        facts = {"ticket": number}
        scene.tools.mailer.send(scene.work, scene.customer.email, "deletion_requested", facts, scene.customer.id)
        return facts

    def _key(self, scene: Scene) -> str:
        return f"customer:{scene.customer.id}:delete_data"

    def _open_orders(self, scene: Scene) -> list[str]:
        orders = scene.work.orders.all_of_customer(scene.customer.id)
        return [order.number for order in orders if order.status in ("pending", "processed", "shipped")]

    def subject(self) -> str:
        return "profile.all"
