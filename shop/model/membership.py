"""The rules for memberships: what is due when, and what may be changed about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shop.model.customer import Customer, PaymentMethod
from shop.model.membership_refusals import ExtendedAlready, MembershipCancelled, NoMembership, NothingDue
from shop.model.money import Money
from shop.model.ordering import Movement, check_covers
from shop.model.policy import Policy


@dataclass(frozen=True)
class Standing:
    """`opens_on`: from that day on the fee can be paid, also one that was put off; `days_overdue` past the due day."""

    tier: str
    fee: Money
    due_on: date | None
    opens_on: date | None
    days_overdue: int
    cancelled: bool

    @property
    def costs(self) -> bool:
        return bool(self.fee)


def standing(customer: Customer, policy: Policy, today: date) -> Standing:
    listed = Money.of(policy.membership.yearly_fee.get(customer.tier, 0), policy.shop.currency)
    due = customer.member_due_on
    ahead = timedelta(days=policy.membership.reminder_days + policy.membership.extension_days)
    opens = due - ahead if due is not None else None
    overdue = max(0, (today - due).days) if due is not None else 0
    fee = customer.member_fee if customer.member_fee is not None else listed
    return Standing(customer.tier, fee, due, opens, overdue, customer.member_status == "cancelled")


def _active(customer: Customer, policy: Policy, today: date) -> tuple[Standing, date]:
    found = standing(customer, policy, today)
    if not found.costs or found.due_on is None:
        raise NoMembership(tier=customer.tier)
    if found.cancelled:
        raise MembershipCancelled(due_on=found.due_on)
    return found, found.due_on


def next_year(day: date) -> date:
    """The same day a year later; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def payable(customer: Customer, policy: Policy, today: date) -> Standing:
    """Raises where there is nothing to pay now."""
    found, due = _active(customer, policy, today)
    if found.opens_on is not None and today < found.opens_on:
        raise NothingDue(due_on=due, opens_on=found.opens_on, amount=found.fee)
    return found


def payment(customer: Customer, method: PaymentMethod, policy: Policy, today: date) -> tuple[list[Movement], date]:
    """What is charged, and until when the membership then runs."""
    found = payable(customer, policy, today)
    check_covers(method, found.fee)
    return [Movement(method, -found.fee, "now")], next_year(found.due_on or today)


def extension(customer: Customer, policy: Policy, today: date, extended: int) -> date:
    """The new due day. `extended`: how often it was put off in this period."""
    _, due = _active(customer, policy, today)
    if extended >= policy.membership.extensions_per_period or not policy.membership.extension_days:
        raise ExtendedAlready(due_on=due)
    return due + timedelta(days=policy.membership.extension_days)


def cancellation(customer: Customer, policy: Policy, today: date) -> date:
    """The day until which the benefits stay."""
    return _active(customer, policy, today)[1]
