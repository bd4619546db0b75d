"""Something did not arrive, or not as it should have: what happened, to which order, and what would help."""

from __future__ import annotations

import re
from typing import Sequence

from actions.forming import ASK_AGAIN, RequestForm
from actions.step import Heard, Step
from actions.steps.codes import Code
from actions.steps.lines import Lines
from actions.steps.order import OrderNumber
from actions.talk import Talk
from shop.model import claiming
from shop.model.claims_refusals import SoldOutNow
from shop.model.order import Order, OrderLine
from shop.services.changes.base import Change
from shop.services.changes.claims import MakeClaim

ASK_AGAIN[SoldOutNow] = "claim_wish"

_KINDS = (*claiming.ITEM_KINDS, *claiming.PARCEL_KINDS)
_DAMAGED_KINDS = ("damaged", "wrong_item")
_SAID = {
    "wrong_item": r"wrong (?:item|product|thing|one|colou?r|size|article)|not what i ordered|something else|different "
    r"(?:item|product|thing|colou?r|size|one)|instead of (?:the|a|my)|somebody else'?s|someone else'?s|mix(?:ed)?[- ]?up",
    "damaged": r"damag\w*|broke\w*|crack\w*|shatter\w*|scratch\w*|dent\w*|torn|ripped|defect\w*|faulty|smashed|leak\w*"
    r"|(?:doesn'?t|does not|don'?t|won'?t) (?:work|turn on|start|switch on)|not working|stopped working|dead on arrival"
    r"|in pieces|chipped|bent",
    "missing_item": r"missing|not in the (?:box|parcel|package)|wasn'?t (?:in|inside|included)|only (?:got|received)"
    r" (?:one|two|half|part|some)|incomplete|not included|left out|forgot(?:ten)? to (?:pack|include|put)",
    "lost": r"lost (?:in|by|my|the|parcel|package)|(?:is|was|got|been|gone) lost|reported lost",
    "stuck": r"stuck|(?:hasn'?t|not|n'?t been|no) (?:moved|movement|updated?|moving)|stand(?:s|ing)? still|same place",
    "missing_parcel": r"(?:never|not|hasn'?t|haven'?t|didn'?t|isn'?t) (?:yet )?(?:arrived?|come|came|received?|got(?:ten)?"
    r"|get|show(?:ed|n)? up|turn(?:ed)? up|been delivered|delivered|here)|nowhere to be found|(?:missing|stolen) (?:parcel"
    r"|package|delivery)|(?:parcel|package|delivery|order) (?:is |went |has gone )?missing(?! (?:an?|one|some|my|the|two|items?|parts?)\b)|says (?:it was |it'?s )?delivered",
    "late": r"(?:too|so|is|are|days?|weeks?|arriv\w+|very|still|running) late|delay\w*|overdue|late (?:order|parcel|package"
    r"|delivery)|should have (?:been here|arrived)",
}  # fmt: skip
# "The socks did not come in the box": the parcel is there.
_NOT_IN = re.compile(r"\b(?:in|inside|with) (?:(?:the|my|this|that) )?(?:box|parcel|package|delivery|order|#?w\d{5,})")
_ORDER_OF_READING = ("missing_parcel", "wrong_item", "damaged", "lost", "stuck", "missing_item", "late")
_WISHES = {
    "replacement": r"replac\w*|new one|another one|send (?:it|them|me|one)(?: \w+)? (?:again|new)|(?:try|deliver|ship)(?: it)? again|another (?:try|go|attempt)|resend|re-send|reship"
    r"|send (?:me )?(?:the|a) (?:right|correct|missing|new)|send (?:it |them )?(?:to )?(?:me )?(?:please )?(?:another|a new|the same|again)"
    r"|(?:a|the) same (?:one )?again|another|a new",
    "refund": r"refund\w*|money|cash|reimburs\w*|pay me back",
}


def kind_said(text: str) -> str | None:
    """What went wrong, by the words for it."""
    folded = text.lower().replace("’", "'")
    kind = next((kind for kind in _ORDER_OF_READING if re.search(rf"\b(?:{_SAID[kind]})\b", folded)), None)
    return "missing_item" if kind == "missing_parcel" and _NOT_IN.search(folded) else kind


