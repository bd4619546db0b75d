"""A person gives a conversation back: what was open before belongs to the past."""

from __future__ import annotations

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from engine.channels.asking import Return

INTENT, ACTION = "person_returned", "action_greet_after_person"
# What stays: the language, what was looked at, and what the engine keeps for itself. All else belonged to a request.
KEPT = frozenset({"language", "order_in_mind", "product_in_mind", "products_shown", "something_done",
                  "session_started_metadata"})  # fmt: skip
_ID = "returned_id"


def events_of_return(tracker: DialogueStateTracker, asked: Return, domain: Domain) -> list[Event]:
    """Drops forms, requests and offers; where nothing will be said, a mark shows that a person was there."""
    initial = {slot.name: slot.initial_value for slot in domain.slots}
    dropped: list[Event] = [ActiveLoop(None)] if tracker.active_loop_name else []
    if tracker.get_slot(REQUESTED_SLOT) is not None:
        dropped.append(SlotSet(REQUESTED_SLOT, None))
    dropped += [
        SlotSet(name, initial.get(name))
        for name, slot in tracker.slots.items()
        if name not in KEPT and name != REQUESTED_SLOT and slot.value != initial.get(name)
    ]
    if asked.speak:
        return dropped
    return [*dropped, ActionExecuted(ACTION, metadata={_ID: asked.id}), ActionExecuted(ACTION_LISTEN_NAME)]


def is_known(tracker: DialogueStateTracker, message_id: str) -> bool:
    """Whether that return was taken in silence before."""
    marks = (event for event in tracker.events if isinstance(event, ActionExecuted) and event.action_name == ACTION)
    return any((mark.metadata or {}).get(_ID) == message_id for mark in marks)


def message_of_return(asked: Return, channel: OutputChannel) -> UserMessage:
    """Read already, so that no words of a customer can ever mean this."""
    facts = {"outcome": asked.outcome, "agent": asked.agent, "note": asked.note, "ticket": asked.ticket}
    text = f"/{INTENT}"
    read = {"text": text, "intent": {"name": INTENT, "confidence": 1.0}, "entities": [], "returned": facts}
    return UserMessage(
        text, channel, asked.conversation, read, input_channel=channel.name(), message_id=asked.id
    )  # fmt: skip
