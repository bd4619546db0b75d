"""The numbers that the rules read. Built from a mapping (policy.yml), with every bad key named."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Mapping, get_type_hints
from zoneinfo import ZoneInfo


class PolicyError(ValueError):
    """A policy that cannot be used; the message names each bad key and what it should hold."""


@dataclass(frozen=True)
class ShopFacts:
    name: str
    currency: str
    country: str
    website: str
    support_email: str


@dataclass(frozen=True)
class IdentityRules:
    """`methods`: each a list of what is enough together, of email, order_number, code, name, postcode."""

    methods: list[list[str]]
    failures_before_lock: int
    failures_per_customer: int
    session_minutes: int
    code_minutes: int


@dataclass(frozen=True)
class OrderRules:
    """`refund_limit` in whole units of the shop's currency; None: no limit. `card_refund_days`: from, to."""

    cancel_reasons: list[str]
    changeable: list[str]
    item_changes_per_order: int
    changed_order_is_final: bool
    card_refund_days: list[int]
    refund_limit: int | None


@dataclass(frozen=True)
class ReturnRules:
    """`window_days` by tier, counted from delivery; None: no window."""

    window_days: dict[str, int] | None
    several_per_order: bool
    ways: list[str]
    refund_to: list[str]
    refund_days_after_receipt: int
    person_above: int | None
    not_returnable_categories: list[str]

    def window_for(self, tier: str) -> int | None:
        return None if self.window_days is None else self.window_days.get(tier, min(self.window_days.values()))


@dataclass(frozen=True)
class ExchangeRules:
    window_days: dict[str, int] | None
    several_per_order: bool

    def window_for(self, tier: str) -> int | None:
        return None if self.window_days is None else self.window_days.get(tier, min(self.window_days.values()))


@dataclass(frozen=True)
class ClaimRules:
    window_days: int | None
    late_after_days: int
    stuck_after_days_without_event: int
    lost_after_days_late: int
    late_shipping_refund_after_days: int
    automatic_limit: int
    per_customer_in_90_days: int


@dataclass(frozen=True)
class MembershipRules:
    tiers: list[str]
    yearly_fee: dict[str, int]
    extension_days: int
    extensions_per_period: int
    reminder_days: int


@dataclass(frozen=True)
class BillingRules:
    price_drop_days: int
    price_match_person: bool


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class OpeningHours:
    """`week`: {"mon": "09:00-18:00"}, local to `timezone`; `holidays`: "MM-DD"."""

    timezone: str
    week: dict[str, str]
    holidays: list[str]

    def of(self, day: datetime) -> tuple[time, time] | None:
        span = self.week.get(_DAYS[day.weekday()])
        if span is None or day.strftime("%m-%d") in self.holidays:
            return None
        start, end = span.split("-")
        return time.fromisoformat(start), time.fromisoformat(end)

    def is_open(self, now: datetime) -> bool:
        """`now` must know its zone."""
        local = now.astimezone(ZoneInfo(self.timezone))
        span = self.of(local)
        return span is not None and span[0] <= local.time() < span[1]

    def next_opening(self, now: datetime) -> datetime:
        """The next time that people are there, local to the shop; `now` itself while they are."""
        local = now.astimezone(ZoneInfo(self.timezone))
        if self.is_open(now):
            return local
        for ahead in range(15):
            day = local + timedelta(days=ahead)
            span = self.of(day)
            if span is not None:
                opening = day.replace(hour=span[0].hour, minute=span[0].minute, second=0, microsecond=0)
                if opening > local:
                    return opening
        raise PolicyError("hours: no opening in the next two weeks")


@dataclass(frozen=True)
class HandoffRules:
    """`longest_queue`: with so many waiting, further ones become cases. `minutes_per_conversation`: until it is known."""

    longest_queue: int
    conversations_per_agent: int
    minutes_per_conversation: int
    escalate_after_minutes: int


@dataclass(frozen=True)
class ChatRules:
    """`session_hours`: how long a token holds. `privacy`: the notice by language; `{shop}` is filled in."""

    session_hours: int
    privacy_link: str
    privacy: dict[str, str]


@dataclass(frozen=True)
class Policy:
    shop: ShopFacts
    identity: IdentityRules
    orders: OrderRules
    returns: ReturnRules
    exchanges: ExchangeRules
    claims: ClaimRules
    membership: MembershipRules
    billing: BillingRules
    hours: OpeningHours
    handoff: HandoffRules
    chat: ChatRules
    faq: dict[str, Any]

    @classmethod
    def from_mapping(cls, raw: Mapping[str, Any]) -> Policy:
        """Raises PolicyError with one line for each missing or unknown key."""
        problems: list[str] = []
        parts: dict[str, Any] = {}
        for name, kind in get_type_hints(cls).items():
            section = raw.get(name)
            if not isinstance(section, Mapping):
                problems.append(f"{name}: section is missing")
            elif dataclasses.is_dataclass(kind):
                parts[name] = _section(name, kind, section, problems)
            else:
                parts[name] = dict(section)
        problems += [f"{name}: unknown section" for name in raw if name not in get_type_hints(cls)]
        if problems:
            raise PolicyError("; ".join(problems))
        return cls(**parts)


def _section(name: str, kind: Any, raw: Mapping[str, Any], problems: list[str]) -> Any:
    wanted = {field.name for field in dataclasses.fields(kind)}
    problems += [f"{name}.{key}: is missing" for key in sorted(wanted - set(raw))]
    problems += [f"{name}.{key}: unknown key" for key in sorted(set(raw) - wanted)]
    return None if wanted != set(raw) else kind(**raw)
