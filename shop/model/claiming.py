"""The rules for claims: what is borne out by the facts, and what the shop does about it without a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Sequence

from shop.model.claims_refusals import AlreadyClaimed, ClaimWindowClosed
from shop.model.customer import Customer
from shop.model.money import Money
from shop.model.order import Order, OrderLine, Parcel
from shop.model.ordering import Movement, back_to
from shop.model.policy import Policy
from shop.model.refusals import ClaimNotFounded, LineNotInOrder, NeedsAPerson
from shop.model.returns import Claim
from shop.model.tracking import ParcelView, look_at

Settlement = Literal["refund", "replacement", "trace", "shipping"]
ITEM_KINDS = ("missing_item", "damaged", "wrong_item")
PARCEL_KINDS = ("missing_parcel", "late", "stuck", "lost")
_GONE = ("lost", "very_late", "returned_to_sender")
# The worst first: what a claim about an order's parcels speaks of.
_WORST = ("lost", "returned_to_sender", "very_late", "stuck", "late", "failed_attempt", "held", "delivered")


@dataclass(frozen=True)
class Decision:
    """`amount`: what the goods, or the shipping, are worth; `view` for claims about a parcel."""

    settlement: Settlement
    lines: list[OrderLine]
    amount: Money
    movements: list[Movement]
    rules: list[str]
    view: ParcelView | None = None


def worth(order: Order, lines: Sequence[OrderLine]) -> Money:
    """What was paid for the lines: a discount on the order is shared out by price."""
    amount = Money.total((line.price for line in lines), order.currency)
    if order.discount is not None and order.items_total:
        amount = amount - Money(order.discount.minor * amount.minor // order.items_total.minor, order.currency)
    return amount


def view_meant(order: Order, kind: str, policy: Policy, now: datetime) -> ParcelView | None:
    """The parcel that a claim of this kind is about; None where nothing was sent."""
    views = [look_at(order, parcel, policy.claims, now) for parcel in order.parcels]
    if kind != "missing_parcel":
        views = [view for view in views if view.situation != "delivered"] or views
    rank = {situation: place for place, situation in enumerate(_WORST)}
    return min(views, key=lambda view: rank.get(view.situation, 6.5), default=None)


def is_gone(view: ParcelView | None) -> bool:
    return view is not None and view.situation in _GONE


def check_order(kind: str | None, order: Order, policy: Policy, now: datetime) -> None:
    """Whether a claim of this kind can be about this order at all. Raises ClaimNotFounded, ClaimWindowClosed."""
    if order.status in ("pending", "processed", "cancelled"):
        raise ClaimNotFounded(number=order.number, claim_situation=f"order_{order.status}", expected_on="")
    if kind in PARCEL_KINDS:
        check_parcel(kind, order, view_meant(order, kind, policy, now), policy, now)
    elif kind in ITEM_KINDS:
        claimable_lines(order, policy, now)


def claimable_lines(order: Order, policy: Policy, now: datetime) -> list[OrderLine]:
    """Delivered, in the window and not sent back. Raises why, where there is none."""
    allowed, refusal = [], None
    for line in order.lines:
        try:
            allowed.append(check_line(order, line, policy, now))
        except (ClaimNotFounded, ClaimWindowClosed, AlreadyClaimed) as refused:
            refusal = refusal or refused
    if not allowed and refusal is not None:
        raise refusal
    return allowed


def check_line(order: Order, line: OrderLine | None, policy: Policy, now: datetime) -> OrderLine:
    if line is None:
        raise LineNotInOrder(number=order.number)
    if not order.is_delivered(line.id):
        parcel = order.parcel_of(line.id)
        expected = parcel.expected_on if parcel is not None else None
        raise ClaimNotFounded(number=order.number, claim_situation="line_on_its_way", expected_on=expected or "")
    if line.state != "ordered":
        raise AlreadyClaimed(number=order.number, name=line.name)
    _check_window(order, line, policy, now)
    return line


def _check_window(order: Order, line: OrderLine, policy: Policy, now: datetime) -> None:
    delivered, days = order.delivered_at(line.id), policy.claims.window_days
    if delivered is None or days is None:
        return
    closes = delivered.date() + timedelta(days=days)
    if now.date() > closes:
        raise ClaimWindowClosed(number=order.number, name=line.name, days=str(days), closed_on=closes)


def check_parcel(kind: str, order: Order, view: ParcelView | None, policy: Policy, now: datetime) -> ParcelView:
    """The carrier's word decides: a parcel in time is no claim, whatever it is called."""
    if view is None:
        raise ClaimNotFounded(number=order.number, claim_situation="no_parcel", expected_on="")
    if view.may_claim:
        return view
    if view.situation == "delivered" and kind == "missing_parcel":
        for line in view.lines:
            _check_window(order, line, policy, now)
        return view
    expected = view.parcel.expected_on or ""
    raise ClaimNotFounded(number=order.number, claim_situation=view.situation, expected_on=expected)


def check_not_claimed(order: Order, lines: Sequence[OrderLine], claims: Sequence[Claim]) -> None:
    """What was refunded, replaced or is being traced is not claimed twice."""
    settled = {i for c in claims if c.order_number == order.number and c.outcome != "case" for i in c.line_ids}
    for line in lines:
        if line.id in settled or line.state != "ordered":
            raise AlreadyClaimed(number=order.number, name=line.name)


