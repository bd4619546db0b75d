"""A gateway in memory with scripted answers: the public door's endpoints, and levers for tests to pull."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

WEB = Path(__file__).resolve().parents[2] / "gateway" / "web"
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'"
Json = dict[str, Any]


@dataclass
class Talk:
    """One conversation: what was said, what streams resume from, and the streams that are open."""

    token: str
    messages: list[Json] = field(default_factory=list)
    events: list[tuple[int, str, Json]] = field(default_factory=list)
    turns: dict[str, tuple[int, Json]] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    awaiting: str | None = None
    handoff: Json = field(default_factory=lambda: {"state": "none"})
    thumbs: dict[str, str] = field(default_factory=dict)
    streams: set[asyncio.Queue[str | None]] = field(default_factory=set)


@dataclass
class FakeGateway:
    """`script` maps a text or choice to the messages it is answered with. `troubles` befall the next messages."""

    script: dict[str, list[Json]] = field(default_factory=dict)
    awaiting: dict[str, str] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)
    troubles: list[int | str] = field(default_factory=list)
    requests: list[tuple[str, Json]] = field(default_factory=list)
    talks: dict[str, Talk] = field(default_factory=dict)
    privacy: Json = field(default_factory=lambda: {"text": "", "link": "", "link_text": ""})
    is_open: bool = True
    silent: bool = False
    number: int = 0

    @property
    def talk(self) -> Talk:
        return list(self.talks.values())[-1]

    def asked(self, path: str) -> list[Json]:
        return [body for asked, body in self.requests if asked == path]

    def next_id(self) -> int:
        self.number += 1
        return self.number

    def add(self, talk: Talk, sender: str, text: str, **more: Any) -> Json:
        at = datetime.now(timezone.utc).isoformat()
        message: Json = {"id": self.next_id(), "from": sender, "text": text, "choices": [], "at": at, "turn": 1, **more}
        talk.messages.append(message)
        talk.offered |= {choice["id"] for choice in message["choices"]}
        self.emit(talk, "message", message, message["id"])
        return message

    def emit(self, talk: Talk, name: str, data: Json, number: int | None = None) -> None:
        if number is not None:
            talk.events.append((number, name, data))
        for stream in talk.streams:
            stream.put_nowait(frame(name, data, number))

    def cut(self) -> None:
        for talk in self.talks.values():
            for stream in talk.streams:
                stream.put_nowait(None)

    def hand_over(self, **handoff: Any) -> None:
        self.talk.handoff = handoff
        self.emit(self.talk, "handoff", handoff, self.next_id())

    def answer(self, talk: Talk, client_id: str, said: str) -> Json:
        given = self.script.get(said, [{"text": f"You said: {said}"}])
        sent = [self.add(talk, **{"sender": "assistant", **message}) for message in given]
        talk.awaiting = self.awaiting.get(said)
        turn = {"turn": 1, "client_id": client_id, "status": "done", "awaiting": talk.awaiting, "handoff": talk.handoff}
        self.emit(talk, "turn", turn, self.next_id())
        return {"turn": 1, "messages": sent, "awaiting": talk.awaiting, "handoff": talk.handoff}


def frame(name: str, data: Json, number: int | None) -> str:
    return (f"id: {number}\n" if number is not None else "") + f"event: {name}\ndata: {json.dumps(data)}\n\n"


def problem(status: int, kind: str = "refused", retry_after: int | None = None) -> Response:
    body = {"type": f"urn:shopdesk:problem:{kind}", "title": kind, "status": status, "detail": "Do something else."}
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return JSONResponse(body, status, headers, "application/problem+json")


class Door:
    """Serves one FakeGateway after the other on one port; tests reach it through `within`, on the server's thread."""

    def __init__(self) -> None:
        self.fake = FakeGateway()
        chat = ("messages", "history", "ratings", "typing", "handoff")
        routes = [
            Route("/chat/sessions", self.begin, methods=["POST"]),
            Route("/chat/config", self.config),
            Route("/chat/events", self.events),
            *(Route(f"/chat/{name}", self.for_talk, methods=["GET", "POST"]) for name in chat),
            Route("/shop", page),
            Mount("/widget", StaticFiles(directory=WEB / "widget")),
            Mount("/demo", StaticFiles(directory=WEB / "demo", html=True)),
        ]
        config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def start(self) -> str:
        self.thread.start()
        while not self.server.started:
            self.thread.join(0.01)
        return f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self.fake.cut()
        self.server.should_exit = self.server.force_exit = True
        self.thread.join(10)

    async def begin(self, request: Request) -> Response:
        body = await request.json()
        self.fake.requests.append(("/chat/sessions", body))
        talk = Talk(f"token-{len(self.fake.talks) + 1}")
        self.fake.talks[talk.token] = talk
        until = (datetime.now(timezone.utc) + timedelta(hours=1)).isoformat()
        shown = {"token": talk.token, "conversation_id": talk.token, "expires_at": until, "language": body["language"]}
        return JSONResponse(shown, 201)

    async def config(self, request: Request) -> Response:
        opening = None if self.fake.is_open else "2030-01-07T09:00:00+00:00"
        shown = {"shop": "Fernhill Goods", "language": "en", "languages": ["en"], "privacy": self.fake.privacy}
        return JSONResponse({**shown, "open": self.fake.is_open, "next_opening": opening})

    def talk_of(self, request: Request) -> Talk | None:
        return self.fake.talks.get(request.headers.get("Authorization", "").removeprefix("Bearer "))

    async def for_talk(self, request: Request) -> Response:
        talk = self.talk_of(request)
        body = await request.json() if request.method == "POST" else dict(request.query_params)
        self.fake.requests.append((request.url.path, body))
        if talk is None:
            return problem(401, "session_over")
        return await getattr(self, request.url.path.rsplit("/", 1)[-1])(talk, body)

    async def messages(self, talk: Talk, body: Json) -> Response:
        if self.fake.troubles:
            status = int(self.fake.troubles.pop(0))
            return problem(status, "busy", 1 if status in (429, 503) else None)
        if body["id"] in talk.turns:
            status, answer = talk.turns[body["id"]]
            return JSONResponse(answer, status)
        choice = body.get("choice")
        if choice and choice not in talk.offered:
            return problem(409, "choice_not_offered")
        titles = {each["id"]: each["title"] for said in talk.messages for each in said["choices"]}
        self.fake.add(talk, "customer", titles.get(choice or "", body.get("text", "")), client_id=body["id"])
        status, answer = self.answered(talk, body["id"], choice or body["text"])
        talk.turns[body["id"]] = (status, answer)
        return JSONResponse(answer, status)

    def answered(self, talk: Talk, client_id: str, said: str) -> tuple[int, Json]:
        nothing = {"turn": 1, "messages": [], "awaiting": None, "handoff": talk.handoff}
        if said in self.fake.later:
            return 202, nothing
        return 200, nothing if self.fake.silent else self.fake.answer(talk, client_id, said)

    async def history(self, talk: Talk, body: Json) -> Response:
        before, limit = int(body.get("before", 1 << 60)), int(body["limit"])
        found = [message for message in talk.messages if message["id"] < before]
        return JSONResponse(
            {
                "messages": found[-limit:], "awaiting": talk.awaiting, "handoff": talk.handoff, "more": len(found) > limit,
                "last_event_id": self.fake.number, "rated": False, "thumbs": talk.thumbs,
            }
        )  # fmt: skip

    async def ratings(self, talk: Talk, body: Json) -> Response:
        talk.thumbs[str(body["message_id"])] = body["thumb"]
        return Response(status_code=204)

    async def typing(self, talk: Talk, body: Json) -> Response:
        return Response(status_code=204)

    async def handoff(self, talk: Talk, body: Json) -> Response:
        talk.handoff = {"state": "case", "ticket": "T-1042"} if body["wish"] == "email" else {"state": "none"}
        self.fake.emit(talk, "handoff", talk.handoff, self.fake.next_id())
        return JSONResponse(talk.handoff)

    async def events(self, request: Request) -> Response:
        talk = self.talk_of(request)
        self.fake.requests.append(("/chat/events", {"after": request.headers.get("Last-Event-ID")}))
        if talk is None:
            return problem(401, "session_over")
        after = int(request.headers.get("Last-Event-ID") or request.query_params.get("after") or self.fake.number)
        return StreamingResponse(self.lines(talk, after), media_type="text/event-stream")

    async def lines(self, talk: Talk, after: int) -> AsyncIterator[str]:
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        for number, name, data in talk.events:
            if number > after:
                queue.put_nowait(frame(name, data, number))
        talk.streams.add(queue)
        try:
            yield ": open\n\n"
            while (line := await queue.get()) is not None:
                yield line
        finally:
            talk.streams.discard(queue)


async def page(request: Request) -> Response:
    """A shop's page with the widget; the query gives the attributes, `lang` the page's language, `free` no policy."""
    query = dict(request.query_params)
    lang, free = query.pop("lang", "en"), query.pop("free", None)
    attributes = " ".join(f'{escape(name)}="{escape(value)}"' for name, value in query.items())
    html = (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8"><title>A shop</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<script type="module" src="/widget/shop-chat.js"></script></head>'
        f'<body><main><h1>A shop</h1><a href="/shop">Home</a></main><shop-chat {attributes}></shop-chat></body></html>'
    )
    return HTMLResponse(html, headers={} if free else {"Content-Security-Policy": POLICY})
