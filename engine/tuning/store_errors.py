"""A tracker store that fails says so. Rasa saves the turn to memory instead, where it is never read again."""

from __future__ import annotations

from rasa.core.tracker_store import FailSafeTrackerStore


def _raise(self: FailSafeTrackerStore, error: Exception) -> None:
    raise error


def apply() -> None:
    FailSafeTrackerStore.on_tracker_store_error = _raise
    FailSafeTrackerStore.on_tracker_store_retrieve_error = _raise
