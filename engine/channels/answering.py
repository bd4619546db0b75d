"""The answer to one message, read from the conversation's events: while it is fresh, and whenever it is asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.shared.core.constants import ACTION_EXTRACT_SLOTS, ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.channels.awaiting import awaited, response_of
from engine.channels.returning import INTENT as RETURN

CANDIDATES = 5
_UNTOLD = (ACTION_LISTEN_NAME, ACTION_EXTRACT_SLOTS)


def stored_answer(tracker: DialogueStateTracker, message_id: str, domain: Domain) -> dict[str, Any] | None:
    """What was answered to that message in this session, or None where it was never heard."""
    events = list(tracker.events)
    start = place_of(events, message_id)
    if start is None:
        return None
    later = (i for i in range(start + 1, len(events)) if isinstance(events[i], UserUttered))
    end = next(later, len(events))
    if end < len(events):
        tracker = DialogueStateTracker.from_events(tracker.sender_id, events[:end], domain.slots)
    return answer(tracker, events[start:end])


def place_of(events: Sequence[Event], message_id: str) -> int | None:
    places = (i for i in range(len(events) - 1, -1, -1) if _is_message(events[i], message_id))
    return next(places, None)


def _is_message(event: Event, message_id: str) -> bool:
    return isinstance(event, UserUttered) and event.message_id == message_id


def answer(tracker: DialogueStateTracker, events: Sequence[Event]) -> dict[str, Any]:
    """`tracker` as it stood after the turn; `events`: those of the turn, the customer's message first."""
    said = [event for event in events if isinstance(event, BotUttered)]
    heard = next((event for event in events if isinstance(event, UserUttered)), None)
    return {
        "messages": [message for message in map(whole_message, said) if message is not None],
        "awaiting": awaited(tracker, said),
        "understood": {**understood(heard), "actions": actions_in(events)},
        "language": tracker.get_slot("language"),
    }


def whole_message(said: BotUttered) -> dict[str, Any] | None:
    """None for one that holds nothing to see."""
    shown = said.data
    buttons = [{"title": b.get("title", ""), "payload": b.get("payload", "")} for b in shown.get("buttons") or []]
    found: dict[str, Any] = {"text": said.text or "", "buttons": buttons, "response": response_of(said)}
    card = (shown.get("custom") or {}).get("card")
    found |= {"card": card} if card else {}
    found |= {"image": shown["image"]} if shown.get("image") else {}
    return found if any(found[name] for name in found if name != "response") else None


def actions_in(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Which actions ran, who chose them and how sure that was."""
    return [
        {"name": event.action_name, "policy": event.policy, "confidence": event.confidence}
        for event in events
        if isinstance(event, ActionExecuted) and event.action_name not in _UNTOLD
    ]


def understood(heard: UserUttered | None) -> dict[str, Any]:
    """What was read in a customer's message; nothing of what the gateway told."""
    read: Mapping[str, Any] = heard.parse_data if heard is not None and heard.intent_name != RETURN else {}
    mood = read.get("sentiment") or {}
    requests = read.get("requests") or []
    return {
        "language": (read.get("language") or {}).get("code"),
        "sentiment": {name: mood.get(name) for name in ("value", "label", "upset")},
        "parts": [_part(part) for part in requests] if len(requests) > 1 else [_part(read)] if read else [],
    }


def _part(read: Mapping[str, Any]) -> dict[str, Any]:
    """A whole message, or one of several requests in it."""
    text, intent = str(read.get("text") or ""), read.get("intent") or {}
    name, sure = (
        (intent.get("name"), intent.get("confidence"))
        if isinstance(intent, Mapping)
        else (intent, read.get("confidence"))
    )
    ranking = read.get("intent_ranking") or [{"name": name, "confidence": sure}]
    return {
        "text": text,
        "intent": name,
        "confidence": sure,
        "doubt": (read.get("doubt") or {}).get("kind"),
        "entities": [_entity(text, found) for found in read.get("entities") or []],
        "candidates": [{"intent": r["name"], "confidence": r["confidence"]} for r in ranking[:CANDIDATES]],
    }


def _entity(text: str, found: Mapping[str, Any]) -> dict[str, Any]:
    start, end = found.get("start"), found.get("end")
    written = text[start:end] if isinstance(start, int) and isinstance(end, int) else str(found.get("value"))
    return {"entity": found.get("entity"), "value": found.get("value"), "text": written}
