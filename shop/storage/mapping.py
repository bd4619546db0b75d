"""Maps the plain dataclasses of shop.model onto the tables when this module is first imported."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import composite, registry, relationship

from shop.model import chat, customer, order, people, product, records, returns
from shop.model.money import Money
from shop.storage import tables as t
from shop.storage import talk_tables as talk
from shop.storage.columns import metadata


def name_key(first: str, last: str, postcode: str) -> str:
    """What two ways of writing a name and postcode share."""
    return "|".join("".join(part.lower().split()) for part in (first, last, postcode))


def _money(table: Any, name: str) -> Any:
    return composite(_money_or_none, table.c[f"{name}_minor"], table.c[f"{name}_currency"])


def _money_or_none(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)


def _children(kind: Any, ordered_by: Any) -> Any:
    return relationship(
        kind,
        order_by=ordered_by,
        collection_class=ordering_list("position"),
        cascade="all, delete-orphan",
        lazy="selectin",
    )


@lru_cache(maxsize=1)
def map_models() -> registry:
    mapper = registry(metadata=metadata)
    mapped = mapper.map_imperatively
    mapped(customer.PaymentMethod, t.payment_methods, properties={"balance": _money(t.payment_methods, "balance")})
    mapped(customer.Customer, t.customers, properties={
        "member_fee": _money(t.customers, "member_fee"),
        "payment_methods": _children(customer.PaymentMethod, t.payment_methods.c.position),
    })  # fmt: skip
    mapped(product.Variant, t.variants, properties={"price": _money(t.variants, "price")})
    mapped(product.Product, t.products, properties={"variants": _children(product.Variant, t.variants.c.position)})
    _map_orders(mapped)
    mapped(returns.Return, t.returns, properties={"amount": _money(t.returns, "amount")})
    mapped(returns.Exchange, t.exchanges, properties={"difference": _money(t.exchanges, "difference")})
    mapped(returns.Claim, t.claims, properties={"amount": _money(t.claims, "amount")})
    for kind, table in (
        (records.Promotion, t.promotions), (records.Ticket, t.tickets), (records.Proposal, t.proposals),
        (records.AuditEntry, t.audit), (records.Conversation, t.conversations), (records.Mail, t.mails),
        (records.ShopProfile, t.shop_profile), (chat.ChatEvent, talk.chat_events), (chat.ChatTurn, talk.chat_turns),
        (chat.Thumb, talk.thumbs), (people.Agent, talk.agents), (people.AgentSession, talk.agent_sessions),
        (people.CannedReply, talk.canned_replies), (people.Correction, talk.corrections),
    ):  # fmt: skip
        mapped(kind, table)
    event.listen(customer.Customer, "before_insert", _set_keys)
    event.listen(customer.Customer, "before_update", _set_keys)
    return mapper


def _map_orders(mapped: Any) -> None:
    mapped(order.OrderLine, t.order_lines, properties={"price": _money(t.order_lines, "price")})
    mapped(order.Payment, t.payments, properties={"amount": _money(t.payments, "amount")})
    mapped(order.CarrierEvent, t.carrier_events)
    mapped(order.StatusChange, t.status_history)
    mapped(order.Parcel, t.parcels, properties={"events": _children(order.CarrierEvent, t.carrier_events.c.position)})
    mapped(order.Order, t.orders, properties={
        "shipping": _money(t.orders, "shipping"),
        "discount": _money(t.orders, "discount"),
        "lines": _children(order.OrderLine, t.order_lines.c.position),
        "payments": _children(order.Payment, t.payments.c.position),
        "parcels": _children(order.Parcel, t.parcels.c.position),
        "history": _children(order.StatusChange, t.status_history.c.position),
    })  # fmt: skip


def _set_keys(mapper: Any, connection: Any, target: Any) -> None:
    target.email_key = target.email.strip().lower()
    target.name_key = name_key(target.first_name, target.last_name, target.address.postcode)


map_models()
