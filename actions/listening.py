"""What a message means to the form that is waiting for an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from actions import agenda
from actions.base import offer_person
from actions.messages import SURE, Message
from actions.replies import Reply
from actions.step import Heard, Step
from actions.talk import Talk
from shop.services.reading.answers import is_no, is_yes, is_yes_but

if TYPE_CHECKING:
    from actions.forming import RequestForm

Kind = Literal["go_on", "complete", "over", "makes_way", "not_mine"]

# Two names for one wish, as long as the order in hand is the one meant.
_AKIN = (
    {"return_form", "action_start_refund"},
    {"exchange_form", "change_items_form"},
    {"claim_form", "action_start_refund"},
    {"claim_form", "exchange_form"},
)
_ALSO = (" also", "also ", " too", "as well", "another order", "and then", "plus ")
_ABOUT_PRODUCTS = {"product_question", "search_products", "product_availability", "compare_products"}
_DROPS = re.compile(r"\b(?:cancel|forget|drop|stop|leave|abort)\b (?:it|that|this)\b", re.I)
_ANSWERS = {"inform", "affirm", "deny", "nlu_fallback", "give_rating"}


@dataclass
class Outcome:
    """`asked`: the slot that the replies ask for; `further`: requests to come after this one."""

    kind: Kind
    replies: list[Reply] = field(default_factory=list)
    asked: str | None = None
    further: list[agenda.Request] = field(default_factory=list)


def listen(form: RequestForm, talk: Talk) -> Outcome:
    message = talk.message
    if message is None:
        return Outcome("go_on")
    if message.intent == "stop_request" and message.is_sure:
        return Outcome("over", [Reply.of("utter_request_dropped")])
    if message.intent == "start_over" and message.is_sure:
        talk.drop(*form.slot_names())
        return Outcome("go_on", [Reply.of("utter_starting_over")])
    if talk.turn.requested == "confirmation":
        return _confirmation(form, talk, message)
    if talk.turn.offer is not None and is_yes(message.text) and not agenda.is_form(talk.turn.offer["does"]):
        return Outcome("not_mine")  # the rule for a yes takes up the offer
    return _answer(form, talk, message)


def _confirmation(form: RequestForm, talk: Talk, message: Message) -> Outcome:
    if is_yes(message.text):
        talk.put("confirmation", True)
        return Outcome("complete")
    if is_no(message.text):
        return Outcome("over", [Reply.of("utter_request_dropped")])
    corrected = Outcome("go_on")
    other = _other_request(form, talk, message)
    if (other is None or _adds_to(message)) and read_all(form, talk, corrected):
        return corrected
    if message.intent == "deny":
        return Outcome("over", [Reply.of("utter_request_dropped")])
    return other or _unanswered(form, talk, message)


def _adds_to(message: Message) -> bool:
    """ "Yes, and make the lamp a brass one" sounds like a question about lamps and is none."""
    return message.intent in _ABOUT_PRODUCTS and is_yes_but(message.text) and "?" not in message.text


def _answer(form: RequestForm, talk: Talk, message: Message) -> Outcome:
    step = next((s for s in form.steps() if s.slot == talk.turn.requested), None)
    heard = step.read(talk, asked=True) if step is not None else None
    other = _other_request(form, talk, message)
    several = bool(talk.turn.further)  # who asks for two things answers with neither
    if other is not None and (heard is None or not heard.plain or several):
        return other
    outcome = Outcome("go_on")
    if step is not None and heard is not None:
        take(form, talk, step, heard, outcome)
    if read_all(form, talk, outcome, besides=step) or heard is not None or (step is not None and step.slot_parts(talk)):
        talk.put("missed", 0)
        return outcome
    if message.intent == "deny" and _DROPS.search(message.text) and form.form != "cancel_order_form":
        return Outcome("over", [Reply.of("utter_request_dropped")])
    return _unanswered(form, talk, message)


def _other_request(form: RequestForm, talk: Talk, message: Message) -> Outcome | None:
    """Another request makes this one wait; a second of the same kind waits behind it."""
    request = agenda.for_message(message)
    if request is None or message.confidence < SURE:
        return None
    numbers = [n for n in message.order_numbers if n != talk.filled.get("order_number")]
    if request["does"] == form.form:
        also = any(word in f" {message.text.lower()} " for word in _ALSO)
        if numbers and also and talk.filled.get("order_number"):
            return Outcome("go_on", [Reply.of("utter_that_comes_next")], further=[request])
        return None
    if not numbers and any({form.form, request["does"]} <= kin for kin in _AKIN):
        return None
    if not agenda.is_form(request["does"]):
        return Outcome("not_mine")
    return Outcome("makes_way", further=[request])


def read_all(form: RequestForm, talk: Talk, outcome: Outcome, besides: Step | None = None) -> bool:
    """Takes whatever the message says of any step; True where it said something, new or not."""
    took = False
    for step in form.steps():
        if step is besides or talk.message is None or not step.applies(talk):
            continue
        heard = step.read(talk, asked=False)
        if heard is not None:
            took = True
            if heard.value != talk.filled.get(step.slot):
                take(form, talk, step, heard, outcome)
    return took


def take(form: RequestForm, talk: Talk, step: Step, heard: Heard, outcome: Outcome) -> None:
    if talk.filled.get(step.slot) is not None and talk.filled[step.slot] != heard.value:
        talk.drop(*step.resets, "confirmation")
    talk.put(step.slot, heard.value)
    for slot, value in (heard.also or {}).items():
        talk.put(slot, value)
    message = agenda.stored(talk.message) if heard.again and talk.message is not None else None
    outcome.further += [
        {"does": form.form, "slots": dict(slots), "message": message, "resumed": False} for slots in heard.further
    ]


def _unanswered(form: RequestForm, talk: Talk, message: Message) -> Outcome:
    """A question or a pleasantry is answered by its rule; what was not understood is asked again, then a person."""
    if message.intent not in _ANSWERS and message.intent != "out_of_scope" and message.is_sure:
        if agenda.STARTS.get(message.intent) != form.form:
            return Outcome("not_mine")
    missed = int(talk.filled.get("missed") or 0) + 1
    talk.put("missed", missed)
    if missed >= 2:
        return Outcome("go_on", [Reply.of("utter_answer_not_understood"), offer_person(talk.turn)])
    return Outcome("go_on", [Reply.of("utter_answer_not_understood")])
