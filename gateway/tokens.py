"""Who may speak in which conversation: tokens that we sign, and those of the shop's own site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import jwt

from gateway.settings import GatewaySettings

_AUDIENCE = "shopdesk:chat"


class TokenRefused(Exception):
    """The token is not ours, or over; the message says what to do."""


@dataclass(frozen=True)
class Tokens:
    settings: GatewaySettings

    def session(self, conversation_id: str, hours: int) -> tuple[str, datetime]:
        """The customer's token for one conversation, and when it ends."""
        now = datetime.now(timezone.utc)
        until = now + timedelta(hours=hours)
        claims = {"sub": conversation_id, "aud": _AUDIENCE, "iat": now, "exp": until}
        return jwt.encode(claims, self.settings.key, algorithm="HS256"), until

    def conversation(self, token: str) -> tuple[str, datetime]:
        """Which conversation it is for, and until when."""
        try:
            claims = jwt.decode(
                token, self.settings.key, algorithms=["HS256"], audience=_AUDIENCE, options={"require": ["exp", "sub"]}
            )
        except jwt.PyJWTError as error:
            raise TokenRefused("The session is over: begin a new one with POST /chat/sessions.") from error
        return str(claims["sub"]), datetime.fromtimestamp(claims["exp"], timezone.utc)

    def customer(self, token: str) -> str:
        """The customer's id or e-mail that the shop's site vouches for: `sub` of its token."""
        if not self.settings.customer_key:
            raise TokenRefused("customer_token is not set up here: SHOPDESK_CUSTOMER_KEY is empty.")
        try:
            claims = jwt.decode(
                token, self.settings.customer_key, algorithms=["HS256"], audience=self.settings.customer_audience,
                options={"require": ["exp", "sub", "aud"]},
            )  # fmt: skip
        except jwt.ExpiredSignatureError as error:
            raise TokenRefused("customer_token has expired: let the shop's site sign a fresh one.") from error
        except jwt.PyJWTError as error:
            raise TokenRefused(
                "customer_token is not valid: sign it by HS256 with the shared key, with sub, aud and exp."
            ) from error
        return str(claims["sub"])
