"""Puts the public door together: `create_app().openapi()` describes it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

from gateway.chat.routes import router as chat
from gateway.chat.turns import Turns
from gateway.desk.routes import router as desk
from gateway.door import Door
from gateway.engine_client import EngineClient
from gateway.hub import Hub
from gateway.limits import Limits
from gateway.problems import add_problem_handlers, problem
from gateway.requests import FrontDoor
from gateway.settings import GatewaySettings
from gateway.tokens import Tokens
from gateway.widget_files import WidgetFiles
from shop.bootstrap import Shop, build_shop
from shop.ports import StorageBusy
from shop.settings import Settings

logger = logging.getLogger(__name__)
WEB = Path(__file__).parent / "web"
LOOK_EVERY = 0.15
# Ids are given before the commit: a line may appear behind later ones.
LOOK_BACK = 200
ESCALATE_EVERY = 15.0


def create_app(
    settings: GatewaySettings | None = None, shop: Shop | None = None, engine: EngineClient | None = None
) -> FastAPI:
    """Raises SettingsError where the environment is wrong. Nothing is connected before the first request."""
    settings = settings or GatewaySettings.from_env()
    shop = shop or build_shop(Settings.from_env())
    hub, engine = Hub(), engine or EngineClient(settings.engines, settings.engine_secret)
    turns = Turns(shop, engine, hub, settings.patience)
    door = Door(settings, shop, engine, hub, turns, Tokens(settings), Limits(settings))
    app = FastAPI(
        title="Shopdesk", version="1", summary="Chat with a shop's assistant and the people behind it.",
        docs_url=None, redoc_url=None, lifespan=_lifespan,
    )  # fmt: skip
    app.state.door = door
    app.include_router(chat)
    app.include_router(desk)
    app.add_api_route("/health", _health(door), methods=["GET"], tags=["operation"])
    add_problem_handlers(app)
    app.mount("/desk/static", StaticFiles(directory=WEB / "desk"), name="desk")
    app.add_api_route("/widget/{name}", _widget(), methods=["GET"], include_in_schema=False)
    app.mount("/demo", StaticFiles(directory=WEB / "demo", html=True), name="demo")
    app.add_middleware(FrontDoor)
    app.add_middleware(
        CORSMiddleware, allow_origins=settings.embed_origins, allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID"], expose_headers=["Retry-After", "X-Request-ID"],
        max_age=600,
    )  # fmt: skip
    return app


def _widget() -> Callable[[str, Request], Awaitable[Response]]:
    files = WidgetFiles(WEB / "widget")

    async def widget(name: str, request: Request) -> Response:
        return files.answer(name, request) or problem(404, "http", "There is nothing at this address.")

    return widget


def _health(door: Door) -> Callable[[], Awaitable[dict[str, object]]]:
    async def health() -> dict[str, object]:
        """Whether the door is open, and whether an engine is behind it."""
        return {"status": "ok", "engine": "down" if door.engine.is_down else "up", "streams": door.hub.count}

    return health


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    door: Door = app.state.door
    tasks = [
        asyncio.create_task(door.turns.look_after()),
        asyncio.create_task(_wake_pages(door)),
        asyncio.create_task(_escalate(door)),
    ]
    try:
        yield
    finally:
        door.hub.close()
        await door.turns.close()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        await door.engine.close()


async def _wake_pages(door: Door) -> None:
    """What other processes have written reaches the pages that are open here."""
    last: int | None = None
    seen: set[int] = set()
    while True:
        try:
            if last is None:
                last = await asyncio.to_thread(door.shop.transcript.newest_id)
            found = await asyncio.to_thread(door.shop.transcript.newest, max(0, last - LOOK_BACK), 2 * LOOK_BACK)
            news = {conversation_id for line, conversation_id in found if line not in seen}
            last = max([last, *(line for line, _ in found)])
            seen = {line for line, _ in found if line > last - LOOK_BACK}
            door.hub.wake(news)
            for each in news & {conversation_id for conversation_id, _ in door.turns.waiting}:
                door.turns.wake(each)  # another process may have answered it
        except StorageBusy as error:
            logger.warning("looking for news: %r", error)
        except Exception:
            logger.exception("looking for news")
        await asyncio.sleep(LOOK_EVERY)


async def _escalate(door: Door) -> None:
    """Who waits too long becomes urgent, and hears of it."""
    while True:
        try:
            door.hub.wake(await asyncio.to_thread(door.shop.handoff.escalate))
        except StorageBusy as error:
            logger.warning("looking for late tickets: %r", error)
        except Exception:
            logger.exception("looking for late tickets")
        await asyncio.sleep(ESCALATE_EVERY)
