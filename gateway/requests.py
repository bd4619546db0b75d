"""What is done for every request before anybody reads it: an id, a size, headers."""

from __future__ import annotations

import logging
import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.problems import problem
from gateway.request_ids import current, request_id

logger = logging.getLogger(__name__)
LARGEST_BODY = 16 * 1024
DEEPEST = 8
_GIVEN = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
_PAGES = ("/desk", "/demo")
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class TooDeep(ValueError):
    """A JSON body with more levels than anything here has."""


def check_depth(body: bytes) -> None:
    """Before a parser follows it down: counts brackets outside of strings."""
    depth = 0
    inside = escaped = False
    for byte in body:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise TooDeep()
        elif byte in b"]}":
            depth -= 1


class FrontDoor:
    """Request id in and out, bodies of 16 KB at most, nothing deeper than eight levels, and headers for safety."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        token = current.set(given if _GIVEN.match(given) else secrets.token_hex(8))
        path = scope["path"]

        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id()
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                if path.startswith(_PAGES):
                    headers["Content-Security-Policy"] = _PAGE_POLICY
                    headers["X-Frame-Options"] = "DENY"
            await send(message)

        try:
            body = await self._body(scope, receive)
            if body is None:
                refusal = problem(
                    413, "too_large", f"A request holds at most {LARGEST_BODY // 1024} KB: send less at once."
                )
                await refusal(scope, receive, answer)
                return
            try:
                check_depth(body)
            except TooDeep:
                await problem(400, "too_deep", f"Nothing here has more than {DEEPEST} levels.")(scope, receive, answer)
                return
            await self.app(scope, _replayed(body, receive), answer)
        except Exception as error:
            logger.exception("unexpected error in %s %s", scope["method"], path, exc_info=error)
            if begun:
                raise
            detail = "Something went wrong on our side. Send the same again; if it stays, tell us the request id."
            await problem(500, "unexpected", detail)(scope, receive, answer)
        finally:
            current.reset(token)

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """The whole body; None where it is too large. Nothing is read of one that says so itself."""
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return b""
        said = Headers(scope=scope).get("content-length", "0")
        if said.isdecimal() and int(said) > LARGEST_BODY:
            return None
        parts, size = [], 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b""
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > LARGEST_BODY:
                return None
            if not message.get("more_body"):
                return b"".join(parts)


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return again
