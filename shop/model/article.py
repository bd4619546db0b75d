"""A help article: one question's topic and its answer."""

from __future__ import annotations

from dataclasses import dataclass

# What articles may mention of the shop's rules.
FACTS = frozenset(
    """shop_name support_email support_hours timezone
    standard_delivery_days standard_delivery_cost free_delivery_from express_delivery_days express_delivery_cost
    late_refund_days lost_after_days claim_days
    return_window return_window_silver return_window_gold exchange_window refund_days card_refund_days
    warranty_years price_drop_days silver_fee gold_fee""".split()
)


@dataclass(frozen=True)
class OpeningHours:
    """`runs`: (first day, last day, hours), days counted from Monday as 0, neighbours with the same hours together."""

    runs: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Article:
    """`body` may hold placeholders such as {return_window}, filled from the shop's rules."""

    id: str
    title: str
    link: str
    intents: tuple[str, ...]
    questions: tuple[str, ...]
    body: str
