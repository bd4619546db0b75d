"""The one frame of every action: read the turn, reply, and say honestly what went wrong."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from typing import Any, Sequence, Union

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import agenda, cards
from actions.mood import soothed
from actions.people import LIVE, for_people
from actions.replies import Button, Reply, refusal_reply
from actions.turn import Turn
from actions.wiring import the_shop
from shop.bootstrap import Shop
from shop.model.refusals import NeedsAPerson, NotVerified, PaymentUnknown, Refusal
from shop.ports import StorageBusy

logger = logging.getLogger(__name__)
Replies = Union[Reply, Sequence[Reply], None]


class ShopAction(Action, ABC):
    """`reply` says it; `events` may add slots; what waits in the agenda comes next by itself."""

    def __init__(self, shop: Shop | None = None) -> None:
        self._shop = shop

    @property
    def shop(self) -> Shop:
        return self._shop or the_shop()

    @abstractmethod
    def name(self) -> str: ...

    @abstractmethod
    def reply(self, turn: Turn) -> Replies: ...

    def events(self, turn: Turn) -> list[EventType]:
        return []

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        return await asyncio.to_thread(self.perform, dispatcher, tracker, domain)

    def perform(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        turn = Turn.read(tracker, domain, self.shop, in_hand=self.name())
        try:
            replies = self.reply(turn)
            speak(dispatcher, turn, replies)
            if turn.found.get(LIVE):
                return [*self.events(turn), *for_people(turn)]
            return [*self.events(turn), *offer_events(turn, replies), *self.proceed(turn)]
        except NotVerified:
            return ask_identity(self.as_request(turn), turn)
        except Exception as error:
            replies = explain(error, turn)
            speak(dispatcher, turn, replies)
            return [*offer_events(turn, replies), *self.proceed(turn)]

    def as_request(self, turn: Turn) -> agenda.Request:
        message = agenda.stored(turn.message) if turn.message else None
        return {"does": self.name(), "slots": {}, "message": message, "resumed": False}

    def proceed(self, turn: Turn) -> list[EventType]:
        """Back to the form that was interrupted, or on to the next request."""
        if turn.form is not None:
            waiting = [*turn.open_requests, *turn.further]
            return [SlotSet("open_requests", waiting), FollowupAction(turn.form)]
        return next_request([*turn.open_requests, *turn.further])


def next_request(waiting: list[agenda.Request], after_another: bool = False) -> list[EventType]:
    """Takes up the first of what waits; its own slots are set again. `after_another`: one was just finished."""
    if not waiting:
        # Said outright: after an action that followed another one, no rule knows that the turn is over.
        over = FollowupAction("action_listen")
        return [SlotSet("open_requests", []), SlotSet("current_request", None), over]
    first, rest = {**waiting[0], "after_another": after_another}, waiting[1:]
    slots = [SlotSet(name, value) for name, value in first["slots"].items()]
    return [
        *slots,
        SlotSet("current_request", first),
        SlotSet("open_requests", rest),
        FollowupAction(first["does"]),
    ]


def ask_identity(request: agenda.Request, turn: Turn) -> list[EventType]:
    """Who the customer is comes first; the request waits at the head of the agenda."""
    waiting = [request, *turn.open_requests, *turn.further]
    return [SlotSet("open_requests", waiting), SlotSet("current_request", None), FollowupAction("identity_form")]


def speak(dispatcher: CollectingDispatcher, turn: Turn, replies: Replies) -> None:
    for reply in soothed(turn, said_in_order(replies)):
        buttons = [{"title": b.title, "payload": b.payload or b.title} for b in reply.buttons]
        facts = turn.phrases.said(reply.facts)
        card = cards.card(turn.phrases, reply.shows) if reply.shows and cards.can_be_shown(turn.tracker) else None
        beside = {"card": card} if card else None
        dispatcher.utter_message(response=reply.response, buttons=buttons or None, json_message=beside, **facts)


def said_in_order(replies: Replies) -> list[Reply]:
    return [replies] if isinstance(replies, Reply) else list(replies or [])


def offer_events(turn: Turn, replies: Replies) -> list[EventType]:
    """The one thing that was offered, for a yes that comes right after."""
    requests = [button.request for reply in said_in_order(replies) for button in reply.buttons if button.request]
    return [SlotSet("offer", {"after": turn.message_id, "request": requests[0]})] if len(requests) == 1 else []


def explain(error: Exception, turn: Turn) -> list[Reply]:
    """The one place where what went wrong becomes words. Unexpected errors are logged here, once."""
    if isinstance(error, NeedsAPerson):
        return [_person_decides(error, turn)]
    if isinstance(error, Refusal):
        person = (offer_person(turn),) if isinstance(error, PaymentUnknown) else ()
        return [refusal_reply(error), *person]
    if isinstance(error, StorageBusy):
        logger.warning("storage busy in conversation %s", turn.conversation)
        return [Reply.of("utter_storage_busy"), offer_person(turn)]
    logger.exception("unexpected error in conversation %s", turn.conversation, exc_info=error)
    return [Reply.of("utter_something_went_wrong"), offer_person(turn)]


def offer_person(turn: Turn) -> Reply:
    return Reply.of("utter_offer_person", person_button(turn))


def person_button(turn: Turn) -> Button:
    return Button(turn.phrases.part("talk_to_person"), request=agenda.request("action_call_person"))


def _person_decides(error: NeedsAPerson, turn: Turn) -> Reply:
    facts: dict[str, Any] = dict(error.facts)
    reason, queue = str(facts.pop("reason")), str(facts.pop("queue"))
    number = str(facts.get("number", ""))
    ticket = turn.shop.handoff.open_case(
        turn.conversation, reason=reason, queue=queue, summary=turn.said, facts=facts, order_number=number,
        key=f"{turn.conversation}:{reason}:{number}",
    )  # fmt: skip
    return Reply.of("utter_person_decides", ticket=ticket.id, case_reason=reason, **facts)
