"""Why a code or a price stays as it is."""

from __future__ import annotations

from shop.model.refusals import Refusal


class NoCodeGiven(Refusal):
    rule = "promotions.code"


class PriceDropTooLate(Refusal):
    """facts: number, days."""

    rule = "billing.price_drop_days"


class PriceNotDropped(Refusal):
    """Nothing in the order is cheaper now. facts: number."""

    rule = "billing.price_drop"


class NoPriceAdjustments(Refusal):
    """This shop gives nothing back when a price drops later."""

    rule = "billing.price_drop_days"
