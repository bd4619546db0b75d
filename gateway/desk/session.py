"""Who sits at the desk: the cookie, and the token that every change must carry besides."""

from __future__ import annotations

import asyncio
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Cookie, Depends, Header, Request
from starlette.responses import Response

from gateway.chat.routes import TheDoor
from gateway.problems import Problem
from shop.model.people import Agent, AgentSession

COOKIE = "shopdesk_desk"
PATH = "/desk"


@dataclass(frozen=True)
class Signed:
    token: str
    session: AgentSession
    agent: Agent


async def signed_in(door: TheDoor, shopdesk_desk: Annotated[str, Cookie(max_length=200)] = "") -> Signed:
    """The agent whose session the cookie names."""
    found = await asyncio.to_thread(door.shop.people.session, shopdesk_desk) if shopdesk_desk else None
    if found is None:
        raise Problem(401, "signed_out", "You are signed out, or have been away for long. Sign in again.")
    door.limits.request(f"desk:{found[1].id}")
    return Signed(shopdesk_desk, *found)


def changing(
    who: Annotated[Signed, Depends(signed_in)], x_csrf_token: Annotated[str, Header(max_length=200)] = ""
) -> Signed:
    """For whatever changes something: only our own page knows the token."""
    if not hmac.compare_digest(x_csrf_token.encode(), who.session.csrf.encode()):
        raise Problem(403, "csrf", "The request does not come from the desk's page. Load the page again.")
    return who


def leading(who: Annotated[Signed, Depends(signed_in)]) -> Signed:
    if who.agent.role == "agent":
        raise Problem(403, "role", "Only leads and admins may see this.")
    return who


def same_site(request: Request) -> None:
    """Nobody is signed in from another site's page: browsers say where a request comes from."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Problem(403, "cross_site", "Sign in on the desk's own page.")


def give_cookie(response: Response, token: str, until: datetime, now: datetime, secure: bool) -> None:
    seconds = max(0, int((until - now).total_seconds()))
    response.set_cookie(COOKIE, token, max_age=seconds, path=PATH, secure=secure, httponly=True, samesite="strict")


def take_cookie(response: Response, secure: bool) -> None:
    response.delete_cookie(COOKIE, path=PATH, secure=secure, httponly=True, samesite="strict")


TheAgent = Annotated[Signed, Depends(signed_in)]
Changing = Annotated[Signed, Depends(changing)]
Leading = Annotated[Signed, Depends(leading)]
