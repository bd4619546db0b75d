"""Questions that an article of the knowledge base answers."""

from __future__ import annotations

from actions import agenda
from actions.base import Replies, ShopAction, person_button
from actions.messages import Message
from actions.replies import Button, Reply
from actions.turn import Turn


class AnswerQuestion(ShopAction):
    def name(self) -> str:
        return "action_answer_question"

    def reply(self, turn: Turn) -> Replies:
        message = turn.message
        answer = self.shop.faq.nearest(message.articles, message.intent) if message else None
        if answer is None and message is not None and not message.articles:
            answer = self.shop.faq.find(turn.text, message.intent)
        if answer is None:
            return Reply.of("utter_no_article", person_button(turn))
        body = turn.phrases.fill(answer.article.body, answer.facts)
        return Reply.of(
            "utter_article", *self._doing(turn, message), body=body, page=self.shop.faq.page(answer.article)
        )

    def _doing(self, turn: Turn, message: Message | None) -> list[Button]:
        """Who asks how to send something back may as well do it here."""
        if message is None or message.intent != "return_how" or turn.form is not None:
            return []
        return [Button(turn.phrases.part("refund_by_return"), request=agenda.request("return_form"))]
