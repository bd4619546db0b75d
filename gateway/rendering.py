"""Lines of a conversation as customers may see them: no payloads, nothing that was understood, no notes."""

from __future__ import annotations

from typing import Any

from gateway.words import say
from shop.model.chat import ChatEvent


def message(line: ChatEvent, language: str = "en") -> dict[str, Any]:
    """The public shape of a message; system messages get their words here, and are all that needs a language."""
    body = line.body
    sender = str(body.get("from"))
    event = body.get("event")
    text = say(language, str(event), name=str(body.get("name") or "")) if event else str(body.get("text") or "")
    choices = [{"id": each["id"], "title": each["title"]} for each in body.get("choices") or []]
    shown: dict[str, Any] = {
        "id": line.id, "from": sender, "text": text, "choices": choices, "at": line.at.isoformat(), "turn": line.turn,
    }  # fmt: skip
    return shown | {key: body[key] for key in ("card", "image", "client_id", "name", "event") if body.get(key)}


def stream_event(line: ChatEvent, language: str) -> tuple[str, dict[str, Any]] | None:
    """Name and data of a server-sent event; None for what customers do not see."""
    if line.kind == "message":
        return "message", message(line, language)
    if line.kind == "turn":
        shown = ("client_id", "status", "awaiting", "handoff")
        return "turn", {"turn": line.turn, **{key: line.body.get(key) for key in shown}}
    if line.kind == "handoff":
        return "handoff", dict(line.body)
    return None
