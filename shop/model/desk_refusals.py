"""Why an agent cannot do something. Customers never hear these: there are no responses for them."""

from __future__ import annotations

from typing import Any


class DeskRefusal(Exception):
    """Like a Refusal: `rule` is the rule's id, `facts` what the desk may show."""

    rule = "desk.refused"

    def __init__(self, **facts: Any) -> None:
        super().__init__(f"{type(self).__name__}: {facts}")
        self.facts = facts


class NoCustomer(DeskRefusal):
    """Nobody knows whose ticket it is: nothing of anybody's is changed. facts: ticket."""

    rule = "desk.customer_known"


class OnlyByAgents(DeskRefusal):
    """The bot tried what only people may do."""

    rule = "desk.agents_only"


class GoodwillTooHigh(DeskRefusal):
    """facts: number, amount, most (what was paid and has not gone back, nor been promised back)."""

    rule = "goodwill.up_to_paid"


class NothingToGiveBack(DeskRefusal):
    """facts: number."""

    rule = "goodwill.up_to_paid"


class NoteMissing(DeskRefusal):
    """Who gives money away says why. facts: number."""

    rule = "goodwill.note"
