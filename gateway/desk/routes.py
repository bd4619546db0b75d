"""The desk's page and its API, for those who are signed in."""

from __future__ import annotations

import asyncio
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from sse_starlette import EventSourceResponse

from gateway.chat.routes import TheDoor, address_of
from gateway.desk import canned, changes, shapes, views  # noqa: F401 – changes adds its addresses to the tickets'
from gateway.desk.intents import intents
from gateway.desk.lines import correction
from gateway.desk.session import Changing, Leading, Signed, TheAgent, give_cookie, same_site, take_cookie
from gateway.desk.stream import events
from gateway.desk.tickets import QUEUES, tickets, trying, view_of
from gateway.door import Door
from gateway.problems import Problem
from gateway.words import LANGUAGES
from shop.model.signing_in import SignInLocked, SignInRefused
from shop.services.desk import OUTCOMES

WEB = File(__file__).resolve().parent.parent / "web" / "desk"
ConversationId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.:-]{1,80}$")]
router = APIRouter(prefix="/desk", tags=["desk"])
api = APIRouter(prefix="/api")


@router.get("", include_in_schema=False)
@router.get("/", include_in_schema=False)
async def page() -> FileResponse:
    return FileResponse(WEB / "index.html", headers={"Cache-Control": "no-cache"})


def _me(door: Door, who: Signed) -> dict[str, Any]:
    policy = door.policy()
    return {
        "agent": views.agent(who.agent), "csrf": who.session.csrf, "shop": policy.shop.name, "timezone": policy.hours.timezone,
        "hours": dict(policy.hours.week), "languages": list(LANGUAGES), "queues": list(QUEUES), "outcomes": list(OUTCOMES),
    }  # fmt: skip


@api.get("/me")
async def me(door: TheDoor, who: TheAgent) -> JSONResponse:
    """Who sits here, and the token that every change must carry in X-CSRF-Token."""
    return JSONResponse(await asyncio.to_thread(_me, door, who), headers={"Cache-Control": "no-store"})


@api.post("/session", dependencies=[Depends(same_site)])
async def sign_in(body: shapes.SignIn, request: Request, door: TheDoor) -> Response:
    """Sets the cookie; answers like GET /desk/api/me."""
    address = address_of(request)
    door.limits.sign_in(address)
    now = door.shop.tools.clock.now()
    try:
        token, session, agent = await asyncio.to_thread(door.shop.people.sign_in, body.email, body.password, address)
    except SignInLocked as locked:
        wait = max(1, int((locked.until - now).total_seconds()))
        detail = f"There were too many wrong passwords. Wait {max(1, round(wait / 60))} minutes, then try again."
        raise Problem(429, "locked", detail, wait) from locked
    except SignInRefused as wrong:
        raise Problem(401, "wrong", "The e-mail or the password is wrong.") from wrong
    shown = await asyncio.to_thread(_me, door, Signed(token, session, agent))
    response = JSONResponse(shown, headers={"Cache-Control": "no-store"})
    give_cookie(response, token, session.expires_at, now, door.settings.production)
    return response


@api.delete("/session", status_code=204)
async def sign_out(door: TheDoor, who: Changing) -> Response:
    await asyncio.to_thread(door.shop.people.sign_out, who.token)
    door.hub.wake([""])
    response = Response(status_code=204)
    take_cookie(response, door.settings.production)
    return response


@api.post("/available", status_code=204)
async def available(body: shapes.Switch, door: TheDoor, who: Changing) -> None:
    """Whether this agent takes live customers just now."""
    await asyncio.to_thread(door.shop.people.set_available, who.agent.id, body.on)
    door.hub.wake([""])


@api.get("/figures")
async def figures(door: TheDoor, who: Leading) -> dict[str, Any]:
    """How today goes."""
    return await asyncio.to_thread(door.shop.figures.today)


@api.get("/intents")
async def meanings(who: TheAgent) -> list[dict[str, str]]:
    """What a message can mean."""
    return await asyncio.to_thread(intents)


@api.post("/conversations/{conversation_id}/corrections", status_code=201)
async def correct(
    conversation_id: ConversationId, body: shapes.Correction, door: TheDoor, who: Changing
) -> dict[str, Any]:
    """What a customer's message meant, for learning."""
    if body.meant not in {each["name"] for each in await asyncio.to_thread(intents)}:
        raise Problem(422, "unknown_intent", "meant: choose one of GET /desk/api/intents.")
    await trying(view_of(door).conversation, who.agent.id, conversation_id)
    given = (who.agent.id, conversation_id, body.event_id, body.meant, body.comment)
    found = await trying(door.shop.desk.correct, *given)
    return correction(found, {who.agent.id: who.agent.name})


@api.get("/events", response_class=EventSourceResponse)
async def stream(
    door: TheDoor,
    who: TheAgent,
    conversation: Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_.:-]{1,80}$")] = None,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """queue, line (with an id to resume at), typing, end. Heartbeats are comments."""
    if last_event_id is not None and last_event_id.isdecimal() and len(last_event_id) < 19:
        after = int(last_event_id)
    if conversation is not None:
        await trying(view_of(door).conversation, who.agent.id, conversation)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(
        events(door, who.token, who.agent.id, conversation, after), ping=15, headers=headers, send_timeout=20
    )


api.include_router(tickets)
api.include_router(canned.router)
router.include_router(api)
