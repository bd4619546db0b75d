"""Wakes the pages that are open when their conversation has something new."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

DESK = "desk"


@dataclass(eq=False)
class Page:
    """One open stream. `signals` pass by and are not kept: somebody types."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    signals: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=20))
    news: set[str] = field(default_factory=set)

    async def wait(self, seconds: float) -> bool:
        """Whether something came in time."""
        try:
            await asyncio.wait_for(self.woken.wait(), seconds)
        except TimeoutError:
            return False
        self.woken.clear()
        return True


class Hub:
    """Pages by conversation; the desk's pages hear of every conversation."""

    def __init__(self) -> None:
        self.pages: defaultdict[str, set[Page]] = defaultdict(set)
        self.closing = False

    @contextmanager
    def open(self, name: str) -> Iterator[Page]:
        page = Page()
        self.pages[name].add(page)
        try:
            yield page
        finally:
            self.pages[name].discard(page)
            if not self.pages[name]:
                del self.pages[name]

    def is_open(self, name: str) -> bool:
        return bool(self.pages.get(name))

    def wake(self, conversation_ids: Iterable[str]) -> None:
        for each in conversation_ids:
            for page in self.pages.get(each, ()):
                page.woken.set()
            for page in self.pages.get(DESK, ()):
                page.news.add(each)
                page.woken.set()

    def signal(self, name: str, signal: dict[str, Any]) -> None:
        for page in self.pages.get(name, ()):
            page.signals.append(signal)
            page.woken.set()

    def close(self) -> None:
        self.closing = True
        for pages in list(self.pages.values()):
            for page in pages:
                page.woken.set()

    @property
    def count(self) -> int:
        return sum(len(pages) for pages in self.pages.values())
