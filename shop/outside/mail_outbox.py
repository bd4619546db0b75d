"""Mail goes into the outbox table, in the transaction of what it tells about."""

from __future__ import annotations

import secrets
from typing import Any

from shop.model.records import Mail
from shop.ports import Clock, UnitOfWork


class Outbox:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def send(self, work: UnitOfWork, to: str, kind: str, facts: dict[str, Any], customer_id: str | None) -> None:
        work.records.add(Mail(secrets.token_hex(8), to, kind, facts, self.clock.now(), customer_id))
