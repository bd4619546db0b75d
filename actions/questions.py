"""Questions that an article of the knowledge base answers."""

from __future__ import annotations

from actions.base import Replies, ShopAction, person_button
from actions.replies import Reply
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
        return Reply.of("utter_article", body=body, page=self.shop.faq.page(answer.article))
