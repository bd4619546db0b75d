"""What the shop writes down about conversations: tickets, proposals, the audit log, ratings and due mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


@dataclass
class Ticket:
    """A case: someone works on it while the bot goes on. Live: a person takes the conversation over.

    `urgency`: 0 as it comes, 1 soon, 2 at once. `mood` from -1 to 1, the customer's when it was opened.
    """

    id: str
    kind: Literal["case", "live"]
    queue: str
    reason: str
    summary: str
    conversation_id: str
    customer_id: str | None = None
    order_number: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    state: Literal["open", "claimed", "resolved"] = "open"
    created_at: datetime | None = None
    key: str = ""
    agent_id: str = ""
    urgency: int = 0
    language: str = ""
    mood: float = 0.0
    topic: str = ""
    claimed_at: datetime | None = None
    answered_at: datetime | None = None
    resolved_at: datetime | None = None
    escalated_at: datetime | None = None
    updated_at: datetime | None = None
    outcome: str = ""
    note: str = ""


@dataclass
class Proposal:
    """What a customer was shown before a yes. `id` is the idempotency key of the change.

    `change` holds the kind's own fields; `shown` the summary's facts; `answer` the reply spoken after the commit.
    """

    id: str
    conversation_id: str
    customer_id: str
    kind: str
    change: dict[str, Any]
    shown: dict[str, Any]
    rules: list[str]
    created_at: datetime
    expires_at: datetime
    state: Literal["open", "running", "done", "closed", "failed"] = "open"
    answer: dict[str, Any] | None = None


@dataclass
class AuditEntry:
    """Who did what, when, under which rules; `actor` is `customer:<id>`, `bot`, `agent:<id>` or `system`."""

    actor: str
    action: str
    subject: str
    at: datetime
    rules: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    conversation_id: str = ""
    id: int | None = None


@dataclass
class Conversation:
    """Identity lives here, never in a slot. `verified_until` slides with every turn.

    `channel`: "web" where the public door leads to it, "" for development. `in_charge`: "person" from the commit of a
    live ticket (`ticket_id`) on; "returning" until the bot has been told that it is over. `turns` counts the customer's
    messages, `seen_at` is when their page was last heard of.
    """

    id: str
    customer_id: str | None = None
    verified_until: datetime | None = None
    failures: int = 0
    locked: bool = False
    code_hash: str = ""
    code_email: str = ""
    code_expires_at: datetime | None = None
    rating: int | None = None
    rating_comment: str = ""
    rating_asked: bool = False
    last_proposal_id: str = ""
    updated_at: datetime | None = None
    channel: str = ""
    language: str = ""
    in_charge: Literal["bot", "person", "returning"] = "bot"
    ticket_id: str = ""
    turns: int = 0
    awaiting: str = ""
    created_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass
class Mail:
    """A message in the outbox; `kind` names its template (`code`, `password_link`, `return_label`, …)."""

    id: str
    to: str
    kind: str
    facts: dict[str, Any]
    created_at: datetime
    customer_id: str | None = None


@dataclass
class Promotion:
    """`percent` or `amount_minor` off from `minimum_minor` on, between the dates, for `tiers` (empty: everybody)."""

    code: str
    title: str
    percent: int = 0
    amount_minor: int = 0
    currency: str = "USD"
    minimum_minor: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    tiers: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    once_per_customer: bool = False
    new_customers_only: bool = False
    listed: bool = True


@dataclass
class ShopProfile:
    """Which shop this database holds: `policy` names policy.yml (`default`) or policy.<name>.yml."""

    id: int
    name: str
    policy: str
    currency: str
    source: str = ""
