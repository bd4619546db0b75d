"""Charges that a customer does not understand: answered from the books, or passed on with the facts."""

from __future__ import annotations

import re
from typing import Any, Sequence

from rasa_sdk.events import EventType, SlotSet

from actions.base import Replies, ShopAction
from actions.forming import RequestForm
from actions.people import hours_text
from actions.replies import Reply
from actions.step import Heard, Step
from actions.steps.codes import Code
from actions.steps.order import OrderNumber
from actions.talk import Talk
from actions.turn import Turn
from shop.model.charges import Charge, Verdict, twice_charged
from shop.model.money import Money
from shop.model.order import Order
from shop.services.reading.answers import is_no

_KINDS = ("charged_twice", "unknown_fee", "never_bought", "wrong_amount")
_SAID = {
    "charged_twice": r"twice|double|two times|2x|2 times|duplicat\w*|second time|again|two (?:payments|charges)|doubly",
    "never_bought": r"(?:never|didn'?t|did not|not|haven'?t) (?:\w+ )?(?:buy|bought|order\w*|made?|place\w*|authori[sz]\w*|purchase\w*)"
    r"|don'?t (?:recogni[sz]e|know)|unauthori[sz]ed|unfamiliar|fraud\w*|stolen|somebody|someone|hacked|not mine"
    r"|unknown (?:charge|payment|transaction)|(?:no|what) (?:idea )?(?:is )?this (?:charge|payment|transaction)",
    "unknown_fee": r"fees?|surcharge|extra|a month|monthly|subscription|membership|tax|shipping cost|what (?:is|are).{0,30}for"
    r"|why (?:was|were|did|have|am|is).{0,20}(?:charg\w*|bill\w*|took|taken?|charge)",
    "wrong_amount": r"wrong (?:amount|charge|price|total)|incorrect|overcharg\w*|too (?:much|high)|more than|higher"
    r"|full price|not (?:applied|deducted)|mistake|amount",
}  # fmt: skip
_SUM = re.compile(
    r"(?:[$€£]\s?(\d+(?:[.,]\d{1,2})?))|(\d+(?:[.,]\d{2}))\b|(\d+(?:[.,]\d{1,2})?)\s?(?:dollars?|usd|bucks|euros?|pounds?)",
    re.I,
)


def amount_said(text: str, currency: str) -> Money | None:
    found = _SUM.search(text)
    figure = next((group for group in found.groups() if group), None) if found else None
    return Money.of(figure.replace(",", "."), currency) if figure else None


def kind_said(text: str) -> str | None:
    told = text.lower().replace("’", "'")
    return next((kind for kind in _KINDS_READ if re.search(rf"\b(?:{_SAID[kind]})\b", told)), None)


_KINDS_READ = ("charged_twice", "never_bought", "wrong_amount", "unknown_fee")


class DisputeKind(Code):
    keeps = ("amount",)

    def __init__(self) -> None:
        super().__init__("dispute_kind", "dispute", lambda talk: _KINDS, "utter_ask_which_dispute")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        amount = amount_said(talk.text, talk.desk.policy.shop.currency)
        if amount is not None:
            talk.put("amount", str(amount.decimal))
        if talk.filled.get(self.slot) and not asked:
            return None
        said = kind_said(talk.text)
        return Heard(said, plain=asked) if said is not None else super().read(talk, asked)


class DisputedOrder(OrderNumber):
    """Asked only where the books alone do not show which order it is."""

    def applies(self, talk: Talk) -> bool:
        return talk.filled.get("dispute_kind") in ("charged_twice", "wrong_amount") and bool(talk.desk.orders)

    def settle(self, talk: Talk) -> str | None:
        double = twice_charged(talk.desk.orders)
        if len(double) == 1 and talk.filled.get("dispute_kind") == "charged_twice":
            return double[0].number
        said = talk.filled.get("amount")
        if said:
            fitting = [o for o in talk.desk.orders if any(str(p.amount.decimal) == said for p in o.payments)]
            if len(fitting) == 1:
                return fitting[0].number
        return talk.desk.orders[0].number if len(talk.desk.orders) == 1 else None


