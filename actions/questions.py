"""Questions that an article of the knowledge base answers."""

from __future__ import annotations

from actions import agenda
from actions.base import Replies, ShopAction, person_button
from actions.messages import Message
from actions.replies import Button, Reply
from actions.turn import Turn
from shop.bootstrap import Shop
from shop.services.faq import Answer


class AnswerQuestion(ShopAction):
    def name(self) -> str:
        return "action_answer_question"

    def reply(self, turn: Turn) -> Replies:
        answer = answered(self.shop, turn)
        if answer is None:
            return Reply.of("utter_no_article", person_button(turn))
        return article_reply(self.shop, turn, answer, *self._doing(turn, turn.message))

    def _doing(self, turn: Turn, message: Message | None) -> list[Button]:
        """Who asks how to send something back may as well do it here."""
        if message is None or message.intent != "return_how" or turn.form is not None:
            return []
        return [Button(turn.phrases.part("refund_by_return"), request=agenda.request("return_form"))]


def answered(shop: Shop, turn: Turn) -> Answer | None:
    """The article that answers the message, by what the engine found near, else by its words."""
    message = turn.message
    answer = shop.faq.nearest(message.articles, message.intent) if message else None
    if answer is None and message is not None and not message.articles:
        answer = shop.faq.find(turn.text, message.intent)
    return answer


def article_reply(shop: Shop, turn: Turn, answer: Answer, *doing: Button) -> Reply:
    body = turn.phrases.fill(answer.article.body, answer.facts)
    return Reply.of("utter_article", *doing, body=body, page=shop.faq.page(answer.article))
