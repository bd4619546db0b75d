"""What time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(timezone.utc)


@dataclass(frozen=True)
class StoppedClock:
    """For tests: always the same time."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def clock_from(now: str) -> SystemClock | StoppedClock:
    """`now`: ISO 8601 with a zone, or empty for the real time."""
    return StoppedClock(datetime.fromisoformat(now)) if now else SystemClock()
