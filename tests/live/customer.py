"""A customer's page as a test or a measurement has it: says things, and listens."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx


class Customer:
    """A conversation of its own at the door that stands at `url`."""

    def __init__(self, url: str, language: str = "en") -> None:
        self.client = httpx.Client(base_url=url, timeout=60)
        begun = self.client.post("/chat/sessions", json={"language": language}).raise_for_status().json()
        self.conversation = str(begun["conversation_id"])
        self.client.headers["Authorization"] = f"Bearer {begun['token']}"

    def send(self, text: str = "", message_id: str = "", choice: str = "") -> httpx.Response:
        what = {"choice": choice} if choice else {"text": text}
        return self.client.post("/chat/messages", json={"id": message_id or uuid.uuid4().hex, **what})

    def say(self, text: str = "", message_id: str = "", choice: str = "") -> dict[str, Any]:
        """The answer, which comes at once."""
        answer = self.send(text, message_id, choice)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def history(self) -> dict[str, Any]:
        return dict(self.client.get("/chat/history?limit=200").raise_for_status().json())

    @contextmanager
    def listening(self, after: int | None = None) -> Iterator[Iterator[tuple[str, dict[str, Any]]]]:
        """Names and data of what is heard; open when the block begins."""
        query = "" if after is None else f"?after={after}"
        with self.client.stream("GET", f"/chat/events{query}") as answer:
            answer.raise_for_status()
            lines = answer.iter_lines()
            assert next(lines).startswith("retry") or next(lines)
            yield _events(lines)


def _events(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: "):
            yield name, json.loads(line[6:])
