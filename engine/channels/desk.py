"""The desk's private way in: why a message is understood as it is. Never for customers."""

from __future__ import annotations

import hmac
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from engine.explaining import explain

LONGEST = 2_000
_LOOPBACK = ("127.0.0.1", "::1")


class DeskChannel(InputChannel):
    """`POST /webhooks/desk/explain` {"text", "conversation"?}.

    `secret` in the credentials is what `Authorization: Bearer …` must hold; without one only this machine is answered.
    """

    @classmethod
    def name(cls) -> str:
        return "desk"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> DeskChannel:
        return cls((credentials or {}).get("secret"))

    def __init__(self, secret: str | None = None) -> None:
        self.secret = secret

    def may_ask(self, request: Request) -> bool:
        if not self.secret:
            return str(request.ip) in _LOOPBACK
        given = (request.token or "").encode()
        return hmac.compare_digest(given, self.secret.encode())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        desk = Blueprint(f"desk_webhook_{type(self).__name__}", inspect.getmodule(self).__name__)  # type: ignore[union-attr]

        @desk.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @desk.route("/explain", methods=["POST"])
        async def explained(request: Request) -> HTTPResponse:
            if not self.may_ask(request):
                return problem(403, "the desk's secret is missing or wrong: send it as a bearer token")
            asked = body_of(request)
            if asked is None:
                return problem(
                    400, f'send {{"text": …}} with 1 to {LONGEST} characters, and "conversation" if it belongs to one'
                )
            processor = request.app.ctx.agent.processor
            conversation = asked.get("conversation")
            tracker = await processor.get_tracker(conversation) if conversation else None
            return response.json(await explain(processor, asked["text"], tracker))

        return desk


def body_of(request: Request) -> dict[str, Any] | None:
    """The question, or None for what is none."""
    try:
        asked = request.json
    except Exception:  # Sanic raises different errors for different kinds of no JSON
        return None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return None
    fits = 0 < len(asked["text"].strip()) <= LONGEST and isinstance(asked.get("conversation", ""), str)
    return asked if fits else None


def problem(status: int, detail: str) -> HTTPResponse:
    return response.json({"title": "not answered", "status": status, "detail": detail}, status=status)
