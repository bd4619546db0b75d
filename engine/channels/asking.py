"""What the gateway sends, checked by hand: a message of a customer, or word that a person gives a conversation back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sanic.request import Request

from engine.nlu.languages import LANGUAGES

LONGEST = 2_000
OUTCOMES = ("returned", "resolved", "left")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NotAsked(ValueError):
    """The body is no such request; the message says what to send."""


@dataclass(frozen=True)
class Message:
    """`text` is what the engine reads: the payload of a button where one was pressed. `language`: "" where unknown."""

    conversation: str
    id: str
    text: str
    language: str


@dataclass(frozen=True)
class Return:
    """What a person did with the conversation; `speak`: the customer shall hear of it."""

    conversation: str
    id: str
    outcome: str
    agent: str
    note: str
    ticket: str
    language: str
    speak: bool


def message_in(request: Request) -> Message:
    """Raises NotAsked."""
    body = _body(request)
    payload = _words(body, "payload", LONGEST)
    text = _words(body, "text", LONGEST)
    if not payload and not text:
        raise NotAsked(f'"text" should hold 1 to {LONGEST} characters, or "payload" what a button stands for')
    if not payload and text.startswith("/"):
        raise NotAsked(
            '"text" is what a customer typed and cannot begin with "/": a button\'s command goes in "payload"'
        )
    return Message(_id(body, "conversation"), _id(body, "id"), payload or text, _language(body))


def return_in(request: Request) -> Return:
    """Raises NotAsked."""
    body = _body(request)
    outcome, speak = body.get("outcome"), body.get("speak")
    if outcome not in OUTCOMES:
        raise NotAsked(f'"outcome" should be one of {", ".join(OUTCOMES)}')
    if not isinstance(speak, bool):
        raise NotAsked('"speak" should be true or false')
    agent, note, ticket = (_words(body, name, LONGEST) for name in ("agent", "note", "ticket"))
    return Return(
        _id(body, "conversation"), _id(body, "id"), str(outcome), agent, note, ticket, _language(body), speak
    )  # fmt: skip


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception:  # Sanic raises different errors for different kinds of no JSON
        body = None
    if not isinstance(body, dict):
        raise NotAsked("send a JSON object")
    return body


def _id(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise NotAsked(f'"{name}" should be 1 to 64 letters, digits, _ or -')
    return value


def _words(body: dict[str, Any], name: str, longest: int) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value.strip()) > longest:
        raise NotAsked(f'"{name}" should be text of at most {longest} characters')
    return value.strip()


def _language(body: dict[str, Any]) -> str:
    value = body.get("language")
    if value in (None, ""):
        return ""
    if value not in LANGUAGES:
        raise NotAsked(f'"language" should be one of {", ".join(LANGUAGES)}')
    return str(value)
