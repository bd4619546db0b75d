"""Why a membership stays as it is."""

from __future__ import annotations

from shop.model.refusals import Refusal


class NoMembership(Refusal):
    """There is nothing to pay, extend or cancel. facts: tier."""

    rule = "membership.paying_tiers"


class NothingDue(Refusal):
    """facts: due_on, opens_on."""

    rule = "membership.due"


class ExtendedAlready(Refusal):
    """facts: due_on."""

    rule = "membership.extensions_per_period"


class MembershipCancelled(Refusal):
    """facts: due_on."""

    rule = "membership.cancel_once"
