"""Why something about an account stays as it is."""

from __future__ import annotations

from shop.model.refusals import Refusal


class NothingNew(Refusal):
    """facts: field."""

    rule = "account.value_differs"


class EmailNotUsable(Refusal):
    """No address, or one that is taken; same words for both."""

    rule = "account.email"


class NumberNotUsable(Refusal):
    rule = "account.phone"


class MethodsOnWebsite(Refusal):
    """Card numbers are never taken in a chat. facts: website."""

    rule = "account.payment_methods"


class RequestWithdrawn(Refusal):
    """The customer is not sure after all."""

    rule = "account.second_confirmation"


class DeletionRequested(Refusal):
    """facts: ticket."""

    rule = "account.delete_once"
