"""Queries of a turn or a look at the desk do not read whole tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from shop.bootstrap import Shop
from tests.unit.gateway.people import NOW

LOOKS: dict[str, Callable[[Any], Any]] = {
    "tickets of late": lambda work: work.people.tickets_since(NOW),
    "a customer's tickets": lambda work: work.people.tickets_of_customer("c", NOW),
    "a customer's open tickets": lambda work: work.people.unresolved_of_customer("c"),
    "what was done in a conversation": lambda work: work.people.audit_of_conversation("x"),
    "ratings of late": lambda work: work.people.ratings_since(NOW),
    "conversations of late": lambda work: work.people.web_conversations_since(NOW),
    "what is unfinished": lambda work: work.chats.unfinished(),
    "who waits": lambda work: work.people.waiting(live_only=True),
    "whose tickets": lambda work: work.people.claimed_by("zoe"),
}
LARGE = ("tickets", "audit", "conversations", "chat_turns", "chat_events")


def plans(shop: Shop, look: Callable[[Any], Any]) -> list[str]:
    """SQLite's plan of every SELECT that the look sends."""
    sent: list[tuple[str, Any]] = []

    def listen(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        sent.append((statement, parameters))

    with shop.tools.open_work() as work:
        engine = work.session.get_bind()  # type: ignore[attr-defined]
        event.listen(engine, "before_cursor_execute", listen)
        look(work)
        event.remove(engine, "before_cursor_execute", listen)
        raw = work.session.connection().connection.cursor()  # type: ignore[attr-defined]
        selects = [each for each in sent if each[0].lstrip().startswith("SELECT")]
        return [str(row[3]) for query, given in selects for row in raw.execute("EXPLAIN QUERY PLAN " + query, given)]


@pytest.mark.parametrize("what", LOOKS)
def test_no_large_table_is_read_from_end_to_end(shop: Shop, what: str) -> None:
    scans = [plan for plan in plans(shop, LOOKS[what]) if plan.startswith("SCAN")]
    assert [plan for plan in scans if any(name in plan for name in LARGE)] == []
