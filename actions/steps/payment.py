"""Which of the customer's payment methods money comes from or goes to."""

from __future__ import annotations

from typing import Any, Callable, Sequence

from actions.replies import Reply
from actions.step import Heard, Step, buttons
from actions.talk import Talk
from shop.model.customer import PaymentMethod
from shop.model.refusals import NoOtherMethod, PaymentMethodNotFound
from shop.services.reading.answers import read_payment_choice
from shop.services.reading.choosing import Choice
from shop.services.reading.payments import kind_named

Among = Callable[[Talk], Sequence[PaymentMethod]]


class Method(Step):
    """`among` gives the methods that the rules allow; a method of the customer's beyond them is refused in review."""

    slot = "payment_method"
    narrows = True

    def __init__(self, among: Among, question: str, skip: Callable[[Talk], str | None] = lambda talk: None) -> None:
        self.among = among
        self.question = question
        self.skip = skip

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        original = talk.order.original_method_id if talk.order else None
        mine = list(talk.desk.customer.payment_methods)
        found = read_payment_choice(talk.text, mine, original)
        if len(found) == 1:
            return Heard(found[0].id, plain=asked)
        confirming = talk.turn.requested == "confirmation"
        kind = kind_named(talk.text) if not found and (asked or confirming) else None
        if kind is not None and all(method.kind != kind for method in mine):
            raise PaymentMethodNotFound(methods=mine)
        if not asked:
            return None
        among = list(self.among(talk))
        choices = [Choice(m.id, self._title(talk, m), [m.brand, m.last_four] if m.last_four else []) for m in among]
        picked = talk.pick(choices)
        if picked.kind == "picked" and picked.one:
            return Heard(picked.one.value, plain=True)
        if picked.kind == "indifferent" and among:
            return Heard(among[0].id, plain=True)
        return None

    def settle(self, talk: Talk) -> Any | None:
        skipped = self.skip(talk)
        if skipped is not None:
            return skipped
        among = list(self.among(talk))
        return among[0].id if len(among) == 1 else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        among = list(self.among(talk))
        if not among:
            raise NoOtherMethod(methods=talk.desk.customer.payment_methods)
        return [Reply.of(self.question, *buttons([self._title(talk, m) for m in among]), methods=among)]

    def _title(self, talk: Talk, method: PaymentMethod) -> str:
        return talk.turn.phrases.say(method)
