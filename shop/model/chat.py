"""What is said in a conversation, as the public door stores it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Kind = Literal["message", "turn", "handoff", "note"]


@dataclass
class ChatEvent:
    """One line of a conversation; `id` grows and is what a stream resumes at.

    `body` by kind: message {from, text, choices, card, image, name, event, client_id, response, understood};
    turn {client_id, status, awaiting, handoff}; handoff as customers see it; note {text, name}: for the desk alone.
    """

    conversation_id: str
    kind: Kind
    at: datetime
    turn: int = 0
    body: dict[str, Any] = field(default_factory=dict)
    id: int | None = None


@dataclass
class ChatTurn:
    """A customer's message on its way. `client_id` is the customer's own, unique in the conversation.

    `payload`: what a pressed button stands for, "" for typed text. `worker` and `leased_until` name the process that
    carries it out, so that another takes over when that one dies. `answer` is what the customer was, and will be, told.
    """

    conversation_id: str
    client_id: str
    number: int
    text: str
    received_at: datetime
    payload: str = ""
    state: Literal["waiting", "running", "done"] = "waiting"
    worker: str = ""
    leased_until: datetime | None = None
    started_at: datetime | None = None
    done_at: datetime | None = None
    answer: dict[str, Any] | None = None


@dataclass
class Thumb:
    """A customer's opinion of one message."""

    event_id: int
    conversation_id: str
    thumb: Literal["up", "down"]
    at: datetime


@dataclass(frozen=True)
class Choice:
    """A button as it was offered: the customer sees `id` and `title`, never the payload."""

    id: str
    title: str
    payload: str
