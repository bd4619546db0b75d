"""Codes that are not accepted, what is on offer, and prices that dropped."""

from __future__ import annotations

import re
from typing import Any, Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.base import Replies, ShopAction
from actions.forming import RequestForm
from actions.listening import Outcome
from actions.replies import Reply
from actions.step import Heard, Step
from actions.steps.lines import Lines
from actions.steps.order import OrderNumber
from actions.talk import Talk
from actions.turn import Turn
from shop.model import promoting
from shop.model.money import Money
from shop.model.order import Order, OrderLine
from shop.model.promotion_refusals import NoCodeGiven
from shop.model.records import Promotion
from shop.model.refusals import NeedsAPerson, OrderNotFound
from shop.services.changes.base import Change
from shop.services.changes.prices import AdjustPrice
from shop.services.reading.answers import is_no

_SHAPED = re.compile(r"\b(?![Ww]\d{5,}\b)(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]{3,19}\b")
_CAPITALS = re.compile(r"\b(?!HTTP|PLEASE|HELLO|WHAT|CODE\b|VOUCHER|COUPON|PROMO\b)[A-Z]{5,20}\b")
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|competitor\w*|amazon|ebay|walmart|another (?:store|shop|site|website)|other (?:store|shop|site|website)s?"
    r"|price[- ]?match\w*|match|beat|across the street|offers? (?:it|the|this)|sells? (?:it|the|this))\b"
)
_GENERAL = re.compile(
    r"\b(?:do you (?:\w+ )?(?:match|offer|have|do|give|beat)|price guarantee|best price|what is your price|how does)\b"
)


class CodeTried(Step):
    slot = "code_tried"

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        text = talk.said.strip().strip("\"'.!? ")
        found = _SHAPED.search(text) or (None if text.isupper() and " " in text else _CAPITALS.search(text))
        if found:
            return Heard(found.group(0).upper(), plain=asked)
        if asked and (is_no(text) or talk.message.intent == "deny"):
            raise NoCodeGiven()
        alone = re.fullmatch(r"(?:it'?s |the code is |code )?([A-Za-z0-9_-]{3,20})", text) if asked else None
        return Heard(alone.group(1).upper(), plain=True) if alone else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        return [Reply.of("utter_ask_which_code")]


class ValidatePromotion(RequestForm):
    """Needs nobody's identity; who is known hears what concerns them."""

    form = "promotion_form"
    personal = False

    def steps(self) -> Sequence[Step]:
        return [CodeTried()]


class ExplainCode(ShopAction):
    def name(self) -> str:
        return "action_explain_code"

    def reply(self, turn: Turn) -> Replies:
        code = str(turn.tracker.get_slot("code_tried") or "")
        view = self.shop.promotions.explain(turn.conversation, code)
        facts: dict[str, Any] = {"code": code}
        if view.promotion is not None:
            facts.update(promotion_facts(turn, view.promotion), minimum=view.minimum)
        return Reply(f"utter_code_{view.verdict}", facts)

    def events(self, turn: Turn) -> list[EventType]:
        return [SlotSet("code_tried", None)]


def promotion_facts(turn: Turn, promotion: Promotion) -> dict[str, Any]:
    """`conditions` joins what must be met, each in words of its own."""
    part, conditions = turn.phrases.part, []
    if promotion.minimum_minor:
        conditions.append(part("condition_minimum", amount=Money(promotion.minimum_minor, promotion.currency)))
    if promotion.tiers:
        conditions.append(part("condition_tiers", tiers=promotion.tiers))
    if promotion.categories:
        conditions.append(part("condition_categories", categories=promotion.categories))
    if promotion.new_customers_only:
        conditions.append(part("condition_new"))
    if promotion.once_per_customer:
        conditions.append(part("condition_once"))
    said = part("conditions", all=turn.phrases.all_of(conditions)) if conditions else ""
    return {
        "title": promotion.title, "conditions": said, "tiers": promotion.tiers,
        "starts_on": promotion.starts_at.date() if promotion.starts_at else "",
        "ends_on": promotion.ends_at.date() if promotion.ends_at else "",
    }  # fmt: skip


class ShowPromotions(ShopAction):
    def name(self) -> str:
        return "action_show_promotions"

    def reply(self, turn: Turn) -> Replies:
        running = self.shop.promotions.running()
        if not running:
            return Reply.of("utter_no_promotions")
        offers = [{"code": found.code, **promotion_facts(turn, found)} for found in running]
        return Reply.of("utter_promotions", offers=offers)


def bought_lately(talk: Talk, order: Order) -> None:
    lines_cheaper(talk, order)


def lines_cheaper(talk: Talk, order: Order | None) -> Sequence[OrderLine]:
    if order is None:
        return []
    prices = {v.id: v.price for product in talk.desk.products.values() for v in product.variants}
    return promoting.cheaper_now(order, prices, talk.desk.policy, talk.turn.shop.tools.clock.now())


class BoughtOrder(OrderNumber):
    """Cheaper at somebody else's is for a person to decide."""

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if (
            talk.message is not None
            and _ELSEWHERE.search(talk.text.lower())
            and talk.desk.policy.billing.price_match_person
        ):
            numbers = talk.message.order_numbers
            number = numbers[0] if numbers else ""
            if number and talk.desk.order(number) is None:
                raise OrderNotFound(number=number)
            raise NeedsAPerson(
                reason="price_match",
                queue="pricing",
                number=number,
                said=talk.said[:300],
                products=talk.message.products,
            )
        return super().read(talk, asked)


class ValidatePrice(RequestForm):
    form = "price_form"

    def perform(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """What the shop does about prices in general is told to anybody."""
        turn = Turn.read(tracker, domain, self.shop, in_hand=self.form)
        named = turn.message is not None and (turn.message.order_numbers or turn.message.products)
        if _GENERAL.search(turn.text.lower()) and not turn.requested and not named:
            policy = Reply.of("utter_price_policy", days=str(self.shop.billing.price_drop_days()))
            return self._conclude(dispatcher, Talk(turn, {}, None), Outcome("over", [policy]))
        return super().perform(dispatcher, tracker, domain)

    def steps(self) -> Sequence[Step]:
        return [
            BoughtOrder(bought_lately, "utter_ask_which_order_was_dearer", ("lines",)),
            Lines(lambda talk: lines_cheaper(talk, talk.order), "utter_ask_which_lines_were_dearer"),
        ]

    def change(self, talk: Talk) -> Change:
        return AdjustPrice(talk.filled["order_number"], talk.filled["lines"])
