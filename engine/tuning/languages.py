"""The language of a conversation: the newest message is read in its light, and its own language is kept in a slot."""

from __future__ import annotations

from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import SlotSet

from engine.nlu.languages import spoken_before

SLOT = "language"
_original = MessageProcessor.parse_message


async def parse_message(self: Any, message: Any, tracker: Any = None, only_output_properties: bool = True) -> Any:
    before = tracker.get_slot(SLOT) if tracker is not None and SLOT in tracker.slots else None
    token = spoken_before.set(before)
    try:
        parsed = await _original(self, message, tracker, only_output_properties)
    finally:
        spoken_before.reset(token)
    spoken = (parsed.get("language") or {}).get("code")
    if spoken and spoken != before and tracker is not None and SLOT in tracker.slots:
        tracker.update(SlotSet(SLOT, spoken), self.domain)
    return parsed


def apply() -> None:
    MessageProcessor.parse_message = parse_message
