"""One turn at a time per conversation, in order, finished even if the customer has gone."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gateway.engine_client import EngineBusy, EngineClient, EngineFailed, EngineUnavailable
from gateway.hub import Hub
from shop.bootstrap import Shop
from shop.model.chat import ChatTurn
from shop.ports import StorageBusy
from shop.services.answers import Answer, Heard
from shop.services.chat import Work

logger = logging.getLogger(__name__)
# A message that makes the engine fail so often is given up, and the customer is told.
TRIES = 3
# About two minutes: a database comes back in that time, a conversation that cannot be stored does not.
BUSY_TRIES = 30
RENEW_EVERY = 4.0
LOOK_EVERY = 3.0
_RESTS = (0.3, 0.6, 1.0, 2.0, 4.0)


@dataclass
class Tries:
    """How often the thing in hand has gone wrong: `failed` by the engine's own error, `waited` for whatever reason."""

    failed: int = 0
    waited: int = 0

    def count(self, error: Exception) -> None:
        self.failed += isinstance(error, EngineFailed)
        self.waited += 1

    def are_over(self, error: Exception) -> bool:
        """Whether this error is one too many: somebody waits behind it."""
        if isinstance(error, EngineFailed):
            return self.failed + 1 >= TRIES
        return isinstance(error, EngineBusy) and self.waited + 1 >= BUSY_TRIES

    @property
    def rest(self) -> float:
        return _RESTS[min(self.waited, len(_RESTS)) - 1]


