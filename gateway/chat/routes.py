"""The chat API: for the widget, and for any front end that a shop has of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sse_starlette import EventSourceResponse

from gateway.chat import shapes
from gateway.chat.cleaning import clean
from gateway.chat.redaction import redact
from gateway.chat.stream import HEARTBEAT, events
from gateway.chat.turns import Turns
from gateway.door import Door
from gateway.problems import MEDIA_TYPE, Problem
from gateway.rendering import message
from gateway.tokens import TokenRefused
from gateway.words import LANGUAGES, words
from shop.model.chat import ChatTurn
from shop.model.refusals import AnotherCustomer, NothingToConfirm
from shop.services.answers import Answer
from shop.services.chat import ChoiceNotOffered
from shop.services.handoff import NoAddress

_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": what, "content": {MEDIA_TYPE: {"schema": shapes.ProblemShape.model_json_schema()}}}
    for status, what in {
        400: "The body is no JSON, or too deep.",
        401: "The session is over: begin a new one.",
        409: "Not possible as things stand; `type` says why.",
        413: "More than 16 KB.",
        422: "Something is missing or wrong; `detail` names it.",
        429: "Too much at once: try again after `Retry-After` seconds.",
        503: "Nothing was stored: send the same again after `Retry-After` seconds.",
    }.items()
}
# Open pages of one conversation: more than anybody has tabs.
MOST_STREAMS = 20
router = APIRouter(prefix="/chat", tags=["chat"], responses=_REFUSALS)
_bearer = HTTPBearer(auto_error=False, description="The token of POST /chat/sessions.")


@dataclass(frozen=True)
class Speaker:
    conversation_id: str
    until: datetime


def the_door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


def address_of(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def speaker(
    door: Annotated[Door, Depends(the_door)],
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)] = None,
) -> Speaker:
    try:
        conversation_id, until = door.tokens.conversation(given.credentials if given else "")
    except TokenRefused as refused:
        raise Problem(401, "session_over", str(refused)) from refused
    door.limits.request(conversation_id)
    return Speaker(conversation_id, until)


TheDoor = Annotated[Door, Depends(the_door)]
TheSpeaker = Annotated[Speaker, Depends(speaker)]


@router.post("/sessions", status_code=201, response_model=shapes.Session)
async def begin(body: shapes.NewSession, request: Request, door: TheDoor) -> dict[str, Any]:
    """A new conversation and its token. Nobody chooses or guesses a conversation."""
    door.limits.session(address_of(request))
    customer = None
    if body.customer_token is not None:
        try:
            customer = door.tokens.customer(body.customer_token)
        except TokenRefused as refused:
            raise Problem(422, "customer_token", str(refused)) from refused
    conversation = await asyncio.to_thread(door.shop.chat.begin, body.language)
    if customer is not None:
        try:
            await asyncio.to_thread(door.shop.identity.trust, conversation.id, customer)
        except AnotherCustomer as other:  # a new conversation belongs to nobody
            raise Problem(409, "another_customer", "This conversation is another customer's.") from other
    policy = await asyncio.to_thread(door.policy)
    token, until = door.tokens.session(conversation.id, policy.chat.session_hours)
    return {"token": token, "conversation_id": conversation.id, "expires_at": until, "language": body.language}


@router.post(
    "/messages", response_model=shapes.Answer, response_model_exclude_none=False,
    responses={202: {"model": shapes.Answer, "description": "Stored; the answer comes on the stream."}},
)  # fmt: skip
async def say(body: shapes.NewMessage, request: Request, door: TheDoor, who: TheSpeaker) -> Response:
    """One message, one answer; the same id again gives the same answer and does nothing twice."""
    door.limits.message(who.conversation_id, address_of(request))
    masked: list[str] = []
    text = ""
    if body.text is not None:
        hidden = redact(clean(body.text))
        text, masked = hidden.text, hidden.found
        if not text:
            raise Problem(422, "empty", "text: there is nothing to read in it. Send at least one letter or sign.")
        if len(text) > shapes.LONGEST_TEXT:  # some signs stand for many letters
            raise Problem(
                422, "too_long", f"text: written out it has {len(text)} letters. Send {shapes.LONGEST_TEXT} at most."
            )
    turns: Turns = door.turns
    try:
        turn, answer = await asyncio.shield(
            asyncio.ensure_future(turns.submit(who.conversation_id, body.id, text, body.choice, masked))
        )
    except ChoiceNotOffered as refused:
        detail = "choice: no such button was offered in this conversation. Send the id of one that was, or a text."
        raise Problem(409, "choice_not_offered", detail) from refused
    return await _answered(door, turn, answer)


async def _answered(door: Door, turn: ChatTurn, answer: Answer | None) -> Response:
    shown = {
        "turn": turn.number,
        "messages": [message(line) for line in answer.lines] if answer else [],
        "awaiting": answer.awaiting if answer else None,
        "handoff": answer.handoff if answer else await asyncio.to_thread(door.shop.handoff.state, turn.conversation_id),
    }
    return JSONResponse(shown, status_code=200 if answer else 202)


@router.get("/events", response_class=EventSourceResponse)
async def stream(
    door: TheDoor,
    who: TheSpeaker,
    last_event_id: Annotated[str | None, Header(description="The id of the last event that was received.")] = None,
    after: Annotated[int | None, Query(ge=0, le=2**62)] = None,
) -> Response:
    """Server-sent events: message, turn, handoff (each with an id to resume at), typing, end. Heartbeats are comments."""
    if len(door.hub.pages.get(who.conversation_id, ())) >= MOST_STREAMS:
        raise Problem(429, "too_many_streams", f"At most {MOST_STREAMS} pages of one conversation: close some.", 5)
    if last_event_id is not None and last_event_id.isdecimal() and len(last_event_id) < 19:
        after = int(last_event_id)
    language = await asyncio.to_thread(door.shop.transcript.language, who.conversation_id)
    lines = events(door.shop, door.hub, who.conversation_id, after, who.until, language)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(lines, ping=HEARTBEAT, headers=headers, send_timeout=20)


@router.get("/history", response_model=shapes.History, response_model_exclude_none=True)
async def history(
    door: TheDoor,
    who: TheSpeaker,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """What was said, oldest first; with `before`, what was said in front of that message."""
    shop = door.shop
    found, more = await asyncio.to_thread(shop.transcript.before, who.conversation_id, before, limit)
    conversation, state, thumbs, last = await asyncio.to_thread(shop.transcript.standing, who.conversation_id)
    shown = {
        "messages": [message(line, conversation.language) for line in found],
        "awaiting": conversation.awaiting or None, "handoff": state, "last_event_id": last, "more": more,
        "rated": conversation.rating is not None, "thumbs": {str(each.event_id): each.thumb for each in thumbs},
    }  # fmt: skip
    return JSONResponse(shown)


@router.post("/ratings", status_code=204)
async def rate(body: shapes.Rating, door: TheDoor, who: TheSpeaker) -> None:
    """A thumb on one message, or one to five and a comment for the conversation; a later one replaces an earlier one."""
    if body.score is not None:
        comment = redact(clean(body.comment)).text
        await asyncio.to_thread(door.shop.feedback.rate, who.conversation_id, body.score, comment)
        return
    assert body.message_id is not None and body.thumb is not None
    there = await asyncio.to_thread(door.shop.transcript.thumb, who.conversation_id, body.message_id, body.thumb)
    if not there:
        detail = "message_id: there is no such message of the assistant or an agent in this conversation."
        raise Problem(409, "no_such_message", detail)


@router.post("/typing", status_code=204)
async def typing(body: shapes.Typing, door: TheDoor, who: TheSpeaker) -> None:
    """Shown to the agent who has this conversation open."""
    door.hub.signal(f"desk:{who.conversation_id}", {"from": "customer", "on": body.on})


@router.post("/handoff", response_model=shapes.Handoff, response_model_exclude_none=True)
async def wish(body: shapes.Wish, door: TheDoor, who: TheSpeaker) -> dict[str, Any]:
    """While waiting for a person: an answer by e-mail instead, or back to the assistant."""
    leave = door.shop.handoff.leave_queue
    try:
        told = await asyncio.to_thread(leave, who.conversation_id, body.wish == "email", body.email or "")
    except NoAddress as refused:
        raise Problem(422, "no_address", "email: say where to answer, we know no address of yours.") from refused
    except NothingToConfirm as refused:
        detail = "Nobody is being waited for any more: a person has come, or the assistant is back."
        raise Problem(409, "not_waiting", detail) from refused
    door.hub.wake(told)
    door.turns.wake(who.conversation_id)
    return await asyncio.to_thread(door.shop.handoff.state, who.conversation_id)


@router.get("/config", response_model=shapes.Config)
async def config(door: TheDoor, language: Annotated[str, Query(max_length=16)] = "en") -> dict[str, Any]:
    """What a page shows before anything is said: the privacy notice, and when people are there."""
    spoken = language[:2].lower() if language[:2].lower() in LANGUAGES else "en"
    presence = await asyncio.to_thread(door.shop.handoff.presence)
    policy = await asyncio.to_thread(door.policy)
    notice = policy.chat.privacy.get(spoken) or policy.chat.privacy.get("en", "")
    return {
        "shop": policy.shop.name, "language": spoken, "languages": list(LANGUAGES), "open": presence.is_open,
        "next_opening": None if presence.is_open else presence.next_opening,
        "privacy": {
            "text": notice.replace("{shop}", policy.shop.name), "link": policy.chat.privacy_link,
            "link_text": words(spoken)["privacy_more"],
        },
    }  # fmt: skip
