"""Lines of a conversation as agents see them: with notes, and with what the bot understood and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from gateway.rendering import message
from shop.model.chat import ChatEvent
from shop.model.people import Correction
from shop.model.records import AuditEntry

# How the engine names a doubt; "plain" says that there is none, whatever the classifier thought.
IN_DOUBT = ("ambiguous", "foreign")


def line(event: ChatEvent) -> dict[str, Any] | None:
    """`kind` message, note, turn or handoff; system messages are in English, whatever the customer reads."""
    shown: dict[str, Any] = {"id": event.id, "kind": event.kind, "at": event.at.isoformat(), "turn": event.turn}
    body = event.body
    if event.kind == "message":
        kinds = [str(kind) for kind in body.get("kinds") or []]
        return {**message(event, "en"), "kind": "message", "masked": kinds}
    if event.kind == "note":
        return {
            **shown,
            "text": str(body.get("text") or ""),
            "name": str(body.get("name") or ""),
            "by_mail": bool(body.get("by_mail")),
        }
    if event.kind == "turn":
        return {**shown, "status": body.get("status"), "understood": _understood(body.get("understood") or {})}
    return {**shown, "state": body.get("state"), "agent": body.get("agent")}


def lines(events: Iterable[ChatEvent], audit: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    """Turns carry the rules that were applied while they were carried out."""
    asked: dict[int, datetime] = {}
    found = []
    for event in events:
        shown = line(event)
        if shown is None:
            continue
        if event.kind == "message" and event.body.get("from") == "customer":
            asked[event.turn] = event.at
        if event.kind == "turn":
            shown["done"] = _done(audit, asked.get(event.turn, event.at), event.at)
        found.append(shown)
    return found


def _done(audit: Sequence[AuditEntry], begun: datetime, ended: datetime) -> list[dict[str, Any]]:
    return [
        {"action": entry.action, "subject": entry.subject, "rules": list(entry.rules)}
        for entry in audit
        if begun <= entry.at <= ended and not entry.actor.startswith("agent:")
    ]


def _understood(raw: dict[str, Any]) -> dict[str, Any] | None:
    """None where the engine was not asked. Only what is shown, in one shape, whatever an engine sends."""
    if not raw:
        return None
    mood = raw.get("sentiment") or {}
    return {
        "language": str(raw.get("language") or ""),
        "sentiment": {"value": _number(mood.get("value")), "label": str(mood.get("label") or ""), "upset": bool(mood.get("upset"))},
        "parts": [_part(part) for part in raw.get("parts") or []],
        "actions": [
            {"name": str(a.get("name") or ""), "policy": str(a.get("policy") or ""), "confidence": _number(a.get("confidence"))}
            for a in raw.get("actions") or []
        ],
    }  # fmt: skip


def _part(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": str(raw.get("text") or ""), "intent": str(raw.get("intent") or ""),
        "confidence": _number(raw.get("confidence")), "doubt": raw.get("doubt") if raw.get("doubt") in IN_DOUBT else None,
        "entities": [
            {"entity": str(e.get("entity") or ""), "value": str(e.get("value") or ""), "text": str(e.get("text") or "")}
            for e in raw.get("entities") or []
        ],
        "candidates": [
            {"intent": str(c.get("intent") or ""), "confidence": _number(c.get("confidence"))}
            for c in raw.get("candidates") or []
        ],
    }  # fmt: skip


def _number(value: Any) -> float:
    return round(float(value), 3) if isinstance(value, (int, float)) else 0.0


def correction(given: Correction, agents: dict[str, str]) -> dict[str, Any]:
    return {
        "event_id": given.event_id, "meant": given.meant, "comment": given.comment,
        "by": agents.get(given.agent_id, ""), "at": given.at.isoformat(),
    }  # fmt: skip
