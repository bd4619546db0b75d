"""How satisfied customers are."""

from __future__ import annotations

from shop.services.base import Service


class Feedback(Service):
    def may_ask(self, conversation_id: str) -> bool:
        """True once in a conversation; asking counts."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            conversation = work.records.conversation(conversation_id)
            if conversation.rating_asked or conversation.rating is not None:
                return False
            conversation.rating_asked = True
            work.commit()
            return True

    def may_ask_after_person(self, conversation_id: str, ticket_id: str) -> bool:
        """True once for each time that a person was there, whatever was asked before; asking counts."""
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            ticket = work.records.ticket(ticket_id)
            if ticket is None or ticket.conversation_id != conversation_id or ticket.facts.get("rating_asked"):
                return False
            ticket.facts = {**ticket.facts, "rating_asked": True}
            work.records.conversation(conversation_id).rating_asked = True
            work.commit()
            return True

    def rate(self, conversation_id: str, rating: int, comment: str) -> None:
        """`rating` from 1 to 5; a later one replaces an earlier one."""
        if not 1 <= rating <= 5:
            raise ValueError(f"a rating is 1 to 5, not {rating}")
        with self.tools.open_work() as work:
            work.lock(conversation_id)
            conversation = work.records.conversation(conversation_id)
            conversation.rating, conversation.rating_comment, conversation.rating_asked = rating, comment, True
            work.commit()
