"""The requests of a conversation that are still open: one in hand, the others waiting in the slot `open_requests`.

A request is plain JSON: `does` (the form or action that serves it), `slots` (what is known already), `message`
(what was understood, to be read once) and `resumed` (it was begun, then interrupted).
"""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from actions.messages import Message

Request = dict[str, Any]

STARTS: dict[str, str] = {
    "track_order": "action_track_order",
    "list_orders": "action_list_orders",
    "invoice": "action_send_invoice",
    "cancel_order": "cancel_order_form",
    "change_order": "change_items_form",
    "change_address": "change_address_form",
    "change_order_payment": "change_payment_form",
    "missing_item": "claim_form",
    "damaged_wrong_item": "claim_form",
    "return_item": "return_form",
    "exchange_item": "exchange_form",
    "refund_request": "action_start_refund",
    "refund_status": "action_show_refunds",
    "search_products": "action_search_products",
    "product_question": "action_answer_product",
    "product_availability": "action_check_availability",
    "compare_products": "action_compare_products",
    "place_order": "action_help_buying",
    "change_account": "change_account_form",
    "see_account": "action_show_account",
    "account_access": "access_form",
    "create_account": "action_answer_question",
    "delete_account": "delete_account_form",
    "billing_dispute": "dispute_form",
    "payment_issue": "action_explain_declined",
    "payment_methods": "action_answer_question",
    "promo_code": "promotion_form",
    "running_promotions": "action_show_promotions",
    "price_match": "price_form",
    "membership_status": "action_show_membership",
    "pay_membership": "pay_membership_form",
    "extend_membership": "extend_membership_form",
    "cancel_membership": "cancel_membership_form",
    "delivery_info": "action_answer_question",
    "faq_policy": "action_answer_question",
    "return_how": "action_answer_question",
    "newsletter": "action_newsletter",
    "website_issue": "action_answer_question",
    "human_handoff": "action_call_person",
    "complaint": "action_hear_complaint",
}


def request(does: str, **slots: Any) -> Request:
    """One that needs no words to be read."""
    return {"does": does, "slots": slots, "message": None, "resumed": False}


def is_form(name: str) -> bool:
    return name.endswith("_form")


def for_message(message: Message) -> Request | None:
    """The request that a message makes, or None where it makes none."""
    does = STARTS.get(message.intent)
    if does is None:
        return None
    return {"does": does, "slots": {}, "message": stored(message), "resumed": False}


def stored(message: Message) -> dict[str, Any]:
    return {
        "text": message.said or message.text,
        "english": message.text,
        "intent": {"name": message.intent, "confidence": message.confidence},
        "entities": [{"entity": k, "value": v} for k, values in message.entities.items() for v in values],
        "catalogue": [dict(match) for match in message.catalogue],
        "articles": [dict(found) for found in message.articles],
    }


def following(messages: Sequence[Message], in_hand: str | None = None) -> list[Request]:
    """What the further parts of a message ask for, in order; a second word on the same matter is not a new request."""
    found: list[Request] = []
    for message in messages[1:]:
        request = for_message(message) if message.is_sure else None
        same = request is not None and request["does"] == in_hand and not message.order_numbers and not message.products
        if request is not None and not same:
            found.append(request)
    return found


def suspended(form: str, slots: Mapping[str, Any]) -> Request:
    """A form that makes way; its confirmation is asked anew when it comes back."""
    kept = {name: value for name, value in slots.items() if value is not None and name != "confirmation"}
    return {"does": form, "slots": kept, "message": None, "resumed": True}
