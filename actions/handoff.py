"""A person on request: a case with everything that was said, and when people are there."""

from __future__ import annotations

from typing import Sequence

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.base import Replies, ShopAction
from actions.forming import RequestForm
from actions.people import NO_ADDRESS, call_person, hours_text, what_was_said
from actions.replies import Reply
from actions.step import Heard, Step
from actions.talk import Talk
from actions.turn import Turn
from shop.model.records import Ticket
from shop.services.reading.answers import is_no

# One case is enough for who wants somebody to talk to, whatever it was opened for.
_FOR_A_PERSON = {"customer_asked", "upset", "complaint"}


def waiting_for_a_person(turn: Turn) -> Ticket | None:
    """The open ticket of who wants somebody to talk to."""
    tickets = turn.shop.handoff.tickets(turn.conversation)
    return next((t for t in tickets if t.reason in _FOR_A_PERSON and t.state != "resolved"), None)


def open_case(turn: Turn, reason: str, queue: str) -> Reply:
    """One open case a reason and conversation; what is said later is added to it."""
    facts = what_was_said(turn)
    before = turn.shop.handoff.tickets(turn.conversation)
    waiting = waiting_for_a_person(turn)
    if reason in _FOR_A_PERSON and waiting is not None:
        return Reply.of("utter_case_open_already", ticket=waiting.id, hours_text=hours_text(turn))
    ticket = turn.shop.handoff.open_case(
        turn.conversation, reason=reason, queue=queue, summary=" / ".join(facts["said"][-3:])[:500], facts=facts,
        order_number=facts["order_number"], key=f"{turn.conversation}:{reason}",
    )  # fmt: skip
    known = ticket.id in {each.id for each in before}
    response = "utter_case_open_already" if known else "utter_case_opened"
    return Reply.of(response, ticket=ticket.id, hours_text=hours_text(turn))


class CallPerson(ShopAction):
    """A person takes the conversation over where one can, with everything open dropped; else a case is opened."""

    def name(self) -> str:
        return "action_call_person"

    def reply(self, turn: Turn) -> Replies:
        waiting = waiting_for_a_person(turn)
        reason, queue = (waiting.reason, waiting.queue) if waiting else ("customer_asked", "general")
        return call_person(turn, reason, queue, "utter_case_opened")

    def proceed(self, turn: Turn) -> list[EventType]:
        """Somebody whom we know no address of is asked where to answer, unless a form is waiting for them."""
        if turn.found.get(NO_ADDRESS) and turn.form is None and not turn.open_requests:
            return [FollowupAction("contact_form")]
        return super().proceed(turn)


class ContactEmail(Step):
    slot = "contact_email"

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        found = talk.message.entities.get("email") if talk.message is not None else None
        if found:
            return Heard(str(found[0]), plain=True)
        return Heard("", plain=True) if asked and is_no(talk.text) else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        return [Reply.of("utter_please_leave_email")]


class ValidateContact(RequestForm):
    """Where a case is answered, of who has not said who they are."""

    form = "contact_form"
    personal = False

    def steps(self) -> Sequence[Step]:
        return [ContactEmail()]


class KeepContact(ShopAction):
    def name(self) -> str:
        return "action_keep_contact"

    def reply(self, turn: Turn) -> Replies:
        email = str(turn.tracker.get_slot("contact_email") or "")
        if not email:
            return Reply.of("utter_no_contact")
        self.shop.handoff.answer_to(turn.conversation, email)
        return Reply.of("utter_contact_kept", email=email)

    def events(self, turn: Turn) -> list[EventType]:
        return [SlotSet("contact_email", None)]
