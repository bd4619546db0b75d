"""An engine that takes five milliseconds for whatever is said: `python -m benchmarks.fake_engine PORT`."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import defaultdict
from typing import Any

import uvicorn

TAKES = 0.005


class FakeEngine:
    """`GET /heard` gives the ids of the messages by conversation, in the order in which they came."""

    def __init__(self) -> None:
        self.heard: defaultdict[str, list[str]] = defaultdict(list)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        answer: Any = self.heard
        if scope["method"] == "POST":
            body = b""
            more = True
            while more:
                message = await receive()
                body, more = body + message.get("body", b""), message.get("more_body", False)
            answer = await self._turn(json.loads(body))
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps(answer).encode()})

    async def _turn(self, body: dict[str, Any]) -> dict[str, Any]:
        self.heard[body["conversation"]].append(body["id"])
        await asyncio.sleep(TAKES)
        message = {"text": f"You said: {body['text']}", "buttons": [], "response": "utter_echo"}
        return {"messages": [message], "awaiting": None, "understood": {"parts": []}, "language": "en"}


if __name__ == "__main__":
    uvicorn.run(FakeEngine(), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", lifespan="off")
