"""Carriers as this shop's own database knows them."""

from __future__ import annotations

from datetime import date, timedelta

from shop.model.order import CarrierEvent
from shop.outside.faults import Faults
from shop.ports import CarrierUnreachable, Clock


class LocalCarrier:
    """Has no news beyond what is stored; a trace is answered after `trace_days`."""

    def __init__(self, faults: Faults, clock: Clock, trace_days: int = 3) -> None:
        self.faults = faults
        self.clock = clock
        self.trace_days = trace_days

    def events(self, carrier: str, tracking_number: str) -> list[CarrierEvent] | None:
        self._answer()
        return None

    def open_trace(self, key: str, carrier: str, tracking_number: str) -> date:
        self._answer()
        return self.clock.now().date() + timedelta(days=self.trace_days)

    def _answer(self) -> None:
        if self.faults.mode("carrier") != "ok":
            raise CarrierUnreachable("the carrier does not answer")
