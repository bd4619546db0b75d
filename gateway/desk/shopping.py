"""A customer's orders and what followed from them, as the desk shows them: amounts and days are ready to read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gateway.desk import plain
from shop.model.customer import Customer
from shop.model.order import CarrierEvent, Order, Payment
from shop.model.returns import Claim, Exchange, Return
from shop.model.tracking import ParcelView
from shop.services.desk_view import OrderSeen, Shopping


def shopping(seen: Shopping, customer: Customer | None) -> dict[str, Any]:
    methods = {m.id: plain.method(m.kind, m.brand, m.last_four) for m in customer.payment_methods} if customer else {}
    return {
        "orders": [_order(each, seen, methods) for each in seen.orders], "more": seen.more,
        "returns": len(seen.returns), "claims": len(seen.claims),
    }  # fmt: skip


def _order(seen: OrderSeen, all_of_it: Shopping, methods: dict[str, str]) -> dict[str, Any]:
    order = seen.order
    after = [
        *(_return(each, order) for each in all_of_it.returns if each.order_number == order.number),
        *(_exchange(each) for each in all_of_it.exchanges if each.order_number == order.number),
        *(_claim(each) for each in all_of_it.claims if each.order_number == order.number),
    ]
    return {
        "number": order.number, "status": plain.human(order.status), "state": order.status, "placed_at": _iso(order.placed_at),
        "total": plain.money(order.total), "shipping": plain.money(order.shipping), "discount": plain.money(order.discount),
        "promotion": order.promotion_code, "delivery": order.delivery, "address": order.address.one_line(),
        "cancel_reason": plain.human(order.cancel_reason),
        "lines": [
            {"name": x.name, "options": ", ".join(x.options.values()), "price": plain.money(x.price),
             "state": "" if x.state == "ordered" else plain.human(x.state)}
            for x in order.lines
        ],
        "payments": [_payment(each, methods) for each in order.payments],
        "parcels": [_parcel(each) for each in seen.parcels], "after": after,
        "history": [{"status": plain.human(c.status), "at": _iso(c.at), "note": c.note} for c in order.history],
    }  # fmt: skip


def _payment(paid: Payment, methods: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": paid.kind, "amount": plain.money(paid.amount), "method": methods.get(paid.method_id, "Former method"),
        "status": paid.status, "at": _iso(paid.at), "reason": paid.reason,
        "due_on": paid.due_on.isoformat() if paid.due_on else None,
    }  # fmt: skip


def _parcel(view: ParcelView) -> dict[str, Any]:
    parcel = view.parcel
    return {
        "carrier": parcel.carrier, "tracking_number": parcel.tracking_number, "situation": plain.human(view.situation),
        "worry": view.may_claim or view.situation in ("held", "failed_attempt"), "days_late": view.days_late,
        "expected_on": parcel.expected_on.isoformat() if parcel.expected_on else None,
        "items": [each.name for each in view.lines], "events": [_event(each) for each in reversed(parcel.events)],
    }  # fmt: skip


def _event(event: CarrierEvent) -> dict[str, Any]:
    return {"kind": plain.human(event.kind), "at": _iso(event.at), "place": event.place, "note": event.note}


def _return(found: Return, order: Order) -> dict[str, Any]:
    names = [line.name for line_id in found.line_ids if (line := order.line(line_id)) is not None]
    text = f"{plain.money(found.amount)} for {', '.join(names)}" if names else plain.money(found.amount)
    return {
        "id": found.id,
        "kind": "Return",
        "state": plain.human(found.state),
        "text": text,
        "at": _iso(found.requested_at),
    }


def _exchange(found: Exchange) -> dict[str, Any]:
    text = f"{len(found.swaps)} item(s), difference {plain.money(found.difference)}"
    return {
        "id": found.id,
        "kind": "Exchange",
        "state": plain.human(found.state),
        "text": text,
        "at": _iso(found.requested_at),
    }


def _claim(found: Claim) -> dict[str, Any]:
    text = plain.human(found.kind) + (f", {plain.money(found.amount)}" if found.amount else "")
    return {
        "id": found.id,
        "kind": "Claim",
        "state": plain.human(found.outcome),
        "text": text,
        "at": _iso(found.created_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
