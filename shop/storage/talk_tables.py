"""The tables of conversations on the website, and of the people behind them."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from shop.storage.columns import key, metadata, ref, text
from shop.storage.types import UtcDateTime

# Ids grow with the commit order of a conversation: its lock is held while they are given.
chat_events = Table(
    "chat_events", metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("conversation_id", String(80), nullable=False), text("kind", 12), Column("at", UtcDateTime, nullable=False),
    Column("turn", Integer, nullable=False, default=0), Column("body", JSON, nullable=False),
    Index("ix_chat_events_conversation", "conversation_id", "id"),
    sqlite_autoincrement=True,
)  # fmt: skip

chat_turns = Table(
    "chat_turns", metadata,
    Column("conversation_id", String(80), primary_key=True), Column("client_id", String(80), primary_key=True),
    Column("number", Integer, nullable=False), Column("text", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False), Column("payload", Text, nullable=False, default=""),
    Column("state", String(10), nullable=False, index=True), text("worker", 80), Column("leased_until", UtcDateTime),
    Column("started_at", UtcDateTime), Column("done_at", UtcDateTime), Column("answer", JSON),
)  # fmt: skip

thumbs = Table(
    "thumbs", metadata,
    Column("event_id", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation_id", String(80), nullable=False, index=True), text("thumb", 4), Column("at", UtcDateTime, nullable=False),
)  # fmt: skip

agents = Table(
    "agents", metadata,
    key(), Column("email", String(320), nullable=False, unique=True), text("name"), text("role", 10), text("password_hash", 300),
    Column("languages", JSON, nullable=False), Column("active", Boolean, nullable=False), Column("available", Boolean, nullable=False),
    Column("failures", Integer, nullable=False, default=0), Column("locked_until", UtcDateTime), Column("seen_at", UtcDateTime),
    Column("created_at", UtcDateTime),
)  # fmt: skip

agent_sessions = Table(
    "agent_sessions", metadata,
    key(), ref("agent_id", "agents.id"), text("csrf", 80), Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)  # fmt: skip

canned_replies = Table(
    "canned_replies", metadata,
    key(), text("language", 8), text("title"), Column("text", Text, nullable=False),
)  # fmt: skip

corrections = Table(
    "corrections", metadata,
    key(), Column("conversation_id", String(80), nullable=False, index=True), Column("event_id", BigInteger, nullable=False),
    text("agent_id", 80), Column("text", Text, nullable=False), text("meant", 80), Column("comment", Text, nullable=False, default=""),
    Column("at", UtcDateTime, nullable=False), text("language", 8), Column("understood", JSON, nullable=False),
)  # fmt: skip
