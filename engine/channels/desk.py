"""The desk's private way in: why a message is understood as it is. Never for customers."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from engine.channels.private import PrivateChannel, problem
from engine.explaining import explain

LONGEST = 2_000


class DeskChannel(PrivateChannel):
    """`POST /webhooks/desk/explain` {"text", "conversation"?}."""

    @classmethod
    def name(cls) -> str:
        return "desk"

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
