"""The rules for promotion codes, and for prices that dropped after the purchase."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, Mapping, Sequence

from shop.model.customer import Customer
from shop.model.money import Money
from shop.model.order import Order, OrderLine
from shop.model.policy import Policy
from shop.model.promotion_refusals import NoPriceAdjustments, PriceDropTooLate, PriceNotDropped
from shop.model.records import Promotion
from shop.model.refusals import LineNotInOrder

Verdict = Literal["unknown", "not_yet", "ended", "tier", "used", "new_only", "fine"]


def judge(promotion: Promotion | None, customer: Customer | None, uses: int, orders: int, now: datetime) -> Verdict:
    """Why a code is not accepted; what is personal counts only for a known customer."""
    if promotion is None:
        return "unknown"
    if promotion.starts_at is not None and now < promotion.starts_at:
        return "not_yet"
    if promotion.ends_at is not None and now >= promotion.ends_at:
        return "ended"
    if customer is None:
        return "fine"
    if promotion.tiers and customer.tier not in promotion.tiers:
        return "tier"
    if promotion.once_per_customer and uses:
        return "used"
    return "new_only" if promotion.new_customers_only and orders else "fine"


def check_price_drop(order: Order, policy: Policy, now: datetime) -> None:
    days = policy.billing.price_drop_days
    if not days:
        raise NoPriceAdjustments()
    if order.status == "cancelled" or order.placed_at is None or now > order.placed_at + timedelta(days=days):
        raise PriceDropTooLate(number=order.number, days=str(days))


def cheaper_now(order: Order, prices: Mapping[str, Money], policy: Policy, now: datetime) -> list[OrderLine]:
    """The lines whose variant costs less today. `prices` by variant. Raises where there is none."""
    check_price_drop(order, policy, now)
    found = [
        line for line in order.lines if line.state == "ordered" and prices.get(line.variant_id, line.price) < line.price
    ]
    if not found:
        raise PriceNotDropped(number=order.number)
    return found


def price_difference(
    order: Order, line_ids: Sequence[str], prices: Mapping[str, Money], policy: Policy, now: datetime
) -> tuple[list[OrderLine], Money]:
    lines = [line for line in cheaper_now(order, prices, policy, now) if line.id in line_ids]
    if not line_ids or len(lines) != len(set(line_ids)):
        raise PriceNotDropped(number=order.number) if line_ids else LineNotInOrder(number=order.number)
    return lines, Money.total((line.price - prices[line.variant_id] for line in lines), order.currency)
