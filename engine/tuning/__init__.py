"""Small patches of Rasa 3.6.21, which is frozen: each has its own file, and all are applied here.

Applied when `engine.nlu` is imported, which every command that loads a model does (`rasa run`, `shell`, `test`, `train`).
"""

from __future__ import annotations

import logging

import rasa

from engine.tuning import (
    action_calls,
    event_types,
    failures,
    graph_runs,
    languages,
    rules,
    store_errors,
    tracker_copies,
    training_data,
)

VERSION = "3.6.21"
PATCHES = (
    action_calls,
    event_types,
    failures,
    graph_runs,
    languages,
    rules,
    store_errors,
    tracker_copies,
    training_data,
)
logger = logging.getLogger(__name__)
_applied = False


def apply() -> None:
    """Once a process, and only on the version that the patches were written for."""
    global _applied
    if _applied:
        return
    _applied = True
    if rasa.__version__ != VERSION:
        logger.warning("Rasa is %s, not %s: running without its patches", rasa.__version__, VERSION)
        return
    for patch in PATCHES:
        patch.apply()
