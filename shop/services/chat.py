"""A customer's message on its way: stored once, carried out in order, answered the same however often it comes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Sequence

from shop.model.chat import ChatEvent, ChatTurn
from shop.model.policy import Policy
from shop.model.records import Conversation, Ticket
from shop.ports import UnitOfWork
from shop.services.base import Service
from shop.services.lines import NOBODY, find_choice, handoff_state, say, tell_handoff, with_ids

LEASE = timedelta(seconds=12)
# The bot's acknowledgements of a live handoff: what it says behind one in the same turn is not said.
ACKNOWLEDGES = "utter_person_is_coming"


class ChoiceNotOffered(LookupError):
    """No such button was offered in this conversation."""


@dataclass(frozen=True)
class Heard:
    """What the engine said to one message, as `gateway.engine_client` reads it."""

    messages: Sequence[dict[str, Any]]
    awaiting: str | None = None
    understood: dict[str, Any] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True)
class Answer:
    """`lines`: what was said to the customer in this turn."""

    turn: ChatTurn
    lines: list[ChatEvent]

    @property
    def awaiting(self) -> str | None:
        return (self.turn.answer or {}).get("awaiting")

    @property
    def handoff(self) -> dict[str, Any]:
        return dict((self.turn.answer or {}).get("handoff") or NOBODY)


@dataclass(frozen=True)
class Work:
    """`told`: what the bot must be told first, because a person had the conversation. `closed`: put before a person.

    Neither `turn` nor `told`: there is nothing for this process to do.
    """

    turn: ChatTurn | None = None
    told: dict[str, Any] | None = None
    language: str = ""
    closed: list[ChatTurn] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return self.turn is None and self.told is None


class Chat(Service):
    def begin(self, language: str) -> Conversation:
        """A conversation of the website, under 128 random bits."""
        with self.tools.open_work() as work:
            conversation = work.records.conversation(secrets.token_hex(16))
            now = self.tools.clock.now()
            conversation.channel, conversation.language = "web", language
            conversation.created_at = conversation.seen_at = conversation.updated_at = now
            work.commit()
            return conversation

    def conversation(self, conversation_id: str) -> Conversation | None:
        with self.tools.open_work() as work:
            found = work.records.conversation(conversation_id)
            return found if found.channel == "web" else None

    def receive(
        self, conversation_id: str, client_id: str, text: str, choice: str | None = None, masked: Sequence[str] = ()
    ) -> ChatTurn:
        """Stores the message; one that was stored before is given as it stands. Raises ChoiceNotOffered."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            known = work.chats.turn(conversation_id, client_id)
            if known is not None:
                return known
            payload = ""
            if choice is not None:
                offered = find_choice(work, conversation_id, choice)
                if offered is None:
                    raise ChoiceNotOffered()
                text, payload = offered.title, offered.payload
            conversation, now = work.records.conversation(conversation_id), self.tools.clock.now()
            conversation.turns += 1
            conversation.seen_at = conversation.updated_at = now
            turn = ChatTurn(conversation_id, client_id, conversation.turns, text, now, payload)
            work.chats.add(turn)
            say(work, conversation_id, now, "customer", text, turn.number, client_id=client_id)
            if masked:
                say(work, conversation_id, now, "system", turn=turn.number, event="masked", kinds=list(masked))
            work.commit()
            return turn

    def take_up(self, conversation_id: str, worker: str) -> Work:
        """The next thing to tell the engine; empty where there is nothing, or another process is at it.

        What belongs to a person is put before them here, and the engine never hears of it.
        """
        closed: list[ChatTurn] = []
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            conversation, now = work.records.conversation(conversation_id), self.tools.clock.now()
            while True:
                turn = work.chats.first_unfinished(conversation_id)
                if turn is not None and turn.state == "running" and turn.worker != worker:
                    if turn.leased_until is not None and turn.leased_until > now:
                        return Work(closed=closed)
                if conversation.in_charge != "person":
                    break
                if turn is None:
                    work.commit()
                    return Work(closed=closed)
                self._put_before_a_person(work, conversation, turn)
                closed.append(turn)
                work.chats.flush()
            told = self._to_tell(work, conversation) if conversation.in_charge == "returning" else None
            if turn is not None:
                turn.state, turn.worker, turn.leased_until = "running", worker, now + LEASE
                turn.started_at = turn.started_at or now
            work.commit()
            return Work(turn, told, conversation.language, closed)

    def _put_before_a_person(self, work: UnitOfWork, conversation: Conversation, turn: ChatTurn) -> None:
        now = self.tools.clock.now()
        ticket = work.records.ticket(conversation.ticket_id)
        if ticket is not None:
            ticket.updated_at = now
        state = handoff_state(work, self.tools.policies.current(work), conversation, now)
        self._close(work, turn, "with_person", None, state)

    def _to_tell(self, work: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
        ticket = work.records.ticket(conversation.ticket_id) or Ticket("", "live", "", "", "", conversation.id)
        agent = work.people.agent(ticket.agent_id) if ticket.agent_id else None
        outcome = "left" if ticket.outcome == "customer_left" or ticket.state == "open" else "resolved"
        if ticket.outcome == "returned":
            outcome = "returned"
        told = f"{ticket.id}-{int(ticket.resolved_at.timestamp()) if ticket.resolved_at else 'left'}"
        return {
            "id": told, "outcome": outcome, "agent": agent.name if agent else "", "note": ticket.facts.get("for_the_bot", ""),
            "ticket": ticket.id, "speak": outcome != "left",
        }  # fmt: skip

    def renew(self, worker: str, turns: Sequence[tuple[str, str]]) -> None:
        """Keeps turns that take long from being taken up by another process."""
        with self.tools.open_work() as work:
            until = self.tools.clock.now() + LEASE
            for conversation_id, client_id in turns:
                turn = work.chats.turn(conversation_id, client_id)
                if turn is not None and turn.state == "running" and turn.worker == worker:
                    turn.leased_until = until
            work.commit()

    def bot_told(self, conversation_id: str, heard: Heard) -> None:
        """The bot knows that the person is done, and what it said to that goes to the customer."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            conversation, now = work.records.conversation(conversation_id), self.tools.clock.now()
            if conversation.in_charge != "returning":
                return
            conversation.in_charge = "bot"
            conversation.awaiting = heard.awaiting or ""
            self._speak(work, conversation, heard.messages, conversation.turns)
            state = tell_handoff(work, self.tools.policies.current(work), conversation, now)
            body = {"client_id": "", "status": "done", "awaiting": heard.awaiting, "handoff": state}
            work.chats.add(ChatEvent(conversation_id, "turn", now, conversation.turns, body))
            work.commit()

    def finish(self, conversation_id: str, client_id: str, heard: Heard | None) -> Answer:
        """What the bot said, unless a person has taken over meanwhile: then only its acknowledgement of that.

        None: the engine could not carry this message out at all, and the customer is told.
        """
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            turn = work.chats.turn(conversation_id, client_id)
            if turn is None:
                raise LookupError(f"turn {client_id} of conversation {conversation_id} was never stored")
            if turn.state == "done":
                return Answer(turn, self._said_in(work, turn))
            conversation = work.records.conversation(conversation_id)
            policy = self.tools.policies.current(work)
            if heard is None:
                say(work, conversation_id, self.tools.clock.now(), "system", turn=turn.number, event="not_answered")
            status, heard = ("failed" if heard is None else "done"), heard or Heard([])
            messages = list(heard.messages)
            if conversation.in_charge == "person":
                messages = _until_acknowledged(messages)
            lines = self._speak(work, conversation, messages, turn.number)
            conversation.awaiting = "" if conversation.in_charge == "person" else heard.awaiting or ""
            if heard.language:
                conversation.language = heard.language
            state = self._state(work, policy, conversation)
            self._close(work, turn, status, conversation.awaiting or None, state, heard.understood)
            work.commit()
            return Answer(turn, lines)

    def _state(self, work: UnitOfWork, policy: Policy, conversation: Conversation) -> dict[str, Any]:
        if not conversation.ticket_id:
            return dict(NOBODY)
        return handoff_state(work, policy, conversation, self.tools.clock.now())

    def _speak(
        self, work: UnitOfWork, conversation: Conversation, messages: Sequence[dict[str, Any]], turn: int
    ) -> list[ChatEvent]:
        lines, now = [], self.tools.clock.now()
        for message in messages:
            line = say(
                work, conversation.id, now, "assistant", str(message.get("text") or ""), turn,
                choices=with_ids(message.get("buttons") or [], turn),
                card=message.get("card"), image=message.get("image"), response=message.get("response"),
            )  # fmt: skip
            lines.append(line)
        work.chats.flush()
        return lines

    def _close(
        self,
        work: UnitOfWork,
        turn: ChatTurn,
        status: str,
        awaiting: str | None,
        handoff: dict[str, Any],
        understood: dict[str, Any] | None = None,
    ) -> None:
        now = self.tools.clock.now()
        turn.state, turn.done_at = "done", now
        turn.answer = {"status": status, "awaiting": awaiting, "handoff": handoff}
        body = {"client_id": turn.client_id, **turn.answer, "understood": understood or {}}
        work.chats.add(ChatEvent(turn.conversation_id, "turn", now, turn.number, body))

    def answer(self, conversation_id: str, client_id: str) -> Answer | None:
        """What was said to a message that is finished; None while it is not."""
        with self.tools.open_work() as work:
            turn = work.chats.turn(conversation_id, client_id)
            return Answer(turn, self._said_in(work, turn)) if turn is not None and turn.state == "done" else None

    def _said_in(self, work: UnitOfWork, turn: ChatTurn) -> list[ChatEvent]:
        said = work.chats.events_of_turn(turn.conversation_id, turn.number)
        return [e for e in said if e.kind == "message" and e.body["from"] == "assistant"]

    def unfinished(self) -> list[str]:
        """Conversations with something to tell the engine."""
        with self.tools.open_work() as work:
            return work.chats.unfinished()


def _until_acknowledged(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for index, message in enumerate(messages):
        if message.get("response") == ACKNOWLEDGES:
            return messages[: index + 1]
    return []
