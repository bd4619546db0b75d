"""How every form listens: answers, corrections, interruptions, a changed mind, and what comes next.

Rasa's own slot filling takes any entity for the form in hand whatever was meant, so all slots are mapped `custom`
and this is the only code that fills them.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import agenda
from actions.base import Replies, ShopAction, ask_identity, explain, next_request, offer_events, speak
from actions.listening import Outcome, listen, read_all
from actions.replies import Button, Reply, refusal_reply
from actions.step import Step
from actions.talk import Talk
from actions.turn import Turn
from shop.model import refusals
from shop.model.refusals import NotVerified, Refusal
from shop.services.changes.base import Change

# Refusals after which another answer to one question helps; all others end the request.
ASK_AGAIN: dict[type[Refusal], str] = {
    refusals.OrderNotFound: "order_number",
    refusals.ReasonNotAccepted: "cancel_reason",
    refusals.SameAddress: "address",
    refusals.SamePaymentMethod: "payment_method",
    refusals.PaymentMethodNotFound: "payment_method",
    refusals.GiftCardTooLow: "payment_method",
    refusals.RefundTargetNotAllowed: "payment_method",
    refusals.VariantNotAvailable: "swaps",
    refusals.SameVariant: "swaps",
    refusals.OtherProduct: "swaps",
    refusals.LineNotInOrder: "lines",
    refusals.AlreadyReturned: "lines",
    refusals.NotReturnable: "lines",
}


class RequestForm(ShopAction):
    """`validate_<form>`: called by the engine with each message while the form is active, and at its start."""

    form: str
    personal: bool = True

    def name(self) -> str:
        return f"validate_{self.form}"

    @abstractmethod
    def steps(self) -> Sequence[Step]:
        """In the order in which they are asked; the confirmation is added by itself."""

    def change(self, talk: Talk) -> Change | None:
        """What to propose when all is known; None for a form that only gathers facts."""
        return None

    def reply(self, turn: Turn) -> Replies:
        return None

    def perform(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        turn = Turn.read(tracker, domain, self.shop, in_hand=self.form)
        talk = Talk(turn, {s: tracker.get_slot(s) for s in self.slot_names()}, turn.message)
        try:
            if self.personal and turn.customer is None:
                return self._identify_first(talk)
            outcome = self._outcome(talk)
        except Exception as error:
            outcome = self._refused(talk, error)
        try:
            return self._conclude(dispatcher, talk, outcome)
        except Exception as error:
            dispatcher.messages.clear()
            return self._conclude(dispatcher, talk, Outcome("over", explain(error, turn)))

    def slot_names(self) -> list[str]:
        """The slots of the steps and what they keep on the side."""
        kept = [slot for step in self.steps() for slot in (step.slot, *step.keeps)]
        return [*dict.fromkeys(kept), "confirmation", "proposal", "missed"]

    def _identify_first(self, talk: Talk) -> list[EventType]:
        request = agenda.suspended(self.form, talk.filled)
        request["message"] = agenda.stored(talk.message) if talk.message else None
        request["resumed"] = False
        cleared = [SlotSet(name, None) for name in self.slot_names()]
        return [*cleared, SlotSet("requested_slot", None), ActiveLoop(None), *ask_identity(request, talk.turn)]

    def _outcome(self, talk: Talk) -> Outcome:
        turn = talk.turn
        if turn.fresh and turn.form == self.form and turn.requested:
            outcome = listen(self, talk)
            if outcome.kind != "go_on":
                return outcome
        else:
            outcome = self._begin(talk)
        return self.advance(talk, outcome)

    def _begin(self, talk: Talk) -> Outcome:
        """At the start, or back from an interruption, where nothing of the interrupting message is read."""
        current = talk.turn.tracker.get_slot("current_request") or {}
        outcome = Outcome("go_on")
        back = bool(talk.turn.requested) or (not talk.turn.fresh and current.get("resumed"))
        topic = talk.turn.phrases.part(f"topic_{self.form}")
        if back:
            outcome.replies.append(Reply.of("utter_back_to_request", topic=topic))
            talk.message = None
            talk.drop("confirmation")
            return outcome
        if current.get("after_another") and not talk.turn.fresh:
            outcome.replies.append(Reply.of("utter_next_request", topic=topic))
        if talk.message is not None:
            read_all(self, talk, outcome)
        if self._offered(talk) and talk.message is not None:
            read_all(self, talk, outcome)
        return outcome

    def _offered(self, talk: Talk) -> bool:
        """What was offered just now is what is begun ("what can you do about it"), where the message names no other."""
        offer = talk.turn.offer
        slots = offer["slots"] if offer is not None and offer["does"] == self.form else {}
        open_slots = {slot: value for slot, value in slots.items() if talk.filled.get(slot) is None}
        for slot, value in open_slots.items():
            talk.put(slot, value)
        return bool(open_slots)

    def advance(self, talk: Talk, outcome: Outcome) -> Outcome:
        """Fills what needs no asking, then asks the first thing that is open, or proposes."""
        for step in self.steps():
            if talk.filled.get(step.slot) is not None or not step.applies(talk):
                continue
            value = step.settle(talk)
            if value is None:
                outcome.replies += step.ask(talk)
                outcome.asked = step.slot
                return outcome
            talk.put(step.slot, value)
        return self._propose(talk, outcome)

    def _propose(self, talk: Talk, outcome: Outcome) -> Outcome:
        change = self.change(talk)
        if change is None:
            return Outcome("complete", outcome.replies, further=outcome.further)
        proposal, summary = self.shop.proposals.propose(talk.turn.conversation, change)
        talk.put("proposal", proposal.id)
        talk.drop("confirmation")
        facts = {**summary.facts, "movements": summary.shown_movements}
        yes, no = talk.turn.phrases.part("yes"), talk.turn.phrases.part("no")
        outcome.replies.append(Reply.of(f"utter_confirm_{change.kind}", Button(yes), Button(no), **facts))
        outcome.asked = "confirmation"
        return outcome

    def _refused(self, talk: Talk, error: Exception) -> Outcome:
        """A refusal that another answer can help asks again; all others end the request."""
        slot = next((s for kind, s in ASK_AGAIN.items() if isinstance(error, kind)), None)
        step = next((step for step in self.steps() if step.slot == slot), None)
        if isinstance(error, NotVerified) or not isinstance(error, Refusal) or step is None:
            return Outcome("over", explain(error, talk.turn))
        talk.drop(step.slot, *step.resets, "confirmation")
        try:
            return self._with_what_is_left(talk, error, step) or Outcome(
                "go_on", [refusal_reply(error), *step.ask(talk)], asked=step.slot
            )
        except Refusal:
            return Outcome("over", [refusal_reply(error)])

    def _with_what_is_left(self, talk: Talk, error: Refusal, step: Step) -> Outcome | None:
        """Where one answer is left there is nothing to ask; None where that one is refused too."""
        left = step.settle(talk) if step.narrows else None
        if left is None:
            return None
        talk.put(step.slot, left)
        try:
            return self.advance(talk, Outcome("go_on", [refusal_reply(error)]))
        except type(error):
            talk.drop(step.slot)
            return None

    def _conclude(self, dispatcher: CollectingDispatcher, talk: Talk, outcome: Outcome) -> list[EventType]:
        if outcome.kind == "not_mine":
            return []  # the engine rejects the form, and a rule answers
        speak(dispatcher, talk.turn, outcome.replies)
        return [*offer_events(talk.turn, outcome.replies), *self._go_on(talk, outcome)]

    def _go_on(self, talk: Talk, outcome: Outcome) -> list[EventType]:
        for request in outcome.further:
            if request["message"] is None or request["does"] == self.form:
                request["slots"] = {**self._shared(talk), **request["slots"]}
        waiting = [*outcome.further, *talk.turn.further, *talk.turn.open_requests]
        if outcome.kind == "go_on":
            slots = [SlotSet(name, value) for name, value in talk.filled.items()]
            used = SlotSet("current_request", None)
            return [*slots, used, SlotSet("open_requests", waiting), SlotSet("requested_slot", outcome.asked)]
        if outcome.kind == "complete":
            slots = [SlotSet(name, value) for name, value in talk.filled.items()]
            return [*slots, SlotSet("open_requests", waiting), SlotSet("requested_slot", None)]
        return self._leave(talk, outcome, waiting)

    def _shared(self, talk: Talk) -> dict[str, Any]:
        """What was said of the first of several orders holds for the others too."""
        return {name: talk.filled[name] for name in ("cancel_reason", "return_way") if talk.filled.get(name)}

    def _leave(self, talk: Talk, outcome: Outcome, waiting: list[agenda.Request]) -> list[EventType]:
        """The request is over, or makes way for another."""
        if talk.filled.get("proposal"):
            self.shop.proposals.close(talk.turn.conversation)
        if outcome.kind == "makes_way":
            waiting = [*outcome.further, agenda.suspended(self.form, talk.filled), *talk.turn.open_requests]
            waiting[1:1] = talk.turn.further
        cleared = [SlotSet(name, None) for name in self.slot_names()]
        if outcome.kind == "makes_way" and talk.filled.get("order_number"):
            cleared.append(SlotSet("order_in_mind", talk.filled["order_number"]))
        following = next_request(waiting) if waiting else [FollowupAction("action_listen")]
        return [*cleared, SlotSet("requested_slot", None), ActiveLoop(None), SlotSet("open_requests", []), *following]