def check_person(
    kind: str, wish: str | None, amount: Money, order: Order, lines: Sequence[OrderLine], recent: int, policy: Policy
) -> None:
    """Above the limit, or after many claims, a person decides, and is told what was gathered."""
    facts = {
        "number": order.number,
        "amount": amount,
        "claim_kind": kind,
        "claim_wish": wish or "",
        "items": _named(lines),
    }
    limit = Money.of(policy.claims.automatic_limit, order.currency)
    if policy.claims.automatic_limit == 0:
        raise NeedsAPerson(reason="claim_by_person", queue="claims", **facts)
    if amount > limit:
        raise NeedsAPerson(reason="claim_over_limit", queue="claims", **facts)
    if recent >= policy.claims.per_customer_in_90_days:
        raise NeedsAPerson(reason="many_claims", queue="claims", **facts)


def _named(lines: Sequence[OrderLine]) -> list[str]:
    return [line.name for line in lines]


def recent_claims(claims: Sequence[Claim], now: datetime) -> int:
    since = now - timedelta(days=90)
    return len([c for c in claims if c.created_at is None or c.created_at >= since])


def decide(
    kind: str, order: Order, line_ids: Sequence[str], wish: str | None, customer: Customer,
    claims: Sequence[Claim], policy: Policy, now: datetime,
) -> Decision:  # fmt: skip
    """What a claim leads to. `wish`: refund or replacement, where there is a choice."""
    check_order(kind, order, policy, now)
    recent = recent_claims(claims, now)
    if kind in ITEM_KINDS:
        lines = [check_line(order, order.line(line_id), policy, now) for line_id in line_ids]
        return _goods(kind, order, lines, wish, customer, claims, recent, policy, None)
    view = check_parcel(kind, order, view_meant(order, kind, policy, now), policy, now)
    if is_gone(view):
        return _goods(kind, order, view.lines, wish, customer, claims, recent, policy, view)
    if view.situation == "late":
        _check_late_enough(order, view, policy)
        if order.shipping:
            return _late(order, order.shipping, view, customer, claims, recent, policy)
    return _trace(kind, order, view, wish, claims, policy)


def _goods(
    kind: str, order: Order, lines: list[OrderLine], wish: str | None, customer: Customer,
    claims: Sequence[Claim], recent: int, policy: Policy, view: ParcelView | None,
) -> Decision:  # fmt: skip
    check_not_claimed(order, lines, claims)
    amount = worth(order, lines)
    check_person(kind, wish, amount, order, lines, recent, policy)
    rules = ["claims.facts", "claims.once_per_item", "claims.automatic_limit"]
    if wish == "replacement":
        return Decision("replacement", lines, amount, [], rules, view)
    return Decision("refund", lines, amount, _back(order, amount, customer, policy), rules, view)


def _check_late_enough(order: Order, view: ParcelView, policy: Policy) -> None:
    needed = policy.claims.late_shipping_refund_after_days
    if view.days_late < needed:
        raise ClaimNotFounded(
            number=order.number, claim_situation="late_few_days", days=str(needed), days_late=str(view.days_late),
            expected_on=view.parcel.expected_on or "",
        )  # fmt: skip


def _late(
    order: Order, shipping: Money, view: ParcelView, customer: Customer, claims: Sequence[Claim], recent: int, policy: Policy
) -> Decision:  # fmt: skip
    """Late by some days: the shipping is given back, once an order; where it was free, the parcel is traced."""
    if any(c.kind == "late" and c.order_number == order.number for c in claims):
        raise AlreadyClaimed(number=order.number, name="")
    check_person("late", None, shipping, order, view.lines, recent, policy)
    movements = _back(order, shipping, customer, policy)
    return Decision("shipping", [], shipping, movements, ["claims.late_shipping"], view)


def _trace(
    kind: str, order: Order, view: ParcelView, wish: str | None, claims: Sequence[Claim], policy: Policy
) -> Decision:
    """Standing still, or delivered as the carrier says but not there: the carrier looks for it."""
    check_not_claimed(order, view.lines, claims)
    amount = worth(order, view.lines)
    if policy.claims.automatic_limit == 0 or not view.parcel.tracking_number:
        check = {
            "number": order.number,
            "amount": amount,
            "claim_kind": kind,
            "claim_wish": wish or "",
            "items": _named(view.lines),
        }
        raise NeedsAPerson(reason="claim_by_person", queue="claims", **check)
    return Decision("trace", view.lines, amount, [], ["claims.trace"], view)


def _back(order: Order, amount: Money, customer: Customer, policy: Policy) -> list[Movement]:
    method = customer.method(order.original_method_id or "")
    if method is None:
        raise NeedsAPerson(reason="refund_without_method", queue="claims", number=order.number, amount=amount)
    return [back_to(method, amount, policy)]


def parcel_to_trace(decision: Decision) -> Parcel:
    if decision.view is None:
        raise LookupError("a trace without a parcel")
    return decision.view.parcel
