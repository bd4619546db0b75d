"""Why something cannot be done. Each refusal has a rule id; its facts fill the reply's words."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """Base of all: `rule` is the rule's id, `facts` what the reply may mention."""

    rule = "general.refused"

    def __init__(self, **facts: Any) -> None:
        super().__init__(f"{type(self).__name__}: {facts}")
        self.facts = facts


class NotVerified(Refusal):
    rule = "identity.required"


class ConversationLocked(Refusal):
    rule = "identity.too_many_failures"


class NotRecognised(Refusal):
    """Same words whether the customer exists or not."""

    rule = "identity.no_match"


class OrderNotFound(Refusal):
    """Also for an order of somebody else: same words."""

    rule = "orders.own_only"


class OrderNotChangeable(Refusal):
    """facts: number, status."""

    rule = "orders.pending_only"


class OrderAlreadyCancelled(Refusal):
    rule = "orders.cancelled_is_final"


class OrderAlreadyChanged(Refusal):
    rule = "orders.items_once"


class ReasonNotAccepted(Refusal):
    """facts: reasons."""

    rule = "orders.cancel_reason"


class SameAddress(Refusal):
    rule = "orders.address_differs"


class SamePaymentMethod(Refusal):
    rule = "orders.one_other_method"


class NoOtherMethod(Refusal):
    """facts: methods, those that the customer has."""

    rule = "orders.one_other_method"


class PaymentMethodNotFound(Refusal):
    rule = "orders.own_methods_only"


class GiftCardTooLow(Refusal):
    """facts: method, balance, amount."""

    rule = "orders.gift_card_covers"


class VariantNotAvailable(Refusal):
    """facts: name, options."""

    rule = "orders.available_only"


class SameVariant(Refusal):
    rule = "orders.other_variant"


class OtherProduct(Refusal):
    rule = "orders.same_product"


class OrderNotDelivered(Refusal):
    """facts: number, status."""

    rule = "returns.delivered_only"


class LineNotInOrder(Refusal):
    rule = "returns.lines_of_order"


class ReturnWindowClosed(Refusal):
    """facts: number, name, days, closed_on."""

    rule = "returns.window"


class AlreadyReturned(Refusal):
    rule = "returns.once_per_line"


class ReturnAlreadyRequested(Refusal):
    rule = "returns.once_per_order"


class NotReturnable(Refusal):
    rule = "returns.category"


class RefundTargetNotAllowed(Refusal):
    """facts: allowed (list of payment methods)."""

    rule = "returns.refund_target"


class NeedsAPerson(Refusal):
    """The rules leave it to a person. facts: reason, queue; the caller opens a ticket."""

    rule = "handoff.person_decides"


class ProposalExpired(Refusal):
    rule = "proposals.expiry"


class ProposalOutdated(Refusal):
    """Something changed since it was shown: it must be shown again."""

    rule = "proposals.as_shown"


class NothingToConfirm(Refusal):
    rule = "proposals.open_one"


class PaymentFailed(Refusal):
    """The provider said no; nothing was changed."""

    rule = "payments.declined"


class PaymentUnknown(Refusal):
    """The provider did not answer; the change was not made and what was begun is taken back."""

    rule = "payments.no_answer"


class ClaimNotFounded(Refusal):
    """The facts do not bear the claim out (not late yet, carrier says otherwise). facts: kind, …"""

    rule = "claims.facts"


class AnotherCustomer(Refusal):
    """One customer per conversation."""

    rule = "identity.one_customer"


class TooLate(Refusal):
    """The answer would come after the customer was told that it failed."""

    rule = "proposals.deadline"
