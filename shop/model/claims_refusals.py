"""Why a claim is not taken as it stands."""

from __future__ import annotations

from shop.model.refusals import Refusal


class ClaimWindowClosed(Refusal):
    """facts: number, name, days, closed_on."""

    rule = "claims.window"


class AlreadyClaimed(Refusal):
    """facts: number, name."""

    rule = "claims.once_per_item"


class SoldOutNow(Refusal):
    """It cannot be sent again. facts: name."""

    rule = "claims.replacement_in_stock"


class CarrierDoesNotAnswer(Refusal):
    """No trace could be opened; nothing was written down. facts: carrier."""

    rule = "claims.trace"
