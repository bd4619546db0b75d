"""Which lines of the order: by name, by number, both, all, all but one."""

from __future__ import annotations

import re
from typing import Any, Callable, Sequence

from actions.replies import Reply
from actions.step import Heard, Step, buttons
from actions.steps.naming import line_choices, lines_but, named_lines, names_more, pick_lines, said_apart, wants_all
from actions.talk import Talk
from shop.model.order import OrderLine
from shop.services.reading.words import fold

_ADDS = re.compile(
    r"\b(?:also|as well|too|plus|in addition|add|another one is)\b|^\W*(?:yes|yeah|yep|ok|okay|sure)\W+and\b"
)
Among = Callable[[Talk], Sequence[OrderLine]]


class Lines(Step):
    """`among` gives the lines that may be chosen, or raises why there is none."""

    slot = "lines"

    def __init__(self, among: Among, question: str, resets: tuple[str, ...] = ()) -> None:
        self.among = among
        self.question = question
        self.resets = resets

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None or talk.order is None:
            return None
        if asked or talk.turn.requested == "confirmation":
            picked = pick_lines(talk.text, list(self.among(talk)))
            if picked.kind == "picked":
                chosen = [choice.value for choice in picked.chosen]
                return Heard(self._with_former(talk, chosen), plain=talk.message.intent in ("inform", "affirm"))
            return None
        ids = lines_but(talk, talk.order, self.among(talk)) if said_apart(talk.text)[1] else None
        if ids is None:
            every = wants_all(talk.text)
            ids = [line.id for line in self.among(talk)] if every else named_lines(talk, talk.order)
        return Heard(self._with_former(talk, ids)) if ids and not names_more(talk, talk.order, ids) else None

    def _with_former(self, talk: Talk, ids: list[str]) -> list[str]:
        """ "And also the helmet" leaves what was chosen before; "just the lamp" and "the lamp" do not."""
        if not _ADDS.search(fold(talk.text)):
            return ids
        former = talk.filled.get(self.slot) or []
        return [line.id for line in self.among(talk) if line.id in former or line.id in ids]

    def settle(self, talk: Talk) -> Any | None:
        lines = list(self.among(talk))
        left_out = talk.message is not None and talk.order is not None and lines_but(talk, talk.order, lines) == []
        return [lines[0].id] if len(lines) == 1 and not left_out else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        lines = list(self.among(talk))
        facts = [{"name": x.name, "options": x.options, "price": x.price} for x in lines]
        titles = [choice.title for choice in line_choices(lines)]
        every = talk.turn.phrases.part("all_of_them") if len(lines) > 2 else talk.turn.phrases.part("both")
        return [
            Reply.of(
                self.question, *buttons([*titles, every]), number=talk.order.label if talk.order else "", lines=facts
            )
        ]
