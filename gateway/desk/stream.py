"""Server-sent events for the desk: that the queue changed, what is said in the open conversation, who types."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator

from sse_starlette import ServerSentEvent

from gateway.desk.lines import lines
from gateway.door import Door
from gateway.hub import DESK
from shop.services.desk_view import DeskView

# So often the session is looked at, which also tells that the agent is there.
LOOK_EVERY = 25.0
# Several changes of the queue within this are told as one.
TOGETHER = 0.15


def _event(name: str, data: object, line: int | None = None) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name, id=None if line is None else str(line))


async def events(
    door: Door, token: str, agent_id: str, conversation_id: str | None, after: int
) -> AsyncIterator[ServerSentEvent]:
    """`after`: the last line that the page has. Ends with the session, or when the conversation is somebody else's."""
    typing = f"desk:{conversation_id}" if conversation_id else "desk:"
    view, looked = DeskView(door.shop.tools), time.monotonic()
    with door.hub.open(DESK) as page, door.hub.open(typing) as signals:
        signals.woken = page.woken
        yield ServerSentEvent(comment="open", retry=2_000)
        page.news.add("")
        while not door.hub.closing:
            if conversation_id:
                if not await asyncio.to_thread(view.may_hear, agent_id, conversation_id):
                    yield _event("end", {"reason": "not_yours"})
                    return
                async for each in _lines(door, conversation_id, after):
                    after = int(each.id or after)
                    yield each
            while signals.signals:
                yield _event("typing", signals.signals.popleft())
            if page.news:
                changed = sorted(page.news - {""})
                page.news.clear()
                yield _event("queue", {"conversations": changed})
            if await page.wait(LOOK_EVERY):
                await asyncio.sleep(TOGETHER)
            if time.monotonic() - looked > LOOK_EVERY - 1:
                looked = time.monotonic()
                if await asyncio.to_thread(door.shop.people.session, token) is None:
                    yield _event("end", {"reason": "signed_out"})
                    return


async def _lines(door: Door, conversation_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    while True:
        found = await asyncio.to_thread(door.shop.transcript.after, conversation_id, after, 200, True)
        if not found:
            return
        turned = any(each.kind == "turn" for each in found)
        audit = await asyncio.to_thread(DeskView(door.shop.tools).done_in, conversation_id) if turned else []
        for shown in lines(found, audit):
            after = int(shown["id"])
            yield _event("line", shown, after)
