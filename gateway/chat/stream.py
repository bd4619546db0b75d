"""Server-sent events of one conversation, resumable at any line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timezone

from sse_starlette import ServerSentEvent

from gateway.hub import Hub
from gateway.rendering import stream_event
from shop.bootstrap import Shop

SEEN_EVERY = 60.0
# Seconds between two comments that keep a silent connection open; proxies close one after 30 or 60.
HEARTBEAT = 15.0


def _event(name: str, data: object, line: int | None = None) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name, id=None if line is None else str(line))


async def events(
    shop: Shop, hub: Hub, conversation_id: str, after: int | None, until: datetime, language: str
) -> AsyncIterator[ServerSentEvent]:
    """Everything behind the line `after`, then what comes; ends with the session."""
    with hub.open(conversation_id) as page:
        last = after if after is not None else await asyncio.to_thread(shop.transcript.last_id, conversation_id)
        yield ServerSentEvent(comment="open", retry=2_000)
        while not hub.closing:
            # With the notes, which `stream_event` passes over: many in a row must not look like the end.
            lines = await asyncio.to_thread(shop.transcript.after, conversation_id, last, desk=True)
            if lines:
                language = await asyncio.to_thread(shop.transcript.language, conversation_id)
            for line in lines:
                last = line.id or last
                shown = stream_event(line, language)
                if shown is not None:
                    yield _event(*shown, last)
            if lines:
                continue
            while page.signals:
                yield _event("typing", page.signals.popleft())
            left = (until - datetime.now(timezone.utc)).total_seconds()
            if left <= 0:
                yield _event("end", {"reason": "expired"})
                return
            if not await page.wait(min(left, SEEN_EVERY)):
                await asyncio.to_thread(shop.transcript.seen, conversation_id)
