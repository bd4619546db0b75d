"""What an agent's page hears while it is open."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from gateway.desk.stream import events
from tests.unit.gateway.conftest import Town
from tests.unit.gateway.desk.conftest import Seat, Talk

Heard = list[tuple[str, Any]]


@pytest.fixture
def hear(staffed: Town, seat: Callable[..., Seat], talk: Talk) -> Callable[..., Heard]:
    """What comes on Anna's stream of that conversation, until there are so many; `then` is done once it is open."""
    anna = seat("anna")
    token = anna.client.cookies.get("shopdesk_desk", path="/desk") or ""

    async def read(many: int, after: int, then: Callable[[], Any]) -> Heard:
        found: Heard = []
        stream = events(staffed.client.app.state.door, token, "anna", talk.conversation, after)  # type: ignore[attr-defined]
        async with asyncio.timeout(8):
            async for each in stream:
                if each.event:
                    found.append((each.event, json.loads(each.data or "null")))
                else:
                    then()
                if len(found) == many:
                    break
        await stream.aclose()  # type: ignore[attr-defined]
        return found

    def listen(many: int, after: int = 0, then: Callable[[], Any] = lambda: None) -> Heard:
        found: Heard = staffed.client.portal.call(read, many, after, then)  # type: ignore[union-attr]
        return found

    return listen


def test_lines_come_with_notes_and_turns_in_order(staffed: Town, talk: Talk, hear: Callable[..., Heard]) -> None:
    staffed.shop.desk.note("anna", talk.ticket, "a difficult one")
    lines = [data for name, data in hear(5) if name == "line"]
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    assert {line["kind"] for line in lines} >= {"message", "turn", "note"}


def test_it_goes_on_behind_the_line_that_the_page_has(talk: Talk, seat: Callable[..., Seat], hear: Any) -> None:
    last = seat("ben").ticket(talk.ticket)["last"]
    assert [name for name, _ in hear(1, after=last)] == ["queue"]


def test_it_tells_that_the_customer_types(staffed: Town, talk: Talk, seat: Callable[..., Seat], hear: Any) -> None:
    last = seat("ben").ticket(talk.ticket)["last"]
    hub = staffed.client.app.state.door.hub  # type: ignore[attr-defined]
    typing = {"from": "customer", "on": True}
    heard = hear(2, after=last, then=lambda: hub.signal(f"desk:{talk.conversation}", typing))
    assert ("typing", typing) in heard


def test_the_customer_is_told_that_the_agent_types(staffed: Town, talk: Talk, seat: Callable[..., Seat]) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    hub = staffed.client.app.state.door.hub  # type: ignore[attr-defined]
    with hub.open(talk.conversation) as page:
        assert anna.post(f"tickets/{talk.ticket}/typing", on=True).status_code == 204
        assert list(page.signals) == [{"from": "agent", "name": "Anna", "on": True}]


def test_a_colleague_hears_that_the_queue_changed(staffed: Town, talk: Talk, seat: Callable[..., Seat]) -> None:
    hub = staffed.client.app.state.door.hub  # type: ignore[attr-defined]
    with hub.open("desk") as page:
        seat("anna").post(f"tickets/{talk.ticket}/claim")
        assert page.news


def test_it_ends_when_the_conversation_goes_to_somebody_else(talk: Talk, seat: Callable[..., Seat], hear: Any) -> None:
    anna, last = seat("anna"), seat("ben").ticket(talk.ticket)["last"]
    anna.post(f"tickets/{talk.ticket}/claim")

    def pass_on() -> None:
        talk.town.shop.desk.transfer("anna", talk.ticket, to_agent="ben")

    assert hear(1, after=last, then=pass_on) == [("end", {"reason": "not_yours"})]
