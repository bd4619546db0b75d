"""One of a few known answers, each with a code and words of its own in the domain."""

from __future__ import annotations

import re
from typing import Any, Callable, Sequence

from actions.replies import Reply
from actions.step import Heard, Step, buttons
from actions.talk import Talk
from shop.services.reading.answers import read_reason
from shop.services.reading.choosing import Choice
from shop.services.reading.ordinals import read_positions
from shop.services.reading.words import fold

_LEADING = re.compile(
    r"^(?:(?:i'?ll|please|i would|i'?d|rather|prefer|by|via|at|in|to|with|an?|the|one of|our|your|my|use|do|go)\s+)+"
)

_WITH = r"\b(?:by|via|at|in|to) (?:(?:an?|the|one of (?:the|your)|your) )?"


class Code(Step):
    """`codes` gives the answers allowed now; each is shown as `utter_part_<group>_<code>`."""

    def __init__(self, slot: str, group: str, codes: Callable[[Talk], Sequence[str]], question: str) -> None:
        self.slot = slot
        self.group = group
        self.codes = codes
        self.question = question

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        choices = [Choice(code, self._title(talk, code), self._names(talk, code)) for code in self.codes(talk)]
        if not (asked or talk.turn.requested == "confirmation"):
            return self._in_passing(talk, choices)
        picked = talk.pick(choices)
        if not asked and read_positions(fold(talk.text), len(choices)).found:
            return None  # "the second" at the confirmation means something that is listed there
        if picked.kind == "picked" and picked.one:
            return Heard(picked.one.value, plain=True)
        return Heard(choices[0].value, plain=True) if picked.kind == "indifferent" and asked else None

    def _in_passing(self, talk: Talk, choices: Sequence[Choice]) -> Heard | None:
        """An answer before the question: "in a store" alone, or "by mail" in the sentence that asks for it all."""
        text = fold(talk.text)
        alone = _LEADING.sub("", text).strip(" .!") if talk.turn.requested else ""
        named = []
        for choice in choices:
            names = [_LEADING.sub("", fold(name)) for name in (choice.title, *choice.words)]
            if alone in names or re.search(rf"{_WITH}(?:{'|'.join(map(re.escape, names))})\b", text):
                named.append(choice)
        return Heard(named[0].value) if len(named) == 1 else None

    def settle(self, talk: Talk) -> Any | None:
        codes = list(self.codes(talk))
        return codes[0] if len(codes) == 1 else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        titles = [self._title(talk, code) for code in self.codes(talk)]
        return [Reply.of(self.question, *buttons(titles), choices=titles)]

    def _names(self, talk: Talk, code: str) -> list[str]:
        """The code itself and what else people call it, from `utter_part_<group>_<code>_also`."""
        also = talk.turn.phrases.part(f"{self.group}_{code}_also").split(",")
        return [code.replace("_", " "), *(name.strip() for name in also if name.strip())]

    def _title(self, talk: Talk, code: str) -> str:
        return talk.turn.phrases.part(f"{self.group}_{code}")


class CancelReason(Code):
    """A reason said on the way counts; asked for, words that fit none are `other` where the shop takes that."""

    def __init__(self) -> None:
        super().__init__(
            "cancel_reason", "reason", lambda talk: talk.desk.policy.orders.cancel_reasons, "utter_ask_why_cancel"
        )

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        accepted = talk.desk.policy.orders.cancel_reasons
        reason = read_reason(talk.text, accepted)
        if reason is not None:
            return Heard(reason, plain=asked)
        heard = super().read(talk, asked)
        own_words = talk.message.intent in ("inform", "nlu_fallback", "complaint") and not talk.message.order_numbers
        if heard is None and asked and "other" in accepted and own_words and len(talk.text.split()) > 2:
            return Heard("other")
        return heard
