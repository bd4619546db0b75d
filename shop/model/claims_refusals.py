"""Why a claim is not taken as it stands."""

from __future__ import annotations

from shop.model.refusals import Refusal


class ClaimWindowClosed(Refusal):
    """facts: number, name, days, closed_on."""

    rule = "claims.window"


class AlreadyClaimed(Refusal):
    """facts: number, name."""

    rule = "claims.once_per_item"


class CarrierDoesNotAnswer(Refusal):
    """No trace could be opened; nothing was written down. facts: carrier."""

    rule = "claims.trace"
