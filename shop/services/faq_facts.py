"""The shop's rules as facts that articles may mention, so that no number stands twice."""

from __future__ import annotations

from typing import Any

from shop.model.article import OpeningHours
from shop.model.money import Money
from shop.model.policy import Policy

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def facts_of(policy: Policy) -> dict[str, Any]:
    """Money stays Money: whoever speaks formats it."""

    def money(amount: Any) -> Money:
        return Money.of(amount, policy.shop.currency)

    windows = policy.returns.window_days or {}
    widest = max(windows.values(), default=30)
    first, last = policy.orders.card_refund_days
    exchanging = policy.exchanges.window_days or windows
    return {
        "shop_name": policy.shop.name,
        "support_email": policy.shop.support_email,
        "standard_delivery_days": policy.faq["standard_delivery_days"],
        "standard_delivery_cost": money(policy.faq["standard_delivery_cost"]),
        "free_delivery_from": money(policy.faq["free_delivery_from"]),
        "express_delivery_days": policy.faq["express_delivery_days"],
        "express_delivery_cost": money(policy.faq["express_delivery_cost"]),
        "late_refund_days": policy.claims.late_shipping_refund_after_days,
        "lost_after_days": policy.claims.lost_after_days_late,
        "return_window": windows.get("standard", widest),
        "return_window_silver": windows.get("silver", widest),
        "return_window_gold": windows.get("gold", widest),
        "exchange_window": exchanging.get("standard", max(exchanging.values(), default=widest)),
        "refund_days": policy.returns.refund_days_after_receipt,
        "card_refund_days": {"first": str(first), "last": str(last)},
        "warranty_years": policy.faq["warranty_years"],
        "claim_days": policy.claims.window_days or widest,
        "price_drop_days": policy.billing.price_drop_days,
        "silver_fee": money(policy.membership.yearly_fee.get("silver", 0)),
        "gold_fee": money(policy.membership.yearly_fee.get("gold", 0)),
        "support_hours": opening(policy.hours.week),
        "timezone": {"city": policy.hours.timezone.split("/")[-1].replace("_", " ")},
    }


def opening(week: dict[str, str]) -> OpeningHours:
    """ "Mon–Fri 09:00-18:00, Sat 10:00-16:00": neighbouring days with the same hours together."""
    runs: list[tuple[int, int, str]] = []
    for number, day in enumerate(_DAYS):
        hours = week.get(day)
        if hours and runs and runs[-1][2] == hours and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number, hours)
        elif hours:
            runs.append((number, number, hours))
    return OpeningHours(tuple(runs))
