"""The people behind the desk, and what they write down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

Role = Literal["agent", "lead", "admin"]
# An agent whose page was heard of so lately is there.
PRESENT = timedelta(seconds=90)
ROLES: tuple[Role, ...] = ("agent", "lead", "admin")


@dataclass
class Agent:
    """`name` is what customers see; `failures` counts wrong passwords in a row; `available`: takes live customers."""

    id: str
    email: str
    name: str
    role: Role
    password_hash: str
    languages: list[str] = field(default_factory=list)
    active: bool = True
    available: bool = True
    failures: int = 0
    locked_until: datetime | None = None
    seen_at: datetime | None = None
    created_at: datetime | None = None

    def is_online(self, now: datetime) -> bool:
        """Whether live customers can be theirs."""
        return self.active and self.available and self.seen_at is not None and self.seen_at > now - PRESENT


@dataclass
class AgentSession:
    """`id` is the hash of the cookie's value; `csrf` must come with every change."""

    id: str
    agent_id: str
    csrf: str
    created_at: datetime
    expires_at: datetime


@dataclass
class CannedReply:
    """A prepared answer; `{customer}`, `{agent}` and `{order}` in it are filled in by the desk."""

    id: str
    language: str
    title: str
    text: str


@dataclass
class Correction:
    """What an agent says a message meant: for learning. `understood` is what the bot made of it."""

    id: str
    conversation_id: str
    event_id: int
    agent_id: str
    text: str
    meant: str
    comment: str
    at: datetime
    language: str = ""
    understood: dict[str, Any] = field(default_factory=dict)
