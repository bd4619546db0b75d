"""What the private channels share: who may use them, and how a request is refused."""

from __future__ import annotations

import hmac
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse
from typing_extensions import Self

_LOOPBACK = ("127.0.0.1", "::1")


class PrivateChannel(InputChannel):
    """`secret` in the credentials is what `Authorization: Bearer …` must hold; without one only this machine is answered."""

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> Self:
        return cls((credentials or {}).get("secret"))

    def __init__(self, secret: str | None = None) -> None:
        self.secret = secret

    def may_ask(self, request: Request) -> bool:
        if not self.secret:
            return str(request.ip) in _LOOPBACK
        given = (request.token or "").encode()
        return hmac.compare_digest(given, self.secret.encode())


def problem(status: int, detail: str) -> HTTPResponse:
    """`detail` says what to do about it."""
    said = {"title": "not answered", "status": status, "detail": detail}
    return response.json(said, status=status, content_type="application/problem+json")
