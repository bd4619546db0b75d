"""Where orders are: one order parcel by parcel, or all of them at a glance."""

from __future__ import annotations

from typing import Any, Sequence

from rasa_sdk.events import EventType, SlotSet

from actions import agenda
from actions.base import Replies, ShopAction
from actions.parcels import parcel_state
from actions.replies import Button, Reply
from actions.step import buttons
from actions.steps.order import OrderNumber
from actions.talk import Talk
from actions.turn import Turn
from shop.model.order import Order
from shop.model.tracking import ParcelView
from shop.services.orders import OrderView

ANY_ORDER = OrderNumber(lambda talk, order: None, "utter_ask_which_order")
_UNDER_WAY = ("pending", "processed", "shipped")
_MOST = 5


def orders_meant(turn: Turn) -> tuple[list[Order], bool]:
    """The orders that the message names, and whether it named any; without a name those under way, else the newest."""
    return turn.once("orders_meant", lambda: _orders_meant(turn))


def _orders_meant(turn: Turn) -> tuple[list[Order], bool]:
    talk = Talk(turn, {}, turn.message)
    heard = ANY_ORDER.read(talk, asked=True)
    if heard is not None:
        numbers = [heard.value, *(slots["order_number"] for slots in heard.further)]
        return [order for order in talk.desk.orders if order.number in numbers], True
    if talk.filled.get("candidates"):
        return [order for order in talk.desk.orders if order.number in talk.filled["candidates"]], True
    under_way = [order for order in talk.desk.orders if order.status in _UNDER_WAY]
    return under_way or talk.desk.orders[:1], False


def glance(order: Order) -> dict[str, Any]:
    return {
        "number": order.label,
        "status": order.status,
        "placed_on": order.placed_at.date() if order.placed_at else None,
        "total": order.total,
        "content": [line.name for line in order.lines],
    }


def status_replies(turn: Turn, view: OrderView) -> list[Reply]:
    order = view.order
    replies = [Reply("utter_order_status", glance(order)).showing(view)]
    parcels = [parcel_facts(turn, index, seen, len(view.parcels)) for index, seen in enumerate(view.parcels, 1)]
    if parcels:
        replies.append(Reply.of("utter_parcels", parcels=parcels))
    claims = [seen for seen in view.parcels if seen.may_claim]
    if claims:
        wish = turn.phrases.part("claim_button", number=order.label, situation=claims[0].situation)
        replies.append(
            Reply.of(
                f"utter_advice_{claims[0].situation}",
                Button(wish, request=agenda.request("claim_form", order_number=order.number)),
                number=order.label,
                carrier=claims[0].parcel.carrier,
            )
        )
    if view.carrier_silent:
        replies.append(Reply.of("utter_carrier_silent"))
    return replies


def parcel_facts(turn: Turn, index: int, seen: ParcelView, count: int) -> dict[str, Any]:
    return {
        "index": str(index) if count > 1 else "",
        "carrier": seen.parcel.carrier,
        "tracking_number": seen.parcel.tracking_number,
        "content": [line.name for line in seen.lines],
        "state": parcel_state(turn.phrases, seen),
    }


def order_in_mind(orders: Sequence[Order]) -> list[EventType]:
    """One order that was looked at is what "it" means in the next request."""
    return [SlotSet("order_in_mind", orders[0].number)] if len(orders) == 1 else []


class TrackOrder(ShopAction):
    def name(self) -> str:
        return "action_track_order"

    def reply(self, turn: Turn) -> Replies:
        orders, named = orders_meant(turn)
        if not orders:
            return Reply.of("utter_no_orders")
        if len(orders) > 1:
            return several(orders, named)
        return status_replies(turn, self.shop.orders.view(turn.conversation, orders[0].number))

    def events(self, turn: Turn) -> list[EventType]:
        return order_in_mind(orders_meant(turn)[0])


def several(orders: Sequence[Order], named: bool) -> Reply:
    facts = [glance(order) for order in orders[:_MOST]]
    response = "utter_orders_named" if named else "utter_orders_under_way"
    titles = [order.label for order in orders[:_MOST]]
    return Reply.of(response, *buttons(titles), glances=facts).showing(*orders[:_MOST])


class ListOrders(ShopAction):
    def name(self) -> str:
        return "action_list_orders"

    def reply(self, turn: Turn) -> Replies:
        orders = self.shop.orders.desk(turn.conversation).orders
        if not orders:
            return Reply.of("utter_no_orders")
        glances = [glance(order) for order in orders[:10]]
        return Reply.of("utter_orders", glances=glances, count=str(len(orders))).showing(*orders[:10])


class SendInvoice(ShopAction):
    def name(self) -> str:
        return "action_send_invoice"

    def reply(self, turn: Turn) -> Replies:
        orders, named = orders_meant(turn)
        if not named:
            orders = self.shop.orders.desk(turn.conversation).orders[:1]
        if not orders:
            return Reply.of("utter_no_orders")
        if len(orders) > 1:
            return several(orders, named)
        return Reply("utter_invoice_sent", self.shop.orders.invoice(turn.conversation, orders[0].number))
