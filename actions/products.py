"""What the shop sells: search, details, availability, comparison, and where to buy."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.base import Replies
from actions.cards import price_span
from actions.offers import TakesOffer
from actions.replies import Button, Reply
from actions.turn import Turn
from shop.services.orders import OrderView
from shop.services.product_views import HitView, ProductView, SearchView, VariantView

_COUNT = re.compile(r"\bhow many\b|\bnumber of\b", re.I)
_VERSIONS = re.compile(r"\b(?:options?|variants?|versions?|choices|colou?rs?|sizes?|kinds?|types?|models?)\b", re.I)
_BACK = re.compile(r"\bback\b|\brestock\w*|\bin again\b|\bagain in stock\b", re.I)
_MOST = 10
SHORT = 5
_ASKS = re.compile(
    r"\?|\b(?:how|what|which|when|is|are|do|does|have|got|price|stock|compare|buy|find|show|tell|looking)\b", re.I
)


def variant_facts(variants: tuple[VariantView, ...]) -> list[dict[str, Any]]:
    return [{"options": v.options, "price": v.price} for v in variants[:_MOST]]


def among_shown(turn: Turn) -> list[ProductView]:
    """Those of the products just listed that "the second one", "the cheapest" or "both" means."""
    shown = [str(each) for each in turn.tracker.get_slot("products_shown") or []]
    return turn.once("products_pointed_at", lambda: turn.shop.products.pick(shown, turn.text)) if shown else []


def in_mind(products: list[ProductView]) -> list[EventType]:
    """A single product is what "it" means from now on; what was listed stays listed."""
    return [SlotSet("product_in_mind", products[0].id)]


def in_mind_after(found: SearchView) -> list[EventType]:
    ids = [hit.product.id for hit in found.hits or found.near]
    if not ids:
        return []
    return [SlotSet("products_shown", ids), SlotSet("product_in_mind", ids[0] if len(ids) == 1 else None)]


class NamesProduct(TakesOffer):
    """ "The rain jacket", after the offer to return something, is no question about rain jackets."""

    def takes(self, turn: Turn) -> bool:
        return super().takes(turn) and len(turn.text.split()) <= SHORT and not _ASKS.search(turn.text)


class AboutProduct(NamesProduct):
    """Finds the product that is meant: named, one of those just listed, or the one spoken of before; else asks which."""

    def meant(self, turn: Turn) -> list[ProductView]:
        return turn.once("products_meant", lambda: self._look_up(turn))

    def _look_up(self, turn: Turn) -> list[ProductView]:
        found = among_shown(turn) or self.shop.products.find(turn.text)
        kept = turn.tracker.get_slot("product_in_mind")
        if not found and kept:
            view = self.shop.products.view(str(kept))
            found = [view] if view is not None else []
        return found

    def events(self, turn: Turn) -> list[EventType]:
        found = self.meant(turn)
        if not found and not self.shop.products.names_something(turn.text):
            return []
        return in_mind(found) if found else in_mind_after(self.shop.products.search(turn.text))

    def unknown(self, turn: Turn) -> Reply:
        return Reply.of("utter_ask_which_product")


class AnswerProduct(AboutProduct):
    def name(self) -> str:
        return "action_answer_product"

    def reply(self, turn: Turn) -> Replies:
        found = self.meant(turn)
        if len(found) > 1 and re.search(r"\b(?:or|vs|versus|difference|compare|better)\b", turn.text, re.I):
            return compared(self.shop, turn, found)
        if not found:
            return self._searched(turn)
        product = found[0]
        if _COUNT.search(turn.text) or re.search(
            r"\b(?:all|list|what|which)\b.*\b(?:options|variants|versions)\b", turn.text, re.I
        ):
            return self._count(turn, product)
        return card(turn, product)

    def _searched(self, turn: Turn) -> Replies:
        """Nothing is named: what the words find, or what is in the order just spoken of ("what's in it?")."""
        if self.shop.products.names_something(turn.text):
            hits = self.shop.products.search(turn.text)
            return found_replies(turn, hits) if hits.hits else self.unknown(turn)
        number = turn.tracker.get_slot("order_number") or turn.tracker.get_slot("order_in_mind")
        if number and turn.customer is not None:
            view = self.shop.orders.view(turn.conversation, str(number))
            told = Reply.of("utter_order_content", number=view.order.label, lines=content_facts(view))
            return told.showing(view)
        return self.unknown(turn)

    def _count(self, turn: Turn, product: ProductView) -> Reply:
        facts = variant_facts(product.available)
        count = str(product.available_count)
        return Reply.of("utter_product_versions", name=product.name, count=count, variants=facts).showing(product)


def content_facts(view: OrderView) -> list[dict[str, Any]]:
    return [{"name": line.name, "options": line.options, "price": line.price} for line in view.order.lines]


def card(turn: Turn, product: ProductView) -> Reply:
    options = [turn.phrases.part("option", option=k, choices=v) for k, v in product.available_options.items()]
    details = [turn.phrases.part("detail", detail=k, value=v) for k, v in product.details.items()]
    return Reply.of(
        "utter_product", name=product.name, description=product.description, price=price_span(turn.phrases, product),
        details="\n".join([*options, *details]), page=product.page,
    ).showing(product)  # fmt: skip


class CheckAvailability(AboutProduct):
    def name(self) -> str:
        return "action_check_availability"

    def reply(self, turn: Turn) -> Replies:
        found = self.meant(turn)
        if not found:
            return self.unknown(turn)
        view = self.shop.products.availability(found[0].id, turn.text)
        if view is None:
            return self.unknown(turn)
        if view.absent is not None:
            option, asked = view.absent
            choices = view.product.available_options.get(option) or view.product.options[option]
            return Reply.of("utter_product_not_made", name=view.product.name, asked=asked, choices=choices)
        if not view.wanted and _BACK.search(turn.text) and view.missing:
            first = view.missing[0]
            wanted = turn.phrases.options(first.options)
            response = "utter_product_back_on" if first.restock_on else "utter_product_gone"
            back = {"name": view.product.name, "wanted": wanted, "restock_on": first.restock_on}
            return Reply(response, back).showing(view.product)
        facts = {"name": view.product.name, "wanted": turn.phrases.options(view.wanted)}
        if view.available:
            available = {**facts, "variants": variant_facts(view.available)}
            return Reply("utter_product_available", available).showing(view.product)
        response = "utter_product_back_on" if view.restock_on else "utter_product_gone"
        others = variant_facts(view.product.available)
        replies = [Reply(response, {**facts, "restock_on": view.restock_on}).showing(view.product)]
        return [*replies, Reply.of("utter_product_other_versions", variants=others)] if others else replies


class SearchProducts(NamesProduct):
    def name(self) -> str:
        return "action_search_products"

    def reply(self, turn: Turn) -> Replies:
        chosen = among_shown(turn)
        if len(chosen) == 1:
            return card(turn, chosen[0])
        return found_replies(turn, self.shop.products.search(turn.text))

    def events(self, turn: Turn) -> list[EventType]:
        chosen = among_shown(turn)
        return in_mind(chosen) if len(chosen) == 1 else in_mind_after(self.shop.products.search(turn.text))


def found_replies(turn: Turn, found: SearchView) -> Reply:
    hits = found.hits or found.near
    if not hits:
        return Reply.of("utter_nothing_found")
    facts = [hit_facts(hit) for hit in hits]
    return Reply.of("utter_products_found" if found.hits else "utter_products_near", hits=facts).showing(*hits)


def hit_facts(hit: HitView) -> dict[str, Any]:
    first = hit.first
    return {"name": hit.product.name, "options": first.options, "price": first.price, "page": hit.product.page}


class CompareProducts(AboutProduct):
    def name(self) -> str:
        return "action_compare_products"

    def reply(self, turn: Turn) -> Replies:
        found = among_shown(turn) or self.shop.products.find(turn.text)
        before = turn.tracker.get_slot("product_in_mind")
        if len(found) == 1 and before and str(before) != found[0].id:
            earlier = self.shop.products.view(str(before))
            found = [*([earlier] if earlier else []), *found]
        if len(found) < 2:
            return Reply.of("utter_ask_which_two")
        return compared(self.shop, turn, found)


def compared(shop: Any, turn: Turn, found: list[ProductView]) -> Reply:
    view = shop.products.compare(found[0].id, found[1].id)
    if view is None:
        return Reply.of("utter_ask_which_two")
    rows = [
        turn.phrases.part("difference", aspect=k, left=left or "–", right=right or "–")
        for k, (left, right) in view.different.items()
    ]
    return Reply.of(
        "utter_comparison", left=view.left.name, right=view.right.name, left_price=price_span(turn.phrases, view.left),
        right_price=price_span(turn.phrases, view.right), rows="\n".join(rows),
    ).showing(view.left, view.right)  # fmt: skip


class HelpBuying(AboutProduct):
    def name(self) -> str:
        return "action_help_buying"

    def reply(self, turn: Turn) -> Replies:
        found = self.meant(turn)
        if not found:
            hits = self.shop.products.search(turn.text)
            return found_replies(turn, hits) if hits.hits else self.unknown(turn)
        product = found[0]
        fitting = self.shop.products.fitting(product.id, turn.text)
        if len(fitting) == 1 or (fitting and len(fitting) < product.available_count):
            first = fitting[0]
            return Reply.of(
                "utter_buy_variant", name=product.name, options=first.options, price=first.price, cart=first.cart
            )
        if not product.available:
            return Reply.of("utter_product_gone", name=product.name, wanted="")
        return Reply.of("utter_buy_product", Button(turn.phrases.part("show_versions", name=product.name)), name=product.name,
                        price=price_span(turn.phrases, product), page=product.page).showing(product)  # fmt: skip
