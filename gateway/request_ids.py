"""The id of the request in hand, in answers and in the log."""

from __future__ import annotations

import logging
from contextvars import ContextVar

current: ContextVar[str] = ContextVar("request_id", default="-")


def request_id() -> str:
    return current.get()


class RequestIds(logging.Filter):
    """Puts the request's id into every line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id()
        return True
