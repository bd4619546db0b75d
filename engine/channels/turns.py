"""One turn of a conversation, under its lock, from the customer's message to the stored answer.

As Rasa's `handle_message`, but the conversation is read once, an answer given before is found again, and what was
understood and asked for is told with it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from engine.channels.answering import answer, place_of, stored_answer
from engine.channels.asking import Message, Return
from engine.channels.returning import events_of_return, is_known, message_of_return
from engine.tuning.languages import SLOT as LANGUAGE

NAME = "shopdesk"
# Seconds between two looks of a waiting turn whether the one before it is over; Rasa looks once a second.
PATIENCE = 0.05
# The gateway gives a try up after 30 s.
LISTENED_FOR = 28.0
logger = logging.getLogger(__name__)


class NotReady(Exception):
    """No model is loaded yet, or nobody listens any more."""


class Silent(OutputChannel):
    """Says nothing by itself: what was said is read from the events, whole."""

    @classmethod
    def name(cls) -> str:
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        return None


async def take_turn(agent: Agent | None, asked: Message) -> dict[str, Any]:
    """The answer to a customer's message. Raises NotReady, LockError, and what stores raise."""
    processor = ready(agent)
    async with alone(processor, asked) as (tracker, known):
        if known is not None:
            return known
        await begin(processor, tracker, asked.language)
        message = UserMessage(asked.text, Silent(), asked.conversation, input_channel=NAME, message_id=asked.id)
        return await run(processor, tracker, message)


async def take_back(agent: Agent | None, asked: Return) -> dict[str, Any]:
    """The assistant has the conversation again: everything open is dropped, and it says so where it shall speak."""
    processor = ready(agent)
    async with alone(processor, asked) as (tracker, known):
        if known is not None:
            return known
        if is_known(tracker, asked.id):
            return answer(tracker, [])
        await begin(processor, tracker, asked.language)
        tracker.update_with_events(events_of_return(tracker, asked, processor.domain), processor.domain)
        if asked.speak:
            return await run(processor, tracker, message_of_return(asked, Silent()))
        await processor.save_tracker(tracker)
        return answer(tracker, [])


@asynccontextmanager
async def alone(
    processor: MessageProcessor, asked: Message | Return
) -> AsyncIterator[tuple[DialogueStateTracker, dict[str, Any] | None]]:
    """The conversation under its lock, and the answer that this id has had.

    Who has waited longer than anybody listens is turned away before anything begins: it comes again, maybe behind others.
    """
    came = time.monotonic()
    async with processor.lock_store.lock(asked.conversation, wait_time_in_seconds=PATIENCE):
        if time.monotonic() - came > LISTENED_FOR:
            raise NotReady()
        tracker = await processor.get_tracker(asked.conversation)
        yield tracker, stored_answer(tracker, asked.id, processor.domain)


def ready(agent: Agent | None) -> MessageProcessor:
    if agent is None or not agent.is_ready() or agent.processor is None:
        raise NotReady()
    return agent.processor


async def begin(processor: MessageProcessor, tracker: DialogueStateTracker, language: str) -> None:
    """A session, and a language where the conversation has none yet."""
    await processor._update_tracker_session(tracker, Silent())
    if language and not tracker.get_slot(LANGUAGE):
        tracker.update(SlotSet(LANGUAGE, language), processor.domain)


async def run(processor: MessageProcessor, tracker: DialogueStateTracker, message: UserMessage) -> dict[str, Any]:
    await processor._handle_message_with_tracker(message, tracker)
    tracker = await processor.run_action_extract_slots(message.output_channel, tracker)
    await processor._run_prediction_loop(message.output_channel, tracker)
    await processor.run_anonymization_pipeline(tracker)
    await processor.save_tracker(tracker)
    events = list(tracker.events)
    found = answer(tracker, events[place_of(events, message.message_id) or 0 :])
    if not found["messages"]:
        logger.warning("nothing was said to message %s in conversation %s", message.message_id, tracker.sender_id)
    return found
