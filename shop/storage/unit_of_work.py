"""One transaction, and the engine behind it."""

from __future__ import annotations

import json
from functools import lru_cache
from types import TracebackType
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from shop.model.facts import encode
from shop.ports import StorageBusy
from shop.storage.chats import SqlChats
from shop.storage.mapping import map_models
from shop.storage.people import SqlPeople
from shop.storage.records import SqlRecords
from shop.storage.repositories import SqlCustomers, SqlOrders, SqlProducts, SqlPromotions, SqlReturns

_BUSY = ("database is locked", "lock timeout", "could not obtain lock", "deadlock detected", "canceling statement",
         # … or away: nothing was changed either.
         "could not connect", "connection refused", "server closed the connection", "connection to server", "terminating connection",
         "connection already closed", "unable to open database file", "the database system is")  # fmt: skip


@lru_cache(maxsize=8)
def open_engine(url: str) -> Engine:
    """One engine a URL and process; SQLite waits two seconds for a lock, then says so."""
    sqlite = url.startswith("sqlite")
    options: dict[str, Any] = (
        {"connect_args": {"check_same_thread": False, "timeout": 2}} if sqlite else {"pool_pre_ping": True}
    )
    engine = create_engine(url, future=True, json_serializer=lambda value: json.dumps(encode(value)), **options)
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'"))
    map_models()
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=2000"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


class SqlUnitOfWork:
    """Leaving the block without commit() rolls back. Objects stay readable afterwards."""

    def __init__(self, sessions: sessionmaker) -> None:  # type: ignore[type-arg]
        self._sessions = sessions

    def __enter__(self) -> SqlUnitOfWork:
        self.session: Session = self._sessions()
        self.customers = SqlCustomers(self.session)
        self.orders = SqlOrders(self.session)
        self.products = SqlProducts(self.session)
        self.returns = SqlReturns(self.session)
        self.promotions = SqlPromotions(self.session)
        self.records = SqlRecords(self.session)
        self.chats = SqlChats(self.session)
        self.people = SqlPeople(self.session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.expunge_all()
        self.session.close()
        if isinstance(error, OperationalError) and is_busy(error):
            raise StorageBusy(str(error.orig)) from error

    def commit(self) -> None:
        self.session.commit()

    def lock(self, name: str) -> None:
        """Nobody else goes on under this name until we end: SQLite's one write lock, PostgreSQL's lock of the name."""
        if self.session.get_bind().dialect.name == "sqlite":
            self.session.execute(text("UPDATE proposals SET state = state WHERE id = :id"), {"id": name})
        else:
            self.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))"), {"id": name})


def is_busy(error: OperationalError) -> bool:
    return any(word in str(error.orig).lower() for word in _BUSY)


class Database:
    """Opens units of work: the `open_work` of shop.ports."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, future=True)

    def __call__(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._sessions)
