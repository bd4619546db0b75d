"""Memberships: what somebody has, what the tiers give, paying, putting off and leaving."""

from __future__ import annotations

import re
from typing import Any, Sequence

from actions.base import Replies, ShopAction
from actions.forming import RequestForm
from actions.orders import all_methods
from actions.replies import Button, Reply
from actions.step import Step
from actions.steps.payment import Method
from actions.talk import Talk
from actions.turn import Turn
from shop.model import membership
from shop.model.customer import PaymentMethod
from shop.services.changes.base import Change
from shop.services.changes.membership import CancelMembership, ExtendMembership, PayMembership

# About the programme as a whole: answered to anybody.
_GENERAL = re.compile(
    r"\b(?:what (?:are|is) the|what does|what do (?:gold|silver|members)|how much (?:does|is) (?:a |the )?(?:gold|silver)"
    r"|tiers|levels|become|join|sign up|benefits of|perks of|fee for|tell me about memberships|how do i (?:get|reach))\b"
)
_MINE = re.compile(r"\b(?:my|am i|i am|i'm|do i have|i owe|mine)\b")


class ShowMembership(ShopAction):
    def name(self) -> str:
        return "action_show_membership"

    def reply(self, turn: Turn) -> Replies:
        told = turn.text.lower().replace("’", "'")
        if _GENERAL.search(told) and not _MINE.search(told):
            return self._tiers(turn)
        return [*self._mine(turn), self._tiers(turn)] if "benefit" in told else self._mine(turn)

    def _tiers(self, turn: Turn) -> Reply:
        tiers = [
            {"tier": view.tier, "fee": view.fee, "window": self._window(turn, view.return_days)}
            for view in self.shop.membership.tiers()
        ]
        return Reply.of("utter_membership_tiers", tier_views=tiers)

    def _window(self, turn: Turn, days: int | None) -> str:
        return turn.phrases.part("window_none") if days is None else turn.phrases.part("window_days", days=str(days))

    def _mine(self, turn: Turn) -> list[Reply]:
        found = self.shop.membership.standing(turn.conversation)
        views = [view for view in self.shop.membership.tiers() if view.tier == found.tier]
        window = self._window(turn, views[0].return_days) if views else ""
        facts: dict[str, Any] = {
            "tier": found.tier, "fee": found.fee, "due_on": found.due_on, "window": window,
            "days_overdue": str(found.days_overdue),
        }  # fmt: skip
        if not found.costs or found.due_on is None:
            return [Reply("utter_membership_free", facts)]
        if found.cancelled:
            return [Reply("utter_membership_cancelled", facts)]
        if found.days_overdue:
            return [Reply("utter_membership_overdue", facts, self._wishes(turn))]
        return [Reply("utter_membership_active", facts)]

    def _wishes(self, turn: Turn) -> tuple[Button, ...]:
        return Button(turn.phrases.part("wish_pay_membership")), Button(turn.phrases.part("wish_extend_membership"))


def able_to_pay(talk: Talk) -> Sequence[PaymentMethod]:
    """Raises where there is nothing to pay, before anybody is asked how."""
    found = membership.payable(talk.desk.customer, talk.desk.policy, talk.desk.today)
    return [method for method in all_methods(talk) if method.covers(found.fee)]


class ValidatePayMembership(RequestForm):
    form = "pay_membership_form"

    def steps(self) -> Sequence[Step]:
        return [Method(able_to_pay, "utter_ask_pay_membership_with")]

    def change(self, talk: Talk) -> Change:
        return PayMembership(talk.filled["payment_method"])


class ValidateExtendMembership(RequestForm):
    form = "extend_membership_form"

    def steps(self) -> Sequence[Step]:
        return []

    def change(self, talk: Talk) -> Change:
        return ExtendMembership()


class ValidateCancelMembership(RequestForm):
    form = "cancel_membership_form"

    def steps(self) -> Sequence[Step]:
        return []

    def change(self, talk: Talk) -> Change:
        return CancelMembership()