class Amount(Step):
    """What the books are searched for where no order is named; "unknown" where the customer cannot tell."""

    slot = "amount"

    def applies(self, talk: Talk) -> bool:
        return talk.filled.get("dispute_kind") in ("never_bought", "unknown_fee")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        amount = amount_said(talk.text, talk.desk.policy.shop.currency)
        bare = re.search(r"(?<![#\w])\d{1,5}\b(?![\d/:-])", talk.text) if asked and amount is None else None
        if bare is not None:
            amount = Money.of(bare.group(0), talk.desk.policy.shop.currency)
        if amount is not None:
            return Heard(str(amount.decimal), plain=asked)
        kind = kind_said(talk.text) if asked else None
        if kind is not None and kind != talk.filled.get("dispute_kind"):  # what it is says more than how much it is
            return Heard("unknown", plain=True, also={"dispute_kind": kind})
        vague = is_no(talk.text) or re.search(r"\b(?:know|idea|sure|remember|unknown)\b", talk.text.lower())
        return Heard("unknown", plain=True) if asked and vague else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        return [Reply.of("utter_ask_how_much")]


def any_order(talk: Talk, order: Order) -> None:
    return None


class ValidateDispute(RequestForm):
    form = "dispute_form"

    def steps(self) -> Sequence[Step]:
        return [DisputeKind(), DisputedOrder(any_order, "utter_ask_which_order_was_charged"), Amount()]


class LookIntoCharge(ShopAction):
    """What the books cannot explain, or what they show to be wrong, is passed on as a case with the facts."""

    def name(self) -> str:
        return "action_look_into_charge"

    def reply(self, turn: Turn) -> Replies:
        slot = turn.tracker.get_slot
        kind, number = str(slot("dispute_kind") or "unknown_fee"), str(slot("order_number") or "")
        said = str(slot("amount") or "unknown")
        amount = None if said == "unknown" else Money.of(said, self.shop.billing.currency())
        verdict = self.shop.billing.look_into(turn.conversation, kind, number, amount)
        explained = Reply(f"utter_charge_{verdict.finding}", self._facts(verdict))
        if verdict.finding in ("overpaid", "not_ours"):
            return [explained, self._case(turn, kind, verdict, amount)]
        return [explained, Reply.of("utter_charge_still_wrong")]

    def _facts(self, verdict: Verdict) -> dict[str, Any]:
        order = verdict.order
        facts: dict[str, Any] = {
            "charges": [charge_facts(charge) for charge in verdict.charges[:5]],
            "over": verdict.over,
        }
        if order is not None:
            facts.update(
                number=order.label, total=order.total, items=order.items_total,
                shipping=order.shipping or Money.zero(order.currency),
                discount=order.discount or Money.zero(order.currency),
            )  # fmt: skip
        return facts

    def _case(self, turn: Turn, kind: str, verdict: Verdict, amount: Money | None) -> Reply:
        number = verdict.order.number if verdict.order is not None else ""
        said = [message.said for message in turn.said_before][-10:]
        facts = {
            "dispute": kind, "finding": verdict.finding, "amount": amount, "over": verdict.over,
            "payments": [[c.order.number, c.payment.id, c.payment.amount] for c in verdict.charges[:10]],
            "said": said,
        }  # fmt: skip
        ticket = turn.shop.handoff.open_case(
            turn.conversation, reason=kind, queue="billing", summary=" / ".join(said[-3:])[:500], facts=facts,
            order_number=number, key=f"{turn.conversation}:{kind}:{number}",
        )  # fmt: skip
        return Reply.of("utter_case_opened", ticket=ticket.id, hours_text=hours_text(turn))

    def events(self, turn: Turn) -> list[EventType]:
        gone = ("dispute_kind", "order_number", "amount", "candidates")
        return [*(SlotSet(name, None) for name in gone), SlotSet("something_done", True)]


def charge_facts(charge: Charge) -> dict[str, Any]:
    at = charge.payment.at
    return {"number": charge.order.label, "amount": charge.payment.amount, "on": at.date() if at is not None else ""}


class ExplainDeclined(ShopAction):
    """Which payment failed, where one did, and what usually helps."""

    def name(self) -> str:
        return "action_explain_declined"

    def reply(self, turn: Turn) -> Replies:
        found = self.shop.billing.failed(turn.conversation)
        if not found:
            return Reply.of("utter_no_payment_failed")
        charge = found[0]
        customer = self.shop.orders.desk(turn.conversation).customer
        method = customer.method(charge.payment.method_id) or turn.phrases.part("method_original")
        paid = bool(charge.order.paid)
        response = "utter_payment_failed_then_paid" if paid else "utter_payment_failed"
        return Reply.of(response, method=method, **charge_facts(charge))
