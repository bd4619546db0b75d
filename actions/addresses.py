"""Where things go: the address of an order, the one in the profile, or both."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Sequence

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.forming import RequestForm
from actions.listening import Outcome
from actions.orders import changeable
from actions.step import Heard, Step
from actions.steps.address import NewAddress
from actions.steps.codes import Code
from actions.steps.order import INSTEAD, OrderNumber
from actions.talk import Talk
from shop.model import ordering
from shop.model.customer import Address
from shop.model.refusals import Refusal
from shop.services.changes.account import ChangeDefaultAddress
from shop.services.changes.base import Change
from shop.services.changes.orders import ChangeDeliveryAddress

# "to my default address", "the one from my last order": where the new address is taken from, not where it goes.
_SOURCE = re.compile(
    r"\b(?:to|use|using|with|from|as|like|matche?s?|is) (?:be )?(?:my|the|that|our)? ?(?:\w+ )?(?:default|profile|account"
    r"|saved|home)\b[\w ]{0,12}"
    r"|\bwith (?:my |the )?order\b(?: number)?(?: is)?(?: #?w?\d+)?|\bmy order number is #?w?\d+"
    r"|\b(?:from|same as|as (?:in|on|for)|one (?:in|on|of|from)|to (?:the|my) (?:\w+ )?address (?:in|on|of|from)|used (?:in|for|on)) (?:my |the |that )?"
    r"(?:other |last |previous |latest )?(?:order\b(?: #?w?\d+)?|#?w?\d{5,})"
)
_PROFILE = re.compile(
    r"\b(?:default|profile|account|saved|on file|permanent(?:ly)?|registered|standard|for future orders|all my future)\b"
)
_ORDER = re.compile(
    r"\b(?:orders?|parcel|package|delivery|shipment|purchase|it to|them to)\b|\b(?:on|of|for|in) #?w?\d{5,}"
)
_NUMBER = re.compile(r"#?\bw\d{5,}")
# "Can I change the address instead?": of the order that was just in hand.
_INSTEAD = re.compile(INSTEAD, re.I)
_SAME = re.compile(r"\b(?:the same|same (?:address|one|place)|that (?:address|one|same))\b")
_BOTH = re.compile(
    r"\bboth\b|\beverywhere\b|\b(?:my|the|our) (?:own |user |home )?address,? (?:and|as well as|plus) [\w' ]{0,40}\borders?\b"
)

_AND_MINE = re.compile(
    r"\borders?\b[\w' ]{0,20}\baddress(?:es)?,? (?:and|as well as|plus) (?:also )?my (?:\w+ )?address\b"
)


def scope_said(text: str) -> str | None:
    folded = text.lower()
    if _BOTH.search(folded) or _AND_MINE.search(folded):
        return "both"
    about = _SOURCE.sub(" ", folded)
    profile, order = bool(_PROFILE.search(about)), bool(_ORDER.search(about))
    if re.search(r"\b(?:default|profile|account) (?:\w+ )?(?:address|delivery address)", about):
        about = re.sub(r"\b(?:default|profile) (?:delivery|shipping|order) address", " ", about)
        order = bool(_ORDER.search(about))
    if profile and order:
        return "both"
    if profile:
        return "profile"
    return "order" if order or _NUMBER.search(about) else None


class Scope(Code):
    def __init__(self) -> None:
        super().__init__("address_scope", "scope", lambda talk: ("order", "profile", "both"), "utter_ask_which_address")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None or (talk.filled.get(self.slot) and not asked):
            return None
        said = scope_said(talk.text)
        if said is None and _INSTEAD.search(talk.text) and talk.turn.tracker.get_slot("order_in_mind"):
            said = "order"
        return Heard(said, plain=asked) if said is not None else super().read(talk, asked)

    def settle(self, talk: Talk) -> str | None:
        """Nothing is waiting to be sent: then only the profile can be meant."""
        if talk.filled.get("order_number"):
            return "order"
        for order in talk.desk.orders:
            try:
                ordering.check_changeable(order, talk.desk.policy)
            except Refusal:
                continue
            return None
        return "profile"


class AddressedOrder(OrderNumber):
    def applies(self, talk: Talk) -> bool:
        return talk.filled.get("address_scope") in ("order", "both")


class ScopedAddress(NewAddress):
    """For the profile, naming "my default address" says what is to change, not what it is to become."""

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        heard = super().read(talk, asked)
        about_profile = talk.filled.get("address_scope") == "profile" or talk.filled.get("field") == "address"
        if heard is not None and about_profile and heard.value == asdict(talk.desk.customer.address):
            return None
        if heard is None and talk.message is not None and _SAME.search(talk.text.lower()):
            return self._given_last(talk)
        return heard

    def _given_last(self, talk: Talk) -> Heard | None:
        """ "To the same": the address that was written down last in this conversation."""
        last = talk.turn.shop.proposals.last_answer(talk.turn.conversation)
        address = last[1].get("address") if last is not None else None
        return Heard(asdict(address)) if isinstance(address, Address) else None


class ValidateChangeAddress(RequestForm):
    form = "change_address_form"

    def steps(self) -> Sequence[Step]:
        return [Scope(), AddressedOrder(changeable, "utter_ask_which_order_to_redirect"), ScopedAddress()]

    def change(self, talk: Talk) -> Change:
        if talk.filled["address_scope"] == "profile":
            return ChangeDefaultAddress(talk.filled["address"])
        return ChangeDeliveryAddress(talk.filled["order_number"], talk.filled["address"])

    def _conclude(self, dispatcher: CollectingDispatcher, talk: Talk, outcome: Outcome) -> list[EventType]:
        """Of "both" the order comes first; once that is decided, or refused by the rules, the profile is next."""
        refused = any(reply.response.startswith("utter_refused") for reply in outcome.replies)
        decided = outcome.kind == "complete" or (outcome.kind == "over" and refused)
        if talk.filled.get("address_scope") == "both" and decided:
            slots = {"address_scope": "profile"}
            if talk.filled.get("address"):
                slots["address"] = talk.filled["address"]
            request = {"does": self.form, "slots": slots, "message": None, "resumed": False}
            outcome.further.append(request)
        if outcome.kind == "complete":
            self._same_for_others(talk, outcome)
        return super()._conclude(dispatcher, talk, outcome)

    def _same_for_others(self, talk: Talk, outcome: Outcome) -> None:
        """Of several orders named together each goes where the first one goes."""
        for request in (*outcome.further, *talk.turn.open_requests):
            together = request["does"] == self.form and request["message"] is None and not request["resumed"]
            if together and "order_number" in request["slots"]:
                request["slots"].setdefault("address", talk.filled["address"])
