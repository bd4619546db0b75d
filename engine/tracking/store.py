"""A tracker store that is strict about errors, and quick however long a conversation grows.

After every `window` events a snapshot of the dialogue's state is stored; what is read is the newest snapshot and the
events behind it.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, ConversationPaused, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

_SENDER = re.compile(r"^[A-Za-z0-9_.:@+-]{1,128}$")
KEPT = 40


class StrictTrackerStore(SQLTrackerStore):
    """Errors surface instead of ending the process or losing the turn. SQLite: WAL, two seconds' patience."""

    class Snapshot(SQLTrackerStore.Base):  # type: ignore[misc]
        """`data`: the events that bring a fresh tracker to where it stood before the event `event_id`."""

        __tablename__ = "snapshots"
        sender_id = sa.Column(sa.String(255), primary_key=True)
        event_id = sa.Column(sa.Integer, nullable=False)
        data = sa.Column(sa.Text, nullable=False)

    def __init__(self, domain: Domain | None = None, window: int = 120, **options: Any) -> None:
        if options.get("dialect", "sqlite") == "sqlite" and options.get("db"):
            Path(options["db"]).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain, **options)
        self.window = window
        if self.engine.dialect.name == "sqlite":
            self._make_quick()

    def _make_quick(self) -> None:
        """One connection for all (the engine has one thread): reopening the file costs more than the query."""
        url = self.engine.url
        self.engine.dispose()
        arguments = {"check_same_thread": False, "timeout": 2}
        self.engine = sa.create_engine(url, poolclass=sa.pool.StaticPool, connect_args=arguments)
        with self.engine.connect() as connection:
            for setting in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=2000"):
                connection.exec_driver_sql(f"PRAGMA {setting}")
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    @contextlib.contextmanager
    def session_scope(self) -> Iterator[Any]:
        """Rolls back and raises: Rasa's own ends the whole process on any ValueError."""
        session = self.sessionmaker()
        try:
            yield session
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        if not _SENDER.match(sender_id):
            raise ValueError("a sender is 1 to 128 letters, digits or one of _ . : @ + -")
        if fetch_events_from_all_sessions:
            return await super()._retrieve(sender_id, True)
        with self.session_scope() as session:
            kept = self.Snapshot.__table__
            newest = sa.select(kept.c.event_id, kept.c.data).where(kept.c.sender_id == sender_id)
            snapshot = session.execute(newest).first()
            table = self.SQLEvent.__table__
            query = sa.select(table.c.id, table.c.data).where(table.c.sender_id == sender_id)
            if snapshot is not None:
                query = query.where(table.c.id >= snapshot.event_id)
            rows = session.execute(query.order_by(table.c.id)).all()
            before = json.loads(snapshot.data) if snapshot is not None else []
        if not rows or self.domain is None:
            return None
        stored = [json.loads(data) for _, data in rows]
        stored = before + stored
        start = max((i for i, event in enumerate(stored) if event["event"] == SessionStarted.type_name), default=0)
        start = max(0, start - 1) if start and stored[start - 1].get("name") == "action_session_start" else start
        tracker = DialogueStateTracker.from_dict(sender_id, stored[start:], self.domain.slots)
        tracker.stored_events = len(tracker.events)
        tracker.stored_rows = len(rows)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """As Rasa's, with all new events in one statement and no objects made of them."""
        await self.stream_events(tracker)
        with self.session_scope() as session:
            rows = [_row(tracker.sender_id, event) for event in self._additional_events(session, tracker)]
            if rows:
                session.execute(sa.insert(self.SQLEvent.__table__), rows)
            session.commit()
        grown = len(tracker.events) - int(getattr(tracker, "stored_events", 0))
        tracker.stored_events = len(tracker.events)
        tracker.stored_rows = int(getattr(tracker, "stored_rows", 0)) + grown
        if tracker.stored_rows > self.window:
            self._take_snapshot(tracker)

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        """What has come since the tracker was read; a tracker that was never read is all new."""
        known = getattr(tracker, "stored_events", None)
        if known is None:
            query = self._event_query(session, tracker.sender_id, fetch_events_from_all_sessions=False)
            known = query.count()
        return itertools.islice(tracker.events, known, len(tracker.events))

    def _take_snapshot(self, tracker: DialogueStateTracker) -> None:
        """Cuts where a customer's message begins, so that the newest `KEPT` events and more stay as they are."""
        events = list(tracker.events)
        cut = next((i for i in range(len(events) - KEPT, 0, -1) if events[i].type_name == "user"), 0)
        if not cut:
            return
        with self.session_scope() as session:
            ids = session.query(self.SQLEvent.id).filter(self.SQLEvent.sender_id == tracker.sender_id)
            newest = ids.order_by(self.SQLEvent.id.desc()).limit(len(events) - cut).all()
            data = json.dumps([event.as_dict() for event in state_events(tracker, events[:cut], self.domain)])
            session.merge(self.Snapshot(sender_id=tracker.sender_id, event_id=newest[-1][0], data=data))
            session.commit()
        tracker.stored_rows = len(newest)


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def state_events(tracker: DialogueStateTracker, events: list[Event], domain: Domain) -> list[Event]:
    """The fewest events that bring a fresh tracker to the state that `events` lead to."""
    past = DialogueStateTracker.from_events(tracker.sender_id, events, slots=domain.slots)
    began = next((event for event in reversed(events) if isinstance(event, SessionStarted)), SessionStarted())
    found: list[Event] = [ActionExecuted("action_session_start"), began]
    initial = {slot.name: slot.initial_value for slot in domain.slots}
    found += [SlotSet(n, s.value) for n, s in past.slots.items() if s.value != initial.get(n) and n != "requested_slot"]
    if past.active_loop is not None:
        found.append(ActiveLoop(past.active_loop.name))
    if past.get_slot("requested_slot") is not None:
        found.append(SlotSet("requested_slot", past.get_slot("requested_slot")))
    if past.is_paused():
        found.append(ConversationPaused())
    found.append(ActionExecuted("action_listen"))
    return found
