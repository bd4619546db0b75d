"""All tables. Money is two columns: whole minor units, and the currency."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from shop.storage.columns import key, metadata, money, ref, text
from shop.storage.types import AddressJson, SwapsJson, UtcDateTime

customers = Table(
    "customers", metadata,
    key(), text("first_name"), text("last_name"), text("email", 320), text("phone", 40),
    Column("address", AddressJson, nullable=False),
    text("language", 8), text("tier", 40), Column("member_since", Date), *money("member_fee", True),
    Column("member_due_on", Date), text("member_status", 20), Column("newsletter", Boolean, nullable=False, default=False),
    Column("identity_failures", Integer, nullable=False, default=0), Column("created_at", UtcDateTime),
    Column("email_key", String(320), nullable=False, index=True),
    Column("name_key", String(420), nullable=False, index=True),
)  # fmt: skip

payment_methods = Table(
    "payment_methods", metadata,
    key(), ref("customer_id", "customers.id"), text("kind", 20), text("brand", 40), text("last_four", 4),
    *money("balance", True), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

products = Table(
    "products", metadata,
    key(), text("name"), text("category"), Column("description", Text, nullable=False, default=""),
    Column("details", JSON, nullable=False), text("link", 400),
)  # fmt: skip

variants = Table(
    "variants", metadata,
    key(), ref("product_id", "products.id"), Column("options", JSON, nullable=False), *money("price"),
    Column("available", Boolean, nullable=False), Column("stock", Integer), Column("restock_on", Date),
    Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

orders = Table(
    "orders", metadata,
    key("number"), ref("customer_id", "customers.id"), text("status", 30), text("currency", 3),
    Column("address", AddressJson, nullable=False), Column("placed_at", UtcDateTime, index=True),
    text("cancel_reason"), Column("items_changed", Boolean, nullable=False, default=False), text("delivery", 30),
    *money("shipping", True), text("promotion_code", 60), *money("discount", True),
)  # fmt: skip

order_lines = Table(
    "order_lines", metadata,
    key(), ref("order_number", "orders.number"), text("product_id", 80), text("variant_id", 80), text("name"),
    Column("options", JSON, nullable=False), *money("price"), text("state", 30),
    Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

payments = Table(
    "payments", metadata,
    key(), ref("order_number", "orders.number"), text("kind", 20), *money("amount"), text("method_id", 80),
    Column("at", UtcDateTime), text("status", 20), text("reason"), Column("due_on", Date),
    Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

parcels = Table(
    "parcels", metadata,
    key(), ref("order_number", "orders.number"), text("carrier", 80), text("tracking_number", 80),
    Column("line_ids", JSON, nullable=False), Column("expected_on", Date), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

carrier_events = Table(
    "carrier_events", metadata,
    Column("event_id", Integer, primary_key=True), ref("parcel_id", "parcels.id"), text("kind", 40),
    Column("at", UtcDateTime), text("place"), text("note", 400), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

status_history = Table(
    "status_history", metadata,
    Column("entry_id", Integer, primary_key=True), ref("order_number", "orders.number"), text("status", 40),
    Column("at", UtcDateTime), text("note", 400), Column("position", Integer, nullable=False, default=0),
)  # fmt: skip

returns = Table(
    "returns", metadata,
    key(), ref("order_number", "orders.number"), ref("customer_id", "customers.id"), Column("line_ids", JSON, nullable=False),
    *money("amount"), text("method_id", 80), text("state", 20), Column("requested_at", UtcDateTime),
    Column("received_at", UtcDateTime), Column("refund_due_on", Date), Column("refunded_at", UtcDateTime),
    text("way", 20), text("reason", 400),
)  # fmt: skip

exchanges = Table(
    "exchanges", metadata,
    key(), ref("order_number", "orders.number"), ref("customer_id", "customers.id"), Column("swaps", SwapsJson, nullable=False),
    *money("difference"), text("method_id", 80), text("state", 20), Column("requested_at", UtcDateTime),
    Column("received_at", UtcDateTime),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    key(), ref("order_number", "orders.number"), ref("customer_id", "customers.id"), text("kind", 30),
    Column("line_ids", JSON, nullable=False), text("outcome", 20), *money("amount", True), Column("note", Text, nullable=False, default=""),
    Column("created_at", UtcDateTime), text("ticket_id", 80),
)  # fmt: skip

promotions = Table(
    "promotions", metadata,
    key("code"), text("title"), Column("percent", Integer, nullable=False), Column("amount_minor", BigInteger, nullable=False),
    text("currency", 3), Column("minimum_minor", BigInteger, nullable=False), Column("starts_at", UtcDateTime),
    Column("ends_at", UtcDateTime), Column("tiers", JSON, nullable=False), Column("categories", JSON, nullable=False),
    Column("once_per_customer", Boolean, nullable=False), Column("new_customers_only", Boolean, nullable=False),
    Column("listed", Boolean, nullable=False),
)  # fmt: skip

tickets = Table(
    "tickets", metadata,
    key(), text("kind", 10), text("queue", 40), text("reason", 80), Column("summary", Text, nullable=False, default=""),
    Column("conversation_id", String(80), nullable=False, index=True), Column("customer_id", String(80), index=True),
    text("order_number", 80), Column("facts", JSON, nullable=False), text("state", 20),
    Column("created_at", UtcDateTime), Column("key", String(240), nullable=False, default="", index=True),
    text("agent_id", 80), Column("urgency", Integer, nullable=False, default=0), text("language", 8),
    Column("mood", Float, nullable=False, default=0.0), text("topic", 40), Column("claimed_at", UtcDateTime),
    Column("answered_at", UtcDateTime), Column("resolved_at", UtcDateTime), Column("escalated_at", UtcDateTime),
    Column("updated_at", UtcDateTime), text("outcome", 60), Column("note", Text, nullable=False, default=""),
    Index("ix_tickets_state", "state", "kind"), Index("ix_tickets_created", "created_at"), Index("ix_tickets_resolved", "resolved_at"),
)  # fmt: skip

proposals = Table(
    "proposals", metadata,
    key(), Column("conversation_id", String(80), nullable=False), text("customer_id", 80), text("kind", 60),
    Column("change", JSON, nullable=False), Column("shown", JSON, nullable=False), Column("rules", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False), Column("expires_at", UtcDateTime, nullable=False), text("state", 20),
    Column("answer", JSON),
    Index("ix_proposals_conversation", "conversation_id", "state"),
)  # fmt: skip

audit = Table(
    "audit", metadata,
    Column("id", Integer, primary_key=True), text("actor", 120), text("action", 80),
    Column("subject", String(120), nullable=False, index=True), Column("at", UtcDateTime, nullable=False),
    Column("rules", JSON, nullable=False), Column("facts", JSON, nullable=False),
    Column("conversation_id", String(80), nullable=False, default="", index=True),
)  # fmt: skip

conversations = Table(
    "conversations", metadata,
    key(), Column("customer_id", String(80)), Column("verified_until", UtcDateTime), Column("failures", Integer, nullable=False),
    Column("locked", Boolean, nullable=False), text("code_hash", 200), text("code_email", 320),
    Column("code_expires_at", UtcDateTime), Column("rating", Integer), Column("rating_comment", Text, nullable=False, default=""),
    Column("rating_asked", Boolean, nullable=False), text("last_proposal_id", 80), Column("updated_at", UtcDateTime),
    text("channel", 20), text("language", 8), Column("in_charge", String(12), nullable=False, default="bot", index=True), text("ticket_id", 80),
    Column("turns", Integer, nullable=False, default=0), text("awaiting", 20), Column("created_at", UtcDateTime),
    Column("seen_at", UtcDateTime),
    Index("ix_conversations_updated", "updated_at"), Index("ix_conversations_created", "created_at"),
)  # fmt: skip

mails = Table(
    "mails", metadata,
    key(), Column("to", String(320), nullable=False, index=True), text("kind", 60), Column("facts", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False), Column("customer_id", String(80)),
)  # fmt: skip

shop_profile = Table(
    "shop_profile", metadata,
    Column("id", Integer, primary_key=True), text("name"), text("policy", 60), text("currency", 3), text("source", 200),
)  # fmt: skip

counters = Table("counters", metadata, key("kind"), Column("value", BigInteger, nullable=False))
