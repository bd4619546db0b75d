from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core import events
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from engine.tracking.store import StrictTrackerStore

DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "intents": ["greet"],
        "slots": {"thing": {"type": "any", "mappings": [{"type": "custom"}]}},
        "forms": {"a_form": {"required_slots": ["thing"]}},
    }
)


@pytest.fixture
def store(tmp_path: Path) -> StrictTrackerStore:
    return StrictTrackerStore(DOMAIN, window=80, db=str(tmp_path / "tracker.db"))


def talk(store: StrictTrackerStore, turns: int, sender: str = "s") -> DialogueStateTracker:
    """`turns` turns, read and saved one by one as the engine does."""
    for number in range(turns):
        tracker = asyncio.run(store.retrieve(sender))
        if tracker is None:
            tracker = DialogueStateTracker(sender, DOMAIN.slots)
            tracker.update(events.ActionExecuted("action_session_start"))
            tracker.update(events.SessionStarted())
            tracker.update(events.ActionExecuted("action_listen"))
        tracker.update(events.UserUttered(f"message {number}", {"name": "greet"}))
        if number == 2:
            tracker.update(events.SlotSet("thing", {"kept": True}))
            tracker.update(events.ActiveLoop("a_form"))
        tracker.update(events.BotUttered("hello"))
        tracker.update(events.ActionExecuted("action_listen"))
        asyncio.run(store.save(tracker))
    read = asyncio.run(store.retrieve(sender))
    assert read is not None
    return read


def test_a_short_dialogue_is_read_as_it_was(store: StrictTrackerStore) -> None:
    assert [e.text for e in talk(store, 3).events if isinstance(e, events.UserUttered)] == [
        "message 0",
        "message 1",
        "message 2",
    ]


def test_a_long_dialogue_is_read_within_the_window(store: StrictTrackerStore) -> None:
    assert len(talk(store, 300).events) < 120


def test_state_older_than_the_window_is_kept(store: StrictTrackerStore) -> None:
    tracker = talk(store, 120)
    assert (tracker.get_slot("thing"), tracker.active_loop_name) == ({"kept": True}, "a_form")


def test_no_event_is_lost_or_stored_twice(store: StrictTrackerStore) -> None:
    talk(store, 120)
    whole = asyncio.run(store.retrieve_full_tracker("s"))
    said = [e.text for e in whole.events if isinstance(e, events.UserUttered)]
    assert said == [f"message {n}" for n in range(120)]


@pytest.mark.parametrize("sender", ["\ud800", "a\u0000b", "", "x" * 200, "a b"])
def test_a_sender_that_would_end_rasa_is_refused(store: StrictTrackerStore, sender: str) -> None:
    with pytest.raises(ValueError, match="a sender is"):
        asyncio.run(store.retrieve(sender))
