"""What an agent may do for a customer's order just now, and between what there is to choose for it."""

from __future__ import annotations

from typing import Any, Callable, Sequence

from shop.model import claiming, goodwill, ordering, promoting, returning
from shop.model.desk_refusals import DeskRefusal, NothingToGiveBack
from shop.model.order import Order, OrderLine
from shop.model.refusals import LineNotInOrder, NoOtherMethod, NotReturnable, Refusal, VariantNotAvailable
from shop.model.returns import Claim
from shop.services.base import Scene
from shop.services.changes.orders import replacements_of
from shop.services.changes.prices import prices_today

Option = Callable[[Scene, Order], dict[str, Any]]


def possible(scene: Scene, order: Order) -> list[dict[str, Any]]:
    """{kind, number, title, choices}: `title` is the key of the button's words, `choices` what the form offers.

    Amounts in `choices` are Money. Whatever the rules refuse is left out.
    """
    found = []
    for kind, choices in OPTIONS.items():
        try:
            offered = choices(scene, order)
        except (Refusal, DeskRefusal):
            continue
        found.append({"kind": kind, "number": order.number, "title": f"do_{kind}", "choices": offered})
    return found


def _cancel(scene: Scene, order: Order) -> dict[str, Any]:
    ordering.cancellation(order, scene.customer, None, scene.policy)
    return {"reasons": list(scene.policy.orders.cancel_reasons)}


def _address(scene: Scene, order: Order) -> dict[str, Any]:
    ordering.check_changeable(order, scene.policy)
    return {"address": order.address}


def _payment(scene: Scene, order: Order) -> dict[str, Any]:
    ordering.check_changeable(order, scene.policy)
    paying = [method_id for method_id, _ in order.paid]
    others = [m for m in scene.customer.payment_methods if paying != [m.id] and m.covers(order.total)]
    if not others:
        raise NoOtherMethod(methods=[])
    return {"methods": others}


def _items(scene: Scene, order: Order) -> dict[str, Any]:
    ordering.check_items_changeable(order, scene.policy)
    return {"lines": _swappable(scene, order, order.lines), "methods": scene.customer.payment_methods}


def _exchange(scene: Scene, order: Order) -> dict[str, Any]:
    lines = returning.exchangeable_lines(order, scene.customer, scene.policy, scene.today)
    offered = {"lines": _swappable(scene, order, lines), "methods": scene.customer.payment_methods}
    return {**offered, "ways": list(scene.policy.returns.ways)}


def _return(scene: Scene, order: Order) -> dict[str, Any]:
    lines = returning.returnable_lines(order, scene.customer, scene.policy, scene.today)
    lines = [line for line in lines if _may_go_back(scene, line)]
    methods = returning.refund_targets(order, scene.customer, scene.policy)
    if not lines or not methods:
        raise LineNotInOrder(number=order.number)
    return {"lines": [_line(line) for line in lines], "methods": methods, "ways": list(scene.policy.returns.ways)}


def _may_go_back(scene: Scene, line: OrderLine) -> bool:
    try:
        returning.check_category(line, scene.product(line.product_id).category, scene.policy)
    except NotReturnable:
        return False
    return True


def _claim(scene: Scene, order: Order) -> dict[str, Any]:
    """`kinds` about parcels need no lines; `line_kinds` are about one or more of `lines`."""
    claims = scene.work.returns.claims_of_customer(scene.customer.id)
    kinds = [kind for kind in claiming.PARCEL_KINDS if _may_claim(scene, order, kind, [], claims)]
    any_kind = claiming.ITEM_KINDS[0]
    lines = [_line(line) for line in order.lines if _may_claim(scene, order, any_kind, [line.id], claims)]
    if not kinds and not lines:
        raise LineNotInOrder(number=order.number)
    return {"kinds": kinds, "line_kinds": list(claiming.ITEM_KINDS) if lines else [], "lines": lines}


def _may_claim(scene: Scene, order: Order, kind: str, line_ids: list[str], claims: Sequence[Claim]) -> bool:
    try:
        claiming.decide(kind, order, line_ids, None, scene.customer, claims, scene.policy, scene.now)
    except Refusal:
        return False
    return True


def _adjust(scene: Scene, order: Order) -> dict[str, Any]:
    lines = promoting.cheaper_now(order, prices_today(scene, order), scene.policy, scene.now)
    if scene.customer.method(order.original_method_id or "") is None:
        raise NoOtherMethod(methods=[])
    return {"lines": [_line(line) for line in lines]}


def _goodwill(scene: Scene, order: Order) -> dict[str, Any]:
    most = goodwill.most(order, scene.customer, scene.work.returns.of_order(order.number))
    if not most:
        raise NothingToGiveBack(number=order.number)
    return {"most": most}


def _swappable(scene: Scene, order: Order, lines: Sequence[OrderLine]) -> list[dict[str, Any]]:
    """Lines with the variants that may come in their place. Raises VariantNotAvailable where there is none."""
    found = []
    for line in lines:
        variants = [v for v in scene.product(line.product_id).variants if _may_come(scene, order, line, v.id)]
        if variants:
            offered = [{"id": v.id, "options": dict(v.options), "price": v.price} for v in variants]
            found.append({**_line(line), "variants": offered})
    if not found:
        raise VariantNotAvailable(name="", options={})
    return found


def _may_come(scene: Scene, order: Order, line: OrderLine, variant_id: str) -> bool:
    try:
        replacements_of(scene, order, [[line.id, variant_id]])
    except Refusal:
        return False
    return True


def _line(line: OrderLine) -> dict[str, Any]:
    return {"id": line.id, "name": line.name, "options": dict(line.options), "price": line.price}


OPTIONS: dict[str, Option] = {
    "cancel_order": _cancel, "change_delivery_address": _address, "change_items": _items, "change_order_payment": _payment,
    "return_lines": _return, "exchange_lines": _exchange, "make_claim": _claim, "adjust_price": _adjust,
    "goodwill_refund": _goodwill,
}  # fmt: skip