class ClaimKind(Code):
    resets = ("claim_wish", "lines")

    def __init__(self) -> None:
        super().__init__("claim_kind", "claim_kind", _possible, "utter_ask_what_happened")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        heard = super().read(talk, asked)
        if heard is not None:
            return heard
        said = kind_said(talk.text)
        if said is None or (talk.filled.get(self.slot) and not asked and talk.turn.requested != "confirmation"):
            return None
        return Heard(said, plain=asked)

    def settle(self, talk: Talk) -> str | None:
        """Of an order of which nothing has arrived only the parcel can be meant; what it looks like says the rest."""
        order = talk.order
        if order is None or (talk.message is not None and talk.message.intent == "damaged_wrong_item"):
            return None
        if any(order.is_delivered(line.id) for line in order.lines):
            return None
        view = claiming.view_meant(order, "late", talk.desk.policy, talk.turn.shop.tools.clock.now())
        return view.situation if view is not None and view.situation in claiming.PARCEL_KINDS else "missing_parcel"


def _possible(talk: Talk) -> Sequence[str]:
    """What was said already narrows what is asked."""
    if talk.message is not None and talk.message.intent == "damaged_wrong_item" and talk.turn.requested is None:
        return _DAMAGED_KINDS
    return _KINDS


def claimable(talk: Talk, order: Order) -> None:
    claiming.check_order(talk.filled.get("claim_kind"), order, talk.desk.policy, talk.turn.shop.tools.clock.now())


def claimable_lines(talk: Talk) -> Sequence[OrderLine]:
    if talk.order is None:
        return []
    return claiming.claimable_lines(talk.order, talk.desk.policy, talk.turn.shop.tools.clock.now())


class ClaimedLines(Lines):
    """Only claims about items have any; those about a parcel mean all that is in it."""

    def applies(self, talk: Talk) -> bool:
        return talk.filled.get("claim_kind") in claiming.ITEM_KINDS


class ClaimWish(Code):
    """Asked where there is a choice: for goods that are broken, missing or gone."""

    narrows = True

    def __init__(self) -> None:
        super().__init__("claim_wish", "claim_wish", _wishes, "utter_ask_what_would_help")

    def applies(self, talk: Talk) -> bool:
        kind = talk.filled.get("claim_kind")
        if kind in claiming.ITEM_KINDS or talk.order is None or kind is None:
            return True
        now = talk.turn.shop.tools.clock.now()
        return claiming.is_gone(claiming.view_meant(talk.order, kind, talk.desk.policy, now))

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        heard = super().read(talk, asked)
        if heard is not None:
            return heard
        said = [wish for wish, words in _WISHES.items() if re.search(rf"\b(?:{words})\b", talk.text.lower())]
        return Heard(said[0], plain=asked) if len(said) == 1 else None


def _wishes(talk: Talk) -> Sequence[str]:
    """A replacement only where everything claimed can be sent again."""
    ids = talk.filled.get("lines") or [line.id for line in (talk.order.lines if talk.order else [])]
    lines = [line for line in (talk.order.lines if talk.order else []) if line.id in ids]
    for line in lines:
        product = talk.desk.products.get(line.product_id)
        variant = product.variant(line.variant_id) if product is not None else None
        if variant is None or not variant.available:
            return ["refund"]
    return ["refund", "replacement"]


class ClaimedOrder(OrderNumber):
    """An order whose parcel is in trouble is meant before one that is fine."""

    def _offered(self, talk: Talk) -> list[Order]:
        offered = super()._offered(talk)
        if talk.filled.get("claim_kind") not in claiming.PARCEL_KINDS:
            return offered
        return [order for order in offered if self._in_trouble(talk, order)] or offered

    def _in_trouble(self, talk: Talk, order: Order) -> bool:
        view = claiming.view_meant(order, "late", talk.desk.policy, talk.turn.shop.tools.clock.now())
        return view is not None and view.may_claim


class ValidateClaim(RequestForm):
    form = "claim_form"

    def steps(self) -> Sequence[Step]:
        return [
            ClaimKind(),
            ClaimedOrder(claimable, "utter_ask_which_order_to_claim", ("lines",)),
            ClaimedLines(claimable_lines, "utter_ask_which_lines_to_claim"),
            ClaimWish(),
        ]

    def change(self, talk: Talk) -> Change:
        known = talk.filled
        kind = known["claim_kind"]
        lines = known.get("lines") or []
        return MakeClaim(
            known["order_number"], kind, lines if kind in claiming.ITEM_KINDS else [], known.get("claim_wish") or ""
        )
