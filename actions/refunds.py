"""Money back: which way leads there, and where it is."""

from __future__ import annotations

from typing import Any

from actions import agenda
from actions.base import Replies, ShopAction
from actions.claims import kind_said
from actions.handoff import open_case
from actions.replies import Button, Reply
from actions.starting import Starter
from actions.step import buttons
from actions.tracking import glance, orders_meant
from actions.turn import Turn
from shop.model.order import Order
from shop.services.returns import RefundView, ReturnsView

_MOST = 5
_CLAIMS = ("damaged", "wrong_item", "missing_item", "missing_parcel", "lost", "late", "stuck")


class StartRefund(Starter):
    """What has not left yet is cancelled, what has arrived is returned, what went wrong is claimed."""

    def name(self) -> str:
        return "action_start_refund"

    def request(self, turn: Turn) -> agenda.Request | None:
        if turn.offer is not None and turn.offer["does"] == "claim_form" and turn.message is not None:
            return {**turn.offer, "message": agenda.stored(turn.message)}
        orders, form = self._meant(turn)
        if form is None:
            return None
        slots = {"order_number": orders[0].number} if len(orders) == 1 else {}
        message = agenda.stored(turn.message) if turn.message is not None else None
        return {"does": form, "slots": slots, "message": message, "resumed": False}

    def _meant(self, turn: Turn) -> tuple[list[Order], str | None]:
        """The orders that may be meant, and the form that gives the money back; None: ask or explain."""
        orders, named = orders_meant(turn)
        if not named:
            orders = self.shop.orders.desk(turn.conversation).orders
        if kind_said(turn.text) in _CLAIMS and orders:
            return (orders if named else []), "claim_form"
        ways = {self._way(order) for order in orders}
        certain = len(orders) == 1 or (named and len(ways) == 1)
        return orders, (ways.pop() if certain and ways else None)

    def _way(self, order: Order) -> str | None:
        if order.status == "pending":
            return "cancel_order_form"
        delivered = any(order.is_delivered(line.id) for line in order.lines)
        return "return_form" if delivered and order.status != "cancelled" else None

    def otherwise(self, turn: Turn) -> Replies:
        orders, _ = self._meant(turn)
        if not orders:
            return Reply.of("utter_no_orders")
        if len(orders) == 1:
            return Reply(f"utter_no_refund_{self._stage(orders[0])}", glance(orders[0]))
        _, named = orders_meant(turn)
        if named:
            titles = [turn.phrases.part("wish_refund", number=order.label) for order in orders[:_MOST]]
            return Reply.of("utter_ask_refund_which", *buttons(titles), glances=[glance(o) for o in orders[:_MOST]])
        wishes = [turn.phrases.part(f"refund_by_{way}") for way in ("cancel", "return", "claim")]
        return Reply.of("utter_ask_refund_how", *buttons(wishes))

    def _stage(self, order: Order) -> str:
        return "cancelled" if order.status == "cancelled" else "under_way"


class ShowRefunds(ShopAction):
    """Money that is overdue is not only reported: a colleague goes after it."""

    def name(self) -> str:
        return "action_show_refunds"

    def reply(self, turn: Turn) -> Replies:
        orders, named = orders_meant(turn)
        number = orders[0].number if named and len(orders) == 1 else None
        view = self.shop.returns.overview(turn.conversation, number)
        replies = self._all(turn, view)
        if not replies:
            return Reply.of(
                "utter_no_refunds", Button(turn.phrases.part("refund_by_return"), request=agenda.request("return_form"))
            )
        overdue = [refund for refund in view.refunds if refund.days_overdue]
        if overdue:
            replies.append(
                Reply.of("utter_refund_overdue", amount=overdue[0].amount, days=str(overdue[0].days_overdue))
            )
            replies.append(open_case(turn, "refund_overdue", "billing"))
        return replies

    def _all(self, turn: Turn, view: ReturnsView) -> list[Reply]:
        replies = []
        if view.refunds:
            refunds = sorted(view.refunds, key=lambda r: (not r.days_overdue, r.state in ("settled", "refunded")))
            facts = [self._refund(turn, refund) for refund in refunds[:_MOST]]
            replies.append(Reply.of("utter_refunds", refund_views=facts))
        if view.exchanges:
            exchanges = [
                {"exchange_number": x.id, "number": f"#{x.order_number}", "exchange_state": x.state}
                for x in view.exchanges[:_MOST]
            ]
            replies.append(Reply.of("utter_exchanges", exchange_views=exchanges))
        return replies

    def _refund(self, turn: Turn, refund: RefundView) -> dict[str, Any]:
        state = refund.state
        if refund.days_overdue:
            state = "overdue"
        elif state in ("pending", "received") and refund.due_on is None:
            state = "undated"
        text = turn.phrases.part(f"refund_state_{state}", due_on=refund.due_on)
        method = refund.method if refund.method is not None else turn.phrases.part("method_original")
        return {
            "number": f"#{refund.order_number}", "amount": refund.amount, "method": method, "refund_state": text,
            "return_number": turn.phrases.part("of_return", number=refund.return_number) if refund.return_number else "",
        }  # fmt: skip
