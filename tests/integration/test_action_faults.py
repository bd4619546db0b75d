"""The action server down, broken or too slow: the truth within ten seconds, nothing half done, nothing done later."""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Iterator

import pytest

from scripts.environment import APP
from tests.live.stack import Stack

MONA = "mona.multi@example.com"


def status_of(stack: Stack, number: str) -> str:
    with sqlite3.connect(stack.folder / "live.db") as database:
        return str(database.execute("SELECT status FROM orders WHERE number = ?", (number,)).fetchone()[0])


@pytest.fixture
def at_confirmation(stack: Stack) -> str:
    """A conversation in which only the yes is missing."""
    stack.restore()
    sender = f"fault-{uuid.uuid4().hex[:8]}"
    stack.say(sender, f"cancel W1000102 ordered by mistake, {MONA}")
    assert stack.spoken(sender)[-1] == "utter_confirm_cancel_order"
    return sender


@pytest.fixture(params=["down", "500", "404", "garbage", "wrong", "slow"])
def broken(request: pytest.FixtureRequest, stack: Stack, at_confirmation: str) -> Iterator[str]:
    """The action server replaced by a bad one, or by none."""
    stack.stop("actions")
    if request.param != "down":
        stack.start_actions([str(APP), "-m", "tests.live.bad_server", str(stack.actions_port), request.param])
    yield at_confirmation
    stack.stop("actions")
    stack.start_actions()


def test_a_failed_action_is_told_within_ten_seconds_and_changes_nothing(stack: Stack, broken: str) -> None:
    before, begun = len(stack.spoken(broken)), time.monotonic()
    stack.say(broken, "yes")
    took = time.monotonic() - begun
    assert (stack.spoken(broken)[before:], took < 10, status_of(stack, "W1000102")) == (
        ["utter_service_failed"],
        True,
        "pending",
    )


def test_a_yes_that_failed_can_be_said_again(stack: Stack, at_confirmation: str) -> None:
    stack.stop("actions")
    stack.say(at_confirmation, "yes")
    stack.start_actions()
    stack.say(at_confirmation, "yes")
    assert "utter_done_cancel_order" in stack.spoken(at_confirmation)
    assert status_of(stack, "W1000102") == "cancelled"


def test_a_locked_database_is_told_and_nothing_is_half_done(stack: Stack, at_confirmation: str) -> None:
    lock = sqlite3.connect(stack.folder / "live.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    before = len(stack.spoken(at_confirmation))
    try:
        stack.say(at_confirmation, "yes")
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    assert stack.spoken(at_confirmation)[before:][0] in ("utter_storage_busy", "utter_service_failed")
    assert status_of(stack, "W1000102") == "pending"
