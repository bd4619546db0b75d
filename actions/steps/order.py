"""Which of the customer's orders is meant: by number, by what is in it, by when it was placed, or by choice."""

from __future__ import annotations

import re
from typing import Any, Callable, Sequence

from actions.replies import Reply
from actions.step import Heard, Step, buttons
from actions.steps.naming import lines_but, named_lines, said_apart, wants_all
from actions.talk import Talk
from shop.model.order import Order
from shop.model.refusals import OrderNotFound, Refusal
from shop.services.reading.choosing import Choice
from shop.services.reading.references import OrderReference, resolve
from shop.services.reading.sayings import ALL
from shop.services.reading.words import fold

Check = Callable[[Talk, Order], None]
_MOST = 6
INSTEAD = r"\binstead\b(?! of)"
_THAT = re.compile(
    r"\b(?:in|of|from|for|with|on) (?:it|that one|this one)\b|\b(?:that|this|the same|said) order\b"
    rf"|\b(?:cancel|return|change) (?:it|that one|this one)\b|{INSTEAD}"
)


class OrderNumber(Step):
    """`check` raises the refusal that speaks against an order; only orders that pass are offered."""

    slot = "order_number"
    keeps = ("candidates",)

    def __init__(self, check: Check, question: str, resets: tuple[str, ...] = (), by_lines: bool = True) -> None:
        self.check = check
        self.question = question
        self.resets = resets
        self.by_lines = by_lines

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        message = talk.message
        if message is None:
            return None
        if message.order_numbers:
            return self._by_number(talk, message.order_numbers)
        if asked:
            chosen = self._by_choice(talk)
            if chosen is not None:
                return chosen
        if asked or not talk.filled.get(self.slot):
            return self._by_words(talk)
        return None

    def _by_number(self, talk: Talk, numbers: Sequence[str]) -> Heard:
        orders = [order for number in numbers if (order := talk.desk.order(number)) is not None]
        if not orders:
            raise OrderNotFound(number=numbers[0])
        fitting = [order for order in orders if self._fits(talk, order)]
        if not fitting:
            self.check(talk, orders[0])
        return self._heard(fitting, plain=talk.message is not None and talk.message.intent == "inform")

    def _by_choice(self, talk: Talk) -> Heard | None:
        offered = self._offered(talk)
        choices = [Choice(o.number, o.label, [line.name for line in o.lines], o.total) for o in offered]
        picked = talk.pick(choices)
        if picked.kind == "picked":
            chosen = [o for o in offered if o.number in [c.value for c in picked.chosen]]
            return self._heard(chosen, plain=True)
        if picked.kind == "ambiguous":
            talk.put("candidates", [c.value for c in picked.candidates])
        return None

    def _by_words(self, talk: Talk) -> Heard | None:
        reference = OrderReference.read(talk.text)
        orders = self._candidates(talk)
        if reference:
            orders = resolve(reference, talk.desk.orders)
        spoken_of = self._spoken_of(talk)
        if spoken_of is not None and not reference:
            self.check(talk, spoken_of)
            return self._heard([spoken_of], plain=False)
        if self.by_lines and wants_all(talk.text) and said_apart(talk.text)[1]:
            return self._all_but(talk, orders)
        named = [(order, named_lines(talk, order)) for order in orders] if self.by_lines else []
        named = [(order, lines) for order, lines in named if lines]
        if named:
            return self._by_names(talk, named)
        if self.by_lines and not reference:
            self._elsewhere(talk, orders)
        if not reference:
            return None
        fitting = [order for order in orders if self._fits(talk, order)]
        if orders and not fitting:
            self.check(talk, orders[0])
        if len(fitting) == 1 or (fitting and reference.all):
            return self._heard(fitting, plain=False)
        if fitting:
            talk.put("candidates", [o.number for o in fitting])
        return None

    def _elsewhere(self, talk: Talk, orders: Sequence[Order]) -> None:
        """Things of one order alone, which the rules speak against: say so, rather than ask which order."""
        others = [o for o in talk.desk.orders if o not in orders and named_lines(talk, o)]
        if len(others) == 1:
            self.check(talk, others[0])

    def _spoken_of(self, talk: Talk) -> Order | None:
        """ "In it", "that order": the one last looked at."""
        number = talk.turn.tracker.get_slot("order_in_mind")
        return talk.desk.order(str(number)) if number and _THAT.search(fold(talk.text)) else None

    def _all_but(self, talk: Talk, orders: Sequence[Order]) -> Heard | None:
        """ "Everything except the lamp": the order with the lamp, or all orders where the customer says so."""
        fitting = [order for order in orders if self._fits(talk, order)]
        left = {order.number: lines_but(talk, order, order.lines) for order in fitting}
        if re.search(r"\b(?:orders|both|all of them|ordered)\b", fold(talk.text)):
            some = [order for order in fitting if left[order.number] != []]
            lines = [found if (found := left[o.number]) is not None else [x.id for x in o.lines] for o in some]
            return self._heard(some, plain=False, lines=lines) if some else None
        holding = [order for order in fitting if left[order.number] is not None]
        if holding and not any(left[order.number] for order in holding):
            # All there is in those orders is left out: what is meant lies in the other orders.
            others = [order for order in fitting if order not in holding]
            return self._heard(others, plain=False, lines=[[x.id for x in o.lines] for o in others]) if others else None
        if len(holding) == 1:
            return self._heard(holding, plain=False)
        talk.put("candidates", [order.number for order in holding or fitting])
        return None

    def _by_names(self, talk: Talk, named: list[tuple[Order, list[str]]]) -> Heard | None:
        """Each thing named belongs to one order: one request an order, as for all that is named so ("all my shirts").
        In two orders: ask which."""
        fitting = [(order, lines) for order, lines in named if self._fits(talk, order)]
        if not fitting:
            self.check(talk, named[0][0])
        names = [{order.line(i).name for i in lines if order.line(i)} for order, lines in fitting]  # type: ignore[union-attr]
        every = set().union(*names)
        whole = [pair for pair, these in zip(fitting, names) if these == every]
        if len(whole) == 1:
            return self._heard([whole[0][0]], plain=False)
        disjoint = sum(map(len, names)) == len(every)
        if (disjoint and not whole) or (whole and ALL.search(fold(talk.text))):
            lines = [lines for _, lines in fitting]
            return self._heard([order for order, _ in fitting], plain=False, lines=lines, again=True)
        talk.put("candidates", [order.number for order, _ in (whole or fitting)])
        return None

    def _heard(
        self, orders: Sequence[Order], plain: bool, lines: Sequence[list[str]] = (), again: bool = False
    ) -> Heard:
        slots: list[dict[str, Any]] = [{self.slot: order.number} for order in orders]
        for found, ids in zip(slots, lines):
            found["lines"] = ids
        also = {k: v for k, v in slots[0].items() if k != self.slot}
        return Heard(orders[0].number, plain, tuple(slots[1:]), {**also, "candidates": None}, again)

    def settle(self, talk: Talk) -> str | None:
        offered = self._offered(talk)
        if len(offered) == 1:
            return offered[0].number
        if not offered:
            if talk.desk.orders:
                self.check(talk, talk.desk.orders[0])
            raise OrderNotFound(number="")
        return None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        offered = self._offered(talk)[:_MOST]
        orders = [{"number": o.label, "content": [x.name for x in o.lines], "placed_on": o.placed_at} for o in offered]
        return [Reply.of(self.question, *buttons([o.label for o in offered]), orders=orders)]

    def _fits(self, talk: Talk, order: Order) -> bool:
        try:
            self.check(talk, order)
        except Refusal:
            return False
        return True

    def _candidates(self, talk: Talk) -> list[Order]:
        fitting = [order for order in talk.desk.orders if self._fits(talk, order)]
        return fitting or list(talk.desk.orders)

    def _offered(self, talk: Talk) -> list[Order]:
        numbers = talk.filled.get("candidates")
        fitting = [order for order in talk.desk.orders if self._fits(talk, order)]
        narrowed = [order for order in fitting if order.number in numbers] if numbers else []
        return narrowed or fitting
