"""What all of the public door's addresses share."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.chat.turns import Turns
from gateway.engine_client import EngineClient
from gateway.hub import Hub
from gateway.limits import Limits
from gateway.settings import GatewaySettings
from gateway.tokens import Tokens
from shop.bootstrap import Shop
from shop.model.policy import Policy


@dataclass(frozen=True)
class Door:
    settings: GatewaySettings
    shop: Shop
    engine: EngineClient
    hub: Hub
    turns: Turns
    tokens: Tokens
    limits: Limits

    def policy(self) -> Policy:
        """As it stands now: a shop that is imported brings its own."""
        with self.shop.tools.open_work() as work:
            return self.shop.tools.policies.current(work)
