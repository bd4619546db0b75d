"""What a parcel's events mean for the customer: where it is, how late, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from shop.model.order import CarrierEvent, Order, OrderLine, Parcel
from shop.model.policy import ClaimRules

Situation = Literal[
    "label_made", "on_its_way", "held", "out_for_delivery", "delivered", "failed_attempt",
    "returned_to_sender", "lost", "late", "very_late", "stuck", "no_news",
]  # fmt: skip
_MOVING = ("picked_up", "in_transit", "out_for_delivery", "label_made")


@dataclass(frozen=True)
class ParcelView:
    """`situation` is the one thing to say first; `days_late` and `days_silent` count whole days."""

    parcel: Parcel
    lines: list[OrderLine]
    situation: Situation
    days_late: int
    days_silent: int
    last_event: CarrierEvent | None

    @property
    def may_claim(self) -> bool:
        return self.situation in ("late", "very_late", "stuck", "lost", "returned_to_sender")


def look_at(order: Order, parcel: Parcel, rules: ClaimRules, now: datetime) -> ParcelView:
    today = now.date()
    last = parcel.last_event
    silent = (now - last.at).days if last is not None and last.at is not None else 0
    late = parcel.days_late(today)
    lines = [line for line in order.lines if line.id in parcel.line_ids]
    return ParcelView(parcel, lines, _situation(order, parcel, rules, late, silent), late, silent, last)


def _situation(order: Order, parcel: Parcel, rules: ClaimRules, late: int, silent: int) -> Situation:
    if parcel.last_event is None:
        return "delivered" if order.is_delivered_by_status else "no_news"
    state = parcel.state
    if state in ("delivered", "returned_to_sender", "lost"):
        return state
    if late >= rules.lost_after_days_late:
        return "very_late"
    if silent >= rules.stuck_after_days_without_event and state in _MOVING:
        return "stuck"
    if state in ("held", "failed_attempt"):
        return state
    if late >= rules.late_after_days:
        return "late"
    if state in ("label_made", "out_for_delivery"):
        return state
    return "on_its_way"


def next_expected(order: Order) -> date | None:
    """The latest date on which a parcel of the order that has not arrived is expected."""
    dates = [p.expected_on for p in order.parcels if p.expected_on is not None and p.state != "delivered"]
    return max(dates, default=None)
