"""How much one session or address may ask, and when to try again."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from gateway.problems import Problem
from gateway.settings import GatewaySettings


@dataclass
class Limits:
    """Counted in this process; several of them allow so many times more."""

    settings: GatewaySettings
    counted: SlidingWindowCounterRateLimiter = field(
        default_factory=lambda: SlidingWindowCounterRateLimiter(MemoryStorage())
    )

    def message(self, conversation_id: str, address: str) -> None:
        self._take(self.settings.messages_per_minute, "message", conversation_id)
        self._take(self.settings.requests_per_minute, "address", address)

    def session(self, address: str) -> None:
        self._take(self.settings.sessions_per_minute, "session", address)

    def request(self, conversation_id: str) -> None:
        self._take(self.settings.requests_per_minute, "request", conversation_id)

    def sign_in(self, address: str) -> None:
        self._take(10, "sign_in", address)

    def _take(self, most: int, what: str, whose: str) -> None:
        item = RateLimitItemPerMinute(most)
        if self.counted.hit(item, what, whose):
            return
        over = self.counted.get_window_stats(item, what, whose).reset_time - time.time()
        wait = max(1, min(60, math.ceil(over)))
        raise Problem(429, "too_many", f"That was too much at once. Try again in {wait} seconds.", wait)
