"""Why something is not possible at the desk, as problems that say what to do."""

from __future__ import annotations

import re

from gateway.desk import plain
from gateway.problems import Problem
from shop.model.desk_refusals import DeskRefusal
from shop.model.facts import encode
from shop.model.refusals import Refusal
from shop.services.desk import NotPossible

_TOLD: dict[str, tuple[int, str]] = {
    "taken": (409, "{by} has taken this ticket. Choose another one."),
    "resolved": (409, "This ticket is resolved: nothing more can be done with it."),
    "not_yours": (403, "This ticket is with {by}. Claim it first, or ask them to transfer it to you."),
    "unknown": (404, "There is no such ticket, message or colleague."),
    "not_live": (409, "The customer is not in a live conversation with this ticket. Answer by e-mail, or join first."),
    "no_email": (409, "There is no e-mail address to answer to. Ask for it in the conversation."),
}


def not_possible(error: NotPossible) -> Problem:
    status, detail = _TOLD[error.code]
    return Problem(status, error.code, detail.replace("{by}", error.by or "somebody else"), by=error.by)


def refused(error: Refusal | DeskRefusal) -> Problem:
    """By the rules of the shop; the rule's id is in the problem too."""
    what = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).capitalize()
    facts = [f"{each['name'].lower()} {each['value']}" for each in plain.facts(encode(error.facts))]
    detail = f"{what}{': ' + ', '.join(facts) if facts else ''} (rule {error.rule})."
    return Problem(409, "refused", detail, rule=error.rule)
