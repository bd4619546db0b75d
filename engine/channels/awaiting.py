"""What the customer is asked for at the end of a turn, in the gateway's words: it offers the right keyboard and choices."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

NAMES = (
    "email", "name", "postcode", "phone", "code", "order_number", "items", "variant", "quantity", "product",
    "payment_method", "address", "reason", "confirmation", "choice", "rating", "free_text",
)  # fmt: skip

# By the slot that a form asks for. `identity_given` and `value` stand for several things: see below.
SLOTS = {
    "order_number": "order_number",
    "cancel_reason": "reason",
    "lines": "items",
    "swaps": "variant",
    "payment_method": "payment_method",
    "return_way": "choice",
    "address": "address",
    "address_scope": "choice",
    "claim_kind": "choice",
    "claim_wish": "choice",
    "dispute_kind": "choice",
    "amount": "free_text",
    "code_tried": "free_text",
    "reason": "choice",
    "email": "email",
    "contact_email": "email",
    "field": "choice",
    "value": "free_text",
    "identity_given": "email",
    "surely": "confirmation",
    "confirmation": "confirmation",
    "rating": "rating",
    "comment": "free_text",
}
FIELDS = {"email": "email", "phone": "phone", "name": "name"}
IDENTITY = {
    "utter_ask_who_you_are": "email",
    "utter_ask_identity_email_for_code": "email",
    "utter_ask_identity_email_or_name": "email",
    "utter_ask_identity_second": "order_number",
    "utter_ask_identity_code": "code",
    "utter_ask_identity_code_again": "code",
    "utter_ask_identity_postcode": "postcode",
    "utter_ask_identity_name": "name",
}
# Questions that no form asks.
QUESTIONS = {
    "utter_ask_which_order": "order_number",
    "utter_orders_under_way": "order_number",
    "utter_orders_named": "order_number",
    "utter_ask_refund_which": "order_number",
    "utter_ask_which_product": "product",
    "utter_ask_which_two": "product",
}
DOUBT = "utter_did_you_mean"


def awaited(tracker: DialogueStateTracker, said: Sequence[BotUttered]) -> str | None:
    """One of NAMES, or None. `said`: what the assistant said in this turn."""
    last = response_of(said[-1]) if said else ""
    if last == DOUBT:
        return "choice"
    slot = tracker.get_slot("requested_slot")
    if slot:
        return _by_slot(tracker, str(slot))
    if last in QUESTIONS:
        return QUESTIONS[last]
    return "choice" if said and said[-1].data.get("buttons") else None


def _by_slot(tracker: DialogueStateTracker, slot: str) -> str:
    if slot == "identity_given":
        asked = (response_of(e) for e in reversed(tracker.events) if isinstance(e, BotUttered))
        return next((IDENTITY[name] for name in asked if name in IDENTITY), SLOTS[slot])
    if slot == "value":
        return FIELDS.get(str(tracker.get_slot("field")), SLOTS[slot])
    return SLOTS.get(slot, "free_text")


def response_of(said: BotUttered) -> str:
    """The name of the response, "" for words that have none."""
    return str((said.metadata or {}).get("utter_action") or "")
