"""Work that must not be done twice: whoever comes with the same key gets the answer of the first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

Answer = tuple[int, dict[str, Any]]  # HTTP status and body


class Once:
    """Keeps the newest `most` good answers; one that failed is forgotten, so that it may be tried again.

    What was begun is finished, whether or not somebody still waits for it.
    """

    def __init__(self, most: int = 500) -> None:
        self.most = most
        self._tasks: OrderedDict[tuple[str, ...], asyncio.Task[Answer]] = OrderedDict()

    async def answer(self, key: tuple[str, ...], work: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
        task = self._tasks.get(key)
        if task is None:
            task = asyncio.ensure_future(work())
            self._tasks[key] = task
            task.add_done_callback(lambda done: self._settle(key, done))
        self._tasks.move_to_end(key)
        return await asyncio.shield(task)

    def _settle(self, key: tuple[str, ...], done: asyncio.Task[Answer]) -> None:
        if done.cancelled() or done.exception() is not None or done.result()[0] != 200:
            self._tasks.pop(key, None)
        while len(self._tasks) > self.most and next(iter(self._tasks.values())).done():
            self._tasks.popitem(last=False)
