"""What to make of messages that ask for nothing by themselves: details, a yes or no in the open, the unintelligible."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions import agenda, meaning
from actions.base import Replies, ShopAction, next_request, person_button
from actions.confirming import REQUEST_SLOTS
from actions.offers import TakesOffer
from actions.products import among_shown, card, found_replies, in_mind, in_mind_after
from actions.replies import Reply
from actions.step import buttons
from actions.tracking import status_replies
from actions.turn import Turn
from actions.why import asks_why
from shop.model.refusals import OrderNotFound
from shop.services.orders import OrderView


def shown_card(turn: Turn) -> Reply | None:
    """ "The second one": one of the products just listed."""
    chosen = among_shown(turn)
    return card(turn, chosen[0]) if len(chosen) == 1 else None


def named_product(turn: Turn) -> Reply | None:
    """A bare name, "water bottle 1 litre": what the shop has of it."""
    if turn.message is None or not turn.message.products:
        return None
    found = turn.shop.products.search(turn.text)
    return found_replies(turn, found) if found.hits or found.near else None


def not_understood(turn: Turn) -> Reply:
    """Two likely meanings become a question; from the second time in a row on a person is offered."""
    if turn.previous_id and turn.tracker.get_slot("unclear") == turn.previous_id:
        return Reply.of("utter_still_not_understood", person_button(turn))
    question = meaning.question(turn.phrases, turn.message) if turn.message is not None else None
    return question or Reply.of("utter_not_understood")


def unclear_events(turn: Turn) -> list[EventType]:
    chosen = among_shown(turn)
    if len(chosen) == 1:
        return in_mind(chosen)
    if turn.message is not None and turn.message.products:
        return in_mind_after(turn.shop.products.search(turn.text))
    if asks_why(turn) is not None:
        return []
    asked = meaning.kept(turn.message, turn.message_id) if turn.message is not None and turn.message.candidates else []
    return [SlotSet("unclear", turn.message_id), *asked]


def cleared_up(turn: Turn) -> list[EventType] | None:
    """Takes up what was asked about, where this turn's words picked one of the meanings."""
    request = agenda.for_message(turn.message) if turn.cleared_up and turn.message is not None else None
    return next_request([request, *turn.open_requests]) if request is not None else None


class TakeInformation(TakesOffer):
    """Bare details: who somebody is, or an order number; what to do with it is asked."""

    def name(self) -> str:
        return "action_take_information"

    def reply(self, turn: Turn) -> Replies:
        message = turn.message
        if turn.cleared_up:
            return None
        if message is not None and message.order_numbers:
            number = message.order_numbers[0]
            view = self._view(turn, number)
            wishes = (
                ("track", "cancel", "return") if view.order.status == "pending" else ("track", "return", "exchange")
            )
            titles = [turn.phrases.part(f"wish_{wish}", number=view.order.label) for wish in wishes]
            return [
                *status_replies(turn, view),
                Reply.of("utter_ask_what_with_order", *buttons(titles), number=view.order.label),
            ]
        if (
            turn.customer is None
            and message is not None
            and (message.entities.get("email") or message.entities.get("postcode"))
        ):
            self.shop.orders.desk(turn.conversation)  # raises NotVerified: who it is comes first
        return shown_card(turn) or named_product(turn) or not_understood(turn)

    def events(self, turn: Turn) -> list[EventType]:
        told = turn.cleared_up or (turn.message is not None and turn.message.order_numbers)
        return [] if told else unclear_events(turn)

    def proceed(self, turn: Turn) -> list[EventType]:
        return cleared_up(turn) or super().proceed(turn)

    def _view(self, turn: Turn, number: str) -> OrderView:
        if turn.customer is not None and self.shop.orders.desk(turn.conversation).order(number) is None:
            raise OrderNotFound(number=number)
        return self.shop.orders.view(turn.conversation, number)

    def as_request(self, turn: Turn) -> dict[str, Any]:
        """Who somebody is needs no second look; an order number does."""
        if turn.message is not None and turn.message.order_numbers:
            return super().as_request(turn)
        return {"does": "action_welcome", "slots": {}, "message": None, "resumed": False}


class Welcome(ShopAction):
    """After somebody has said who they are, without having asked for anything."""

    def name(self) -> str:
        return "action_welcome"

    def reply(self, turn: Turn) -> Replies:
        return Reply.of("utter_ask_what_to_do")


class Fallback(TakesOffer):
    """Not understood, unless it points at what was just listed."""

    def name(self) -> str:
        return "action_default_fallback"

    def reply(self, turn: Turn) -> Replies:
        if turn.cleared_up:
            return None
        return shown_card(turn) or asks_why(turn) or named_product(turn) or not_understood(turn)

    def events(self, turn: Turn) -> list[EventType]:
        return [] if turn.cleared_up else unclear_events(turn)

    def proceed(self, turn: Turn) -> list[EventType]:
        return cleared_up(turn) or super().proceed(turn)


class OutOfScope(ShopAction):
    def name(self) -> str:
        return "action_out_of_scope"

    def reply(self, turn: Turn) -> Replies:
        return asks_why(turn) or Reply.of("utter_out_of_scope")


class NothingToStop(ShopAction):
    def name(self) -> str:
        return "action_nothing_to_stop"

    def reply(self, turn: Turn) -> Replies:
        return Reply.of("utter_nothing_to_stop")


class StartOver(TakesOffer):
    """Drops everything that is open; who the customer is stays known. "Try again", of a parcel that came back, is an offer taken."""

    def name(self) -> str:
        return "action_start_over"

    def reply(self, turn: Turn) -> Replies:
        self.shop.proposals.close(turn.conversation)
        return Reply.of("utter_fresh_start")

    def events(self, turn: Turn) -> list[EventType]:
        return [SlotSet("open_requests", []), *(SlotSet(name, None) for name in REQUEST_SLOTS)]

    def proceed(self, turn: Turn) -> list[EventType]:
        return []
