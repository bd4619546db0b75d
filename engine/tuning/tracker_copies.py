"""Copies of a tracker without replaying its events: the state is copied as it stands."""

from __future__ import annotations

import copy
from collections import deque
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker


def copied(self: DialogueStateTracker) -> DialogueStateTracker:
    """Events are shared, since nobody changes an event; slots and the queue are the copy's own."""
    twin: Any = copy.copy(self)
    twin.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
    twin.events = deque(self.events, self.events.maxlen)
    twin.active_loop = copy.copy(self.active_loop)
    return twin  # type: ignore[no-any-return]


def apply() -> None:
    DialogueStateTracker.copy = copied