@dataclass
class Turns:
    """Carries stored messages to the engine, whoever stored them. `patience`: how long an answer is waited for."""

    shop: Shop
    engine: EngineClient
    hub: Hub
    patience: float = 20.0
    worker: str = field(default_factory=lambda: secrets.token_hex(8))
    runners: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    waiting: defaultdict[tuple[str, str], set[asyncio.Future[Answer | None]]] = field(
        default_factory=lambda: defaultdict(set)
    )
    running: set[tuple[str, str]] = field(default_factory=set)
    closing: bool = False

    async def submit(
        self, conversation_id: str, client_id: str, text: str, choice: str | None = None, masked: Sequence[str] = ()
    ) -> tuple[ChatTurn, Answer | None]:
        """The stored message and its answer; no answer: it comes on the stream. Raises ChoiceNotOffered, StorageBusy."""
        turn = await asyncio.to_thread(self.shop.chat.receive, conversation_id, client_id, text, choice, masked)
        if turn.state == "done":
            return turn, await asyncio.to_thread(self.shop.chat.answer, conversation_id, client_id)
        self.hub.wake([conversation_id])
        future: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self.waiting[conversation_id, client_id].add(future)
        self.wake(conversation_id)
        try:
            return turn, await asyncio.wait_for(future, self.patience)
        except TimeoutError:
            return turn, None
        finally:
            self._forget(conversation_id, client_id, future)

    def _forget(self, conversation_id: str, client_id: str, future: asyncio.Future[Answer | None]) -> None:
        waiting = self.waiting.get((conversation_id, client_id))
        if waiting is not None:
            waiting.discard(future)
            if not waiting:
                del self.waiting[conversation_id, client_id]

    def wake(self, conversation_id: str) -> None:
        """Sees to it that somebody looks after this conversation, now or once more."""
        self.again.add(conversation_id)
        if conversation_id not in self.runners and not self.closing:
            task = asyncio.create_task(self._run(conversation_id), name=f"turns {conversation_id}")
            self.runners[conversation_id] = task

    async def _run(self, conversation_id: str) -> None:
        tries = Tries()
        try:
            while conversation_id in self.again and not self.closing:
                self.again.discard(conversation_id)
                try:
                    more = await self._one(conversation_id, tries)
                    tries = Tries()
                except (EngineUnavailable, EngineFailed, StorageBusy) as error:
                    tries.count(error)
                    logger.warning("conversation %s waits: %r", conversation_id, error)
                    if isinstance(error, EngineUnavailable):
                        self._tell_waiting(conversation_id)
                    await asyncio.sleep(tries.rest)
                    more = True
                if more:
                    self.again.add(conversation_id)
        except Exception:
            logger.exception("the turns of conversation %s broke off", conversation_id)
        finally:
            del self.runners[conversation_id]
            if conversation_id in self.again and not self.closing:
                self.wake(conversation_id)

    async def _one(self, conversation_id: str, tries: Tries) -> bool:
        """Carries out what comes next; False where nothing does."""
        work = await asyncio.to_thread(self.shop.chat.take_up, conversation_id, self.worker)
        await self._tell_closed(conversation_id, work)
        if work.is_empty:
            return False
        if work.told is not None:
            heard = await self._tell_bot(conversation_id, work.told, work.language, tries)
            await asyncio.to_thread(self.shop.chat.bot_told, conversation_id, heard)
            self.hub.wake([conversation_id])
            return True
        assert work.turn is not None
        return await self._carry_out(work.turn, work.language, tries)

    async def _tell_bot(self, conversation_id: str, told: dict[str, Any], language: str, tries: Tries) -> Heard:
        """An engine that cannot take it in must not keep the customer from it for ever: it goes on without."""
        try:
            return await self.engine.returned(conversation_id, told, language)
        except (EngineFailed, EngineBusy) as error:
            if not tries.are_over(error):
                raise
            logger.error("the bot could not be told of a return in conversation %s: %s", conversation_id, error)
            return Heard([])

    async def _carry_out(self, turn: ChatTurn, language: str, tries: Tries) -> bool:
        """Whether more is to be looked at behind it."""
        key = (turn.conversation_id, turn.client_id)
        self.running.add(key)
        self.hub.signal(turn.conversation_id, {"from": "assistant", "on": True})
        try:
            heard: Heard | None = await self.engine.turn(*key, turn.text, turn.payload, language)
        except (EngineFailed, EngineBusy) as error:
            if not tries.are_over(error):
                raise
            logger.error("gave up message %s of conversation %s: %s", turn.client_id, turn.conversation_id, error)
            heard = None
        finally:
            self.running.discard(key)
        try:
            answer = await self._finish(turn, heard)
        except StorageBusy:
            raise
        except Exception:
            logger.exception("an answer in conversation %s cannot be stored", turn.conversation_id)
            answer = await self._finish(turn, None)
        self.hub.wake([turn.conversation_id])
        self._resolve(key, answer)
        return answer.more

    async def _finish(self, turn: ChatTurn, heard: Heard | None) -> Answer:
        """What the engine has done is done: its answer is stored, however busy the database is."""
        for rest in (0.1, 0.5, 1.0, 2.0):
            try:
                return await asyncio.to_thread(self.shop.chat.finish, turn.conversation_id, turn.client_id, heard)
            except StorageBusy:
                await asyncio.sleep(rest)
        return await asyncio.to_thread(self.shop.chat.finish, turn.conversation_id, turn.client_id, heard)

    async def _tell_closed(self, conversation_id: str, work: Work) -> None:
        if work.closed:
            self.hub.wake([conversation_id])
        for turn in work.closed:
            self._resolve((conversation_id, turn.client_id), Answer(turn, []))
        if not work.is_empty:
            return
        for each, client_id in [key for key in self.waiting if key[0] == conversation_id]:
            answer = await asyncio.to_thread(self.shop.chat.answer, each, client_id)
            if answer is not None:
                self._resolve((each, client_id), answer)

    def _resolve(self, key: tuple[str, str], answer: Answer | None) -> None:
        for future in self.waiting.pop(key, ()):
            if not future.done():
                future.set_result(answer)

    def _tell_waiting(self, conversation_id: str) -> None:
        """Their messages are safe: nobody has to hold the line until the engine is back."""
        for key in [key for key in self.waiting if key[0] == conversation_id]:
            self._resolve(key, None)

    async def look_after(self) -> None:
        """Takes up what an ended process has left, and keeps our own long turns ours. Runs until cancelled."""
        looked = renewed = 0.0
        while True:
            now = time.monotonic()
            try:
                if now - renewed > RENEW_EVERY and self.running:
                    renewed = now
                    await asyncio.to_thread(self.shop.chat.renew, self.worker, list(self.running))
                if now - looked > LOOK_EVERY:
                    looked = now
                    for conversation_id in await asyncio.to_thread(self.shop.chat.unfinished):
                        self.wake(conversation_id)
            except StorageBusy as error:
                logger.warning("looking after unfinished turns: %r", error)
            except Exception:
                logger.exception("looking after unfinished turns")
            await asyncio.sleep(0.5)

    async def close(self, patience: float = 15.0) -> None:
        """Lets the turns in hand end; what is not begun waits in the database."""
        self.closing = True
        for key in list(self.waiting):
            if key not in self.running:
                self._resolve(key, None)
        if self.runners:
            await asyncio.wait(list(self.runners.values()), timeout=patience)
