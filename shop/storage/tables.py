"""All tables. Money is two columns: whole minor units, and the currency."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from shop.storage.types import AddressJson, SwapsJson, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(name: str = "id") -> Any:
    return Column(name, String(80), primary_key=True)


def _ref(name: str, target: str, **options: Any) -> Any:
    return Column(name, String(80), ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True, **options)


def _money(name: str, nullable: bool = False) -> tuple[Any, Any]:
    return (
        Column(f"{name}_minor", BigInteger, nullable=nullable),
        Column(f"{name}_currency", String(3), nullable=nullable),
    )


def _text(name: str, size: int = 200) -> Any:
    return Column(name, String(size), nullable=False, default="")


customers = Table(
    "customers", metadata,
    _id(), _text("first_name"), _text("last_name"), _text("email", 320), _text("phone", 40),
    Column("address", AddressJson, nullable=False),
    _text("language", 8), _text("tier", 40), Column("member_since", Date), *_money("member_fee", True),
    Column("member_due_on", Date), _text("member_status", 20), Column("newsletter", Boolean, nullable=False, default=False),
    Column("identity_failures", Integer, nullable=False, default=0), Column("created_at", UtcDateTime),
    Column("email_key", String(320), nullable=False, index=True),
    Column("name_key", String(420), nullable=False, index=True),
)  # fmt: skip

payment_methods = Table(
    "payment_methods", metadata,
    _id(), _ref("customer_id", "customers.id"), _text("kind", 20), _text("brand", 40), _text("last_four", 4),
    *_money("balance", True), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

products = Table(
    "products", metadata,
    _id(), _text("name"), _text("category"), Column("description", Text, nullable=False, default=""),
    Column("details", JSON, nullable=False), _text("link", 400),
)  # fmt: skip

variants = Table(
    "variants", metadata,
    _id(), _ref("product_id", "products.id"), Column("options", JSON, nullable=False), *_money("price"),
    Column("available", Boolean, nullable=False), Column("stock", Integer), Column("restock_on", Date),
    Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

orders = Table(
    "orders", metadata,
    _id("number"), _ref("customer_id", "customers.id"), _text("status", 30), _text("currency", 3),
    Column("address", AddressJson, nullable=False), Column("placed_at", UtcDateTime, index=True),
    _text("cancel_reason"), Column("items_changed", Boolean, nullable=False, default=False), _text("delivery", 30),
    *_money("shipping", True), _text("promotion_code", 60), *_money("discount", True),
)  # fmt: skip

order_lines = Table(
    "order_lines", metadata,
    _id(), _ref("order_number", "orders.number"), _text("product_id", 80), _text("variant_id", 80), _text("name"),
    Column("options", JSON, nullable=False), *_money("price"), _text("state", 30),
    Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

payments = Table(
    "payments", metadata,
    _id(), _ref("order_number", "orders.number"), _text("kind", 20), *_money("amount"), _text("method_id", 80),
    Column("at", UtcDateTime), _text("status", 20), _text("reason"), Column("due_on", Date),
    Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

parcels = Table(
    "parcels", metadata,
    _id(), _ref("order_number", "orders.number"), _text("carrier", 80), _text("tracking_number", 80),
    Column("line_ids", JSON, nullable=False), Column("expected_on", Date), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

carrier_events = Table(
    "carrier_events", metadata,
    Column("event_id", Integer, primary_key=True), _ref("parcel_id", "parcels.id"), _text("kind", 40),
    Column("at", UtcDateTime), _text("place"), _text("note", 400), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

status_history = Table(
    "status_history", metadata,
    Column("entry_id", Integer, primary_key=True), _ref("order_number", "orders.number"), _text("status", 40),
    Column("at", UtcDateTime), _text("note", 400), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

returns = Table(
    "returns", metadata,
    _id(), _ref("order_number", "orders.number"), _ref("customer_id", "customers.id"), Column("line_ids", JSON, nullable=False),
    *_money("amount"), _text("method_id", 80), _text("state", 20), Column("requested_at", UtcDateTime),
    Column("received_at", UtcDateTime), Column("refund_due_on", Date), Column("refunded_at", UtcDateTime),
    _text("way", 20), _text("reason", 400),
)  # fmt: skip

exchanges = Table(
    "exchanges", metadata,
    _id(), _ref("order_number", "orders.number"), _ref("customer_id", "customers.id"), Column("swaps", SwapsJson, nullable=False),
    *_money("difference"), _text("method_id", 80), _text("state", 20), Column("requested_at", UtcDateTime),
    Column("received_at", UtcDateTime),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    _id(), _ref("order_number", "orders.number"), _ref("customer_id", "customers.id"), _text("kind", 30),
    Column("line_ids", JSON, nullable=False), _text("outcome", 20), *_money("amount", True), Column("note", Text, nullable=False, default=""),
    Column("created_at", UtcDateTime), _text("ticket_id", 80),
)  # fmt: skip

promotions = Table(
    "promotions", metadata,
    _id("code"), _text("title"), Column("percent", Integer, nullable=False), Column("amount_minor", BigInteger, nullable=False),
    _text("currency", 3), Column("minimum_minor", BigInteger, nullable=False), Column("starts_at", UtcDateTime),
    Column("ends_at", UtcDateTime), Column("tiers", JSON, nullable=False), Column("categories", JSON, nullable=False),
    Column("once_per_customer", Boolean, nullable=False), Column("new_customers_only", Boolean, nullable=False),
    Column("listed", Boolean, nullable=False),
)  # fmt: skip

tickets = Table(
    "tickets", metadata,
    _id(), _text("kind", 10), _text("queue", 40), _text("reason", 80), Column("summary", Text, nullable=False, default=""),
    Column("conversation_id", String(80), nullable=False, index=True), Column("customer_id", String(80), index=True),
    _text("order_number", 80), Column("facts", JSON, nullable=False), _text("state", 20),
    Column("created_at", UtcDateTime), Column("key", String(240), nullable=False, default="", index=True),
    _text("agent_id", 80), Column("urgency", Integer, nullable=False, default=0), _text("language", 8),
    Column("mood", Float, nullable=False, default=0.0), _text("topic", 40), Column("claimed_at", UtcDateTime),
    Column("answered_at", UtcDateTime), Column("resolved_at", UtcDateTime), Column("escalated_at", UtcDateTime),
    Column("updated_at", UtcDateTime), _text("outcome", 60), Column("note", Text, nullable=False, default=""),
    Index("ix_tickets_state", "state", "kind"),
)  # fmt: skip

proposals = Table(
    "proposals", metadata,
    _id(), Column("conversation_id", String(80), nullable=False), _text("customer_id", 80), _text("kind", 60),
    Column("change", JSON, nullable=False), Column("shown", JSON, nullable=False), Column("rules", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False), Column("expires_at", UtcDateTime, nullable=False), _text("state", 20),
    Column("answer", JSON),
    Index("ix_proposals_conversation", "conversation_id", "state"),
)  # fmt: skip

audit = Table(
    "audit", metadata,
    Column("id", Integer, primary_key=True), _text("actor", 120), _text("action", 80),
    Column("subject", String(120), nullable=False, index=True), Column("at", UtcDateTime, nullable=False),
    Column("rules", JSON, nullable=False), Column("facts", JSON, nullable=False), _text("conversation_id", 80),
)  # fmt: skip

conversations = Table(
    "conversations", metadata,
    _id(), Column("customer_id", String(80)), Column("verified_until", UtcDateTime), Column("failures", Integer, nullable=False),
    Column("locked", Boolean, nullable=False), _text("code_hash", 200), _text("code_email", 320),
    Column("code_expires_at", UtcDateTime), Column("rating", Integer), Column("rating_comment", Text, nullable=False, default=""),
    Column("rating_asked", Boolean, nullable=False), _text("last_proposal_id", 80), Column("updated_at", UtcDateTime),
    _text("channel", 20), _text("language", 8), Column("in_charge", String(12), nullable=False, default="bot", index=True), _text("ticket_id", 80),
    Column("turns", Integer, nullable=False, default=0), _text("awaiting", 20), Column("created_at", UtcDateTime),
    Column("seen_at", UtcDateTime),
)  # fmt: skip

mails = Table(
    "mails", metadata,
    _id(), Column("to", String(320), nullable=False, index=True), _text("kind", 60), Column("facts", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False), Column("customer_id", String(80)),
)  # fmt: skip

# Ids grow with the commit order of a conversation: its lock is held while they are given.
chat_events = Table(
    "chat_events", metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("conversation_id", String(80), nullable=False), _text("kind", 12), Column("at", UtcDateTime, nullable=False),
    Column("turn", Integer, nullable=False, default=0), Column("body", JSON, nullable=False),
    Index("ix_chat_events_conversation", "conversation_id", "id"),
    sqlite_autoincrement=True,
)  # fmt: skip

chat_turns = Table(
    "chat_turns", metadata,
    Column("conversation_id", String(80), primary_key=True), Column("client_id", String(80), primary_key=True),
    Column("number", Integer, nullable=False), Column("text", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False), Column("payload", Text, nullable=False, default=""),
    Column("state", String(10), nullable=False, index=True), _text("worker", 80), Column("leased_until", UtcDateTime),
    Column("started_at", UtcDateTime), Column("done_at", UtcDateTime), Column("answer", JSON),
)  # fmt: skip

thumbs = Table(
    "thumbs", metadata,
    Column("event_id", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation_id", String(80), nullable=False, index=True), _text("thumb", 4), Column("at", UtcDateTime, nullable=False),
)  # fmt: skip

agents = Table(
    "agents", metadata,
    _id(), Column("email", String(320), nullable=False, unique=True), _text("name"), _text("role", 10), _text("password_hash", 300),
    Column("languages", JSON, nullable=False), Column("active", Boolean, nullable=False), Column("available", Boolean, nullable=False),
    Column("failures", Integer, nullable=False, default=0), Column("locked_until", UtcDateTime), Column("seen_at", UtcDateTime),
    Column("created_at", UtcDateTime),
)  # fmt: skip

agent_sessions = Table(
    "agent_sessions", metadata,
    _id(), _ref("agent_id", "agents.id"), _text("csrf", 80), Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)  # fmt: skip

canned_replies = Table(
    "canned_replies", metadata,
    _id(), _text("language", 8), _text("title"), Column("text", Text, nullable=False),
)  # fmt: skip

corrections = Table(
    "corrections", metadata,
    _id(), Column("conversation_id", String(80), nullable=False, index=True), Column("event_id", BigInteger, nullable=False),
    _text("agent_id", 80), Column("text", Text, nullable=False), _text("meant", 80), Column("comment", Text, nullable=False, default=""),
    Column("at", UtcDateTime, nullable=False), _text("language", 8), Column("understood", JSON, nullable=False),
)  # fmt: skip

shop_profile = Table(
    "shop_profile", metadata,
    Column("id", Integer, primary_key=True), _text("name"), _text("policy", 60), _text("currency", 3), _text("source", 200),
)  # fmt: skip

counters = Table("counters", metadata, _id("kind"), Column("value", BigInteger, nullable=False))
