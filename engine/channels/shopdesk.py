"""The gateway's private way in: whole messages, each id answered once, and what was understood told with the answer."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockError
from redis import RedisError
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from engine.channels.asking import NotAsked, message_in, return_in
from engine.channels.once import Answer, Once
from engine.channels.private import PrivateChannel, problem
from engine.channels.turns import NAME, NotReady, take_back, take_turn

logger = logging.getLogger(__name__)
# Errors that pass: the same message may be sent again with the same id.
PASSING = (SQLAlchemyError, RedisError, LockError, NotReady, OSError, asyncio.TimeoutError)


class ShopdeskChannel(PrivateChannel):
    """`POST /webhooks/shopdesk/turn` {conversation, id, text, payload?, language?} and `…/returned`."""

    def __init__(self, secret: str | None = None) -> None:
        super().__init__(secret)
        self.once = Once()

    @classmethod
    def name(cls) -> str:
        return NAME

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        door = Blueprint(f"shopdesk_webhook_{type(self).__name__}", inspect.getmodule(self).__name__)  # type: ignore[union-attr]

        @door.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @door.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            return await self._answered(request, message_in, take_turn)

        @door.route("/returned", methods=["POST"])
        async def returned(request: Request) -> HTTPResponse:
            return await self._answered(request, return_in, take_back)

        return door

    async def _answered(self, request: Request, read: Callable[[Request], Any], take: Any) -> HTTPResponse:
        if not self.may_ask(request):
            return problem(403, "the engine's secret is missing or wrong: send it as a bearer token")
        try:
            asked = read(request)
        except NotAsked as wrong:
            return problem(400, str(wrong))
        agent = request.app.ctx.agent
        key = (take.__name__, asked.conversation, asked.id)
        status, body = await self.once.answer(key, lambda: settled(take(agent, asked), asked.conversation))
        return response.json(body) if status == 200 else problem(status, body["detail"])


async def settled(work: Coroutine[Any, Any, dict[str, Any]], conversation: str) -> Answer:
    """The answer, or what to do about an error: nothing of a turn that failed is stored or told."""
    try:
        return 200, await work
    except PASSING as error:
        logger.error("conversation %s could not be served: %s %s", conversation, type(error).__name__, error)
        return 503, {"detail": "the conversation could not be read or stored: send it again with the same id"}
    except Exception:
        logger.exception("unexpected error in conversation %s", conversation)
        return 500, {"detail": "an unexpected error, which is in the engine's log: sending it again will not help"}
