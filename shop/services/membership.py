"""Reading memberships: what a customer has, and what each tier gives."""

from __future__ import annotations

from dataclasses import dataclass

from shop.model.membership import Standing, standing
from shop.model.money import Money
from shop.model.policy import Policy
from shop.services.base import Service


@dataclass(frozen=True)
class TierView:
    """`return_days` None: no limit."""

    tier: str
    fee: Money
    return_days: int | None


class Membership(Service):
    def standing(self, conversation_id: str) -> Standing:
        """Raises NotVerified."""
        with self.tools.open_work() as work:
            scene = self.scene(work, conversation_id)
            return standing(scene.customer, scene.policy, scene.today)

    def tiers(self) -> list[TierView]:
        """All that can be had, in the order of the policy; nothing personal."""
        with self.tools.open_work() as work:
            return _tiers(self.tools.policies.current(work))


def _tiers(policy: Policy) -> list[TierView]:
    def view(tier: str) -> TierView:
        fee = Money.of(policy.membership.yearly_fee.get(tier, 0), policy.shop.currency)
        return TierView(tier, fee, policy.returns.window_for(tier))

    return [view(tier) for tier in policy.membership.tiers]
