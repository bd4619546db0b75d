"""Prepared answers: every agent uses them, leads and admins look after them."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from gateway.chat.routes import TheDoor
from gateway.desk import shapes
from gateway.desk.session import Changing, TheAgent, leading
from gateway.problems import Problem
from shop.model.canned import CannedRefused
from shop.model.people import CannedReply

router = APIRouter(prefix="/canned")
ReplyId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,80}$")]


def _shown(reply: CannedReply) -> dict[str, str]:
    return {"id": reply.id, "language": reply.language, "title": reply.title, "text": reply.text}


@router.get("")
async def replies(door: TheDoor, who: TheAgent) -> list[dict[str, str]]:
    """Of all languages, by title; {customer}, {agent} and {order} in them are for the page to fill in."""
    return [_shown(each) for each in await asyncio.to_thread(door.shop.people.canned)]


async def _save(door: TheDoor, agent_id: str, body: shapes.CannedReply, reply_id: str = "") -> dict[str, str]:
    given = (agent_id, body.language, body.title, body.text, reply_id)
    try:
        return _shown(await asyncio.to_thread(door.shop.people.save_canned, *given))
    except CannedRefused as refused:
        raise Problem(422, "canned", f"{str(refused)[:1].upper()}{str(refused)[1:]}.") from refused
    except LookupError as unknown:
        raise Problem(404, "unknown", "There is no such prepared answer: somebody has deleted it.") from unknown


@router.post("", status_code=201, dependencies=[Depends(leading)])
async def add(body: shapes.CannedReply, door: TheDoor, who: Changing) -> dict[str, Any]:
    return await _save(door, who.agent.id, body)


@router.post("/{reply_id}", dependencies=[Depends(leading)])
async def save(reply_id: ReplyId, body: shapes.CannedReply, door: TheDoor, who: Changing) -> dict[str, Any]:
    return await _save(door, who.agent.id, body, reply_id)


@router.delete("/{reply_id}", status_code=204, dependencies=[Depends(leading)])
async def delete(reply_id: ReplyId, door: TheDoor, who: Changing) -> None:
    try:
        await asyncio.to_thread(door.shop.people.delete_canned, who.agent.id, reply_id)
    except LookupError as unknown:
        raise Problem(404, "unknown", "There is no such prepared answer: somebody has deleted it.") from unknown
