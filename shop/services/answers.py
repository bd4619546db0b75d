"""What is said to a customer's message: stored before it is told, and the same however often it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Sequence

from shop.model.chat import ChatEvent, ChatTurn
from shop.model.records import Conversation
from shop.ports import UnitOfWork
from shop.services.base import Service
from shop.services.lines import NOBODY, handoff_state, say, with_ids

# The bot's acknowledgements of a live handoff: what it says behind one in the same turn is not said.
ACKNOWLEDGES = "utter_person_is_coming"


@dataclass(frozen=True)
class Heard:
    """What the engine said to one message, as `gateway.engine_client` reads it."""

    messages: Sequence[dict[str, Any]]
    awaiting: str | None = None
    understood: dict[str, Any] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True)
class Answer:
    """`lines`: what was said to the customer in this turn. `more`: whether the conversation wants looking at again."""

    turn: ChatTurn
    lines: list[ChatEvent]
    more: bool = True

    @property
    def awaiting(self) -> str | None:
        return (self.turn.answer or {}).get("awaiting")

    @property
    def handoff(self) -> dict[str, Any]:
        return dict((self.turn.answer or {}).get("handoff") or NOBODY)


class Answers(Service):
    """What goes out, to who has written and to all their pages."""

    def bot_told(self, conversation_id: str, heard: Heard) -> None:
        """The bot knows that the person is done, and what it said to that goes to the customer."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            conversation, now = work.records.conversation(conversation_id), self.tools.clock.now()
            if conversation.in_charge != "returning":
                return
            conversation.in_charge = "bot"
            conversation.awaiting = heard.awaiting or ""
            self._speak(work, conversation, heard.messages, 0)  # it is no turn's answer
            state = handoff_state(self.tools, work, conversation)  # told when the person was done
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
            state = self._state(work, conversation)
            self._close(work, turn, status, conversation.awaiting or None, state, heard.understood)
            work.chats.flush()
            more = conversation.in_charge != "bot" or work.chats.first_unfinished(conversation_id) is not None
            work.commit()
            return Answer(turn, lines, more)

    def _state(self, work: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
        if not conversation.ticket_id:
            return dict(NOBODY)
        return handoff_state(self.tools, work, conversation)

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


def _until_acknowledged(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for index, message in enumerate(messages):
        if message.get("response") == ACKNOWLEDGES:
            return messages[: index + 1]
    return []
