"""What was said in a conversation, as its customer may read it, and what they thought of it."""

from __future__ import annotations

from typing import Any

from shop.model.chat import ChatEvent, Thumb
from shop.model.records import Conversation
from shop.services.base import Service
from shop.services.lines import handoff_state

FOR_THE_DESK = "note"


class Transcript(Service):
    def after(self, conversation_id: str, event_id: int, most: int = 200, desk: bool = False) -> list[ChatEvent]:
        """Lines behind an event, oldest first; notes are for the desk alone."""
        with self.tools.open_work() as work:
            found = work.chats.after(conversation_id, event_id, most)
        return [line for line in found if desk or line.kind != FOR_THE_DESK]

    def language(self, conversation_id: str) -> str:
        with self.tools.open_work() as work:
            return work.records.conversation(conversation_id).language or "en"

    def last_id(self, conversation_id: str) -> int:
        with self.tools.open_work() as work:
            return work.chats.last_id(conversation_id)

    def before(self, conversation_id: str, event_id: int | None, most: int) -> tuple[list[ChatEvent], bool]:
        """Messages in front of an event, or the newest, oldest first; and whether there are more."""
        with self.tools.open_work() as work:
            found = work.chats.messages_before(conversation_id, event_id, most + 1)
        return found[:most][::-1], len(found) > most

    def standing(self, conversation_id: str) -> tuple[Conversation, dict[str, Any], list[Thumb], int]:
        """The conversation, who it is with, the thumbs given, and the newest line's id."""
        with self.tools.open_work() as work:
            conversation = work.records.conversation(conversation_id)
            state = handoff_state(self.tools, work, conversation)
            return conversation, state, work.chats.thumbs(conversation_id), work.chats.last_id(conversation_id)

    def newest_id(self) -> int:
        with self.tools.open_work() as work:
            return work.chats.newest_id()

    def newest(self, event_id: int, most: int = 500) -> list[tuple[int, str]]:
        """(event, conversation) of everything that was said since, anywhere: for waking the open pages."""
        with self.tools.open_work() as work:
            return work.chats.newest(event_id, most)

    def thumb(self, conversation_id: str, event_id: int, thumb: str) -> bool:
        """False where there is no such message of the assistant or an agent."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            line = work.chats.event(conversation_id, event_id)
            if line is None or line.kind != "message" or line.body.get("from") not in ("assistant", "agent"):
                return False
            given = work.chats.thumb(event_id)
            if given is None:
                work.chats.add(Thumb(event_id, conversation_id, thumb, self.tools.clock.now()))  # type: ignore[arg-type]
            else:
                given.thumb = thumb  # type: ignore[assignment]
            work.commit()
            return True

    def seen(self, conversation_id: str) -> None:
        """The customer's page was heard of."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            work.records.conversation(conversation_id).seen_at = self.tools.clock.now()
            work.commit()
