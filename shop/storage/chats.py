"""Conversations of the public door in the database."""

from __future__ import annotations

from sqlalchemy import func, select

from shop.model.chat import ChatEvent, ChatTurn, Thumb
from shop.storage import tables as t
from shop.storage import talk_tables as talk
from shop.storage.repositories import Repository


class SqlChats(Repository):
    def turn(self, conversation_id: str, client_id: str) -> ChatTurn | None:
        return self.session.get(ChatTurn, (conversation_id, client_id))

    def first_unfinished(self, conversation_id: str) -> ChatTurn | None:
        c = talk.chat_turns.c
        mine = select(ChatTurn).where(c.conversation_id == conversation_id, c.state != "done")
        found: ChatTurn | None = self._first(mine.order_by(c.number))
        return found

    def unfinished(self) -> list[str]:
        c, v = talk.chat_turns.c, t.conversations.c
        waiting = select(c.conversation_id).where(c.state.in_(("waiting", "running")))
        return self._all(waiting.union(select(v.id).where(v.in_charge == "returning")))

    def event(self, conversation_id: str, event_id: int) -> ChatEvent | None:
        found = self.session.get(ChatEvent, event_id)
        return found if found is not None and found.conversation_id == conversation_id else None

    def events_of_turn(self, conversation_id: str, turn: int) -> list[ChatEvent]:
        c = talk.chat_events.c
        return self._all(select(ChatEvent).where(c.conversation_id == conversation_id, c.turn == turn).order_by(c.id))

    def after(self, conversation_id: str, event_id: int, most: int) -> list[ChatEvent]:
        c = talk.chat_events.c
        later = select(ChatEvent).where(c.conversation_id == conversation_id, c.id > event_id)
        return self._all(later.order_by(c.id).limit(most))

    def messages_before(self, conversation_id: str, event_id: int | None, most: int) -> list[ChatEvent]:
        c = talk.chat_events.c
        earlier = select(ChatEvent).where(c.conversation_id == conversation_id, c.kind == "message")
        if event_id is not None:
            earlier = earlier.where(c.id < event_id)
        return self._all(earlier.order_by(c.id.desc()).limit(most))

    def last_id(self, conversation_id: str) -> int:
        c = talk.chat_events.c
        newest = select(func.max(c.id)).where(c.conversation_id == conversation_id)
        return int(self.session.execute(newest).scalar() or 0)

    def newest_id(self) -> int:
        return int(self.session.execute(select(func.max(talk.chat_events.c.id))).scalar() or 0)

    def newest(self, event_id: int, most: int) -> list[tuple[int, str]]:
        c = talk.chat_events.c
        rows = self.session.execute(select(c.id, c.conversation_id).where(c.id > event_id).order_by(c.id).limit(most))
        return [(int(row[0]), str(row[1])) for row in rows]

    def thumbs(self, conversation_id: str) -> list[Thumb]:
        return self._all(select(Thumb).where(talk.thumbs.c.conversation_id == conversation_id))

    def thumb(self, event_id: int) -> Thumb | None:
        return self.session.get(Thumb, event_id)

    def flush(self) -> None:
        self.session.flush()
