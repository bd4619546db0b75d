"""What words say without doubt: a plain order to do something, a bare number, a refusal. It outranks the classifier."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.component import Plain
from engine.nlu.reading import ENGLISH, GIBBERISH, KNOWN

CERTAIN = 0.95
_OPENING = (
    r"^\W*(?:(?:hi|hello|hey|ok|okay|and|also|then|please|pls|now|first|actually|no|oh)\W+)*"
    r"(?:(?:i|we) (?:want|need|wish|would like|'?d like|have|am trying) to |i'?d (?:like|love) to |i wanna |can (?:you|i) (?:please )?|"
    r"could (?:you|i) (?:please )?|would you |please |let'?s |help me (?:to )?|you can )*(?:please |also |just )*"
)
_ORDER = r"(?:w\s?\d{7}|#?\s?w?\d{7}|(?:my |the |that |this |our )?(?:(?:whole|entire|last|latest|pending|other|new) )*order\b)"
_PRODUCT = r"(?!(?:my |the |this |our |a )?(?:\w+ )?(?:membership|account|newsletter|subscription|plan|policy)\b)"
_PLAIN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cancel_order", re.compile(rf"{_OPENING}cancel {_PRODUCT}(?:the |my )*.{{0,12}}{_ORDER}", re.I)),
    (  # "the best return to me my money", word for word from other languages
        "refund_request",
        re.compile(
            r"^(?!.*\b(?:when|where|not|never|yet|still|if|\w+n'?t)\b).{0,40}\b(?:return|give|send|pay)(?: back)?(?: for| to)? (?:me|us) (?:back )?"
            r"(?:my|the|our) money\b",
            re.I,
        ),
    ),
    (
        "return_item",
        re.compile(
            rf"{_OPENING}(?:return|send back) (?!to\b|address|label|policy|(?:for |to )?(?:me |us )?(?:my |the |our )?money\b){_PRODUCT}\S",
            re.I,
        ),
    ),
    ("exchange_item", re.compile(rf"{_OPENING}exchange {_PRODUCT}\S", re.I)),
    (
        "change_order_payment",
        re.compile(rf"{_OPENING}pay (?:for )?.{{0,12}}{_ORDER}.{{0,20}}\b(?:with|using|by|from)\b", re.I),
    ),
    (
        "change_order",
        re.compile(
            rf"{_OPENING}(?:change|swap|modify|switch|replace) (?!.*\b(?:address|payment|card|e-?mail|phone|name|"
            rf"password|method|deliver\w*|shipping|account)\b).{{1,50}}\b(?:in|of|from|on) .{{0,12}}{_ORDER}",
            re.I,
        ),
    ),
    (
        "missing_item",
        re.compile(
            r"\bwhat (?:can|will|could|would|are) you (?:going to |gonna )?do(?:ing)? about (?:it|this|that|my (?:parcel|package|order))\b",
            re.I,
        ),
    ),
    ("missing_item", re.compile(r"\b(?:file|make|open|start|submit) (?:a |my )?claim\b|^\W*claim (?:for|on)\b", re.I)),
    (
        "refund_status",
        re.compile(
            r"\b(?:where(?:'?s| is| are)|what about|status of|any news (?:on|about)|when (?:do|will|is)) .{0,20}\b(?:refund|money|return|exchange)\b"
            r"(?! (?:policy|label|window|period|address|slip|form|center|centre|point|location|shipping|an?\b|the\b|my\b|it\b|this\b|something))",
            re.I,
        ),
    ),
    ("track_order", re.compile(rf"{_OPENING}(?:track|where(?:'?s| is| are)) .{{0,20}}{_ORDER}", re.I)),
    (
        "track_order",
        re.compile(
            r"^\W*(?:(?:and|so|hi|hello|hey|also|but|ok)\W+)*(?:where(?:'?s| is| are)|any news (?:on|about|of)|whats up with|what'?s happening with) my "
            r"(?!.*\b(?:account|password|code|points|discount|voucher|gift card|invoice|receipt|refund|money|return|exchange|claim|case|ticket|"
            r"membership|fee|address|data|size|cart|basket|wishlist|store|e-?mail|phone|request|complaint|application)\b)(?:\w+[ -]?){1,4}\W*$",
            re.I,
        ),
    ),
)
_BARE_NUMBER = re.compile(
    r"^\W*(?:(?:it'?s|its|it is|order|number|order number|yes|the|my|is|no)\W+)*#?\s?w?\s?\d{7}\W*$", re.I
)
_REFUSED = re.compile(
    r"\b(?:don'?t|do not|didn'?t|not|never|no longer) (?:want(?:ed)? to |wanna |have to |need to |yet )?(?:cancel|return|exchange|send (?:it )?back)\b",
    re.I,
)


_ASKING = re.compile(r"\b(?:tell|about|what|how|which|info\w*|details?|show|describe|price)\b|\?", re.I)
_SIGNS = {"affirm": "👍✅👌✔", "deny": "👎❌✖", "thank": "🙏❤💕🥰😊", "complaint": "😡🤬😠"}
_DOUBTED = {"foreign": "out_of_scope", "ambiguous": "nlu_fallback"}
# A best reading less probable than this is none.
LEAST = 0.2
UNSURE = frozenset({"out_of_scope", "nlu_fallback"})


def about_product(text: str, intent: str, names_product: bool) -> str | None:
    """Words that the classifier finds foreign, about something that the shop sells, are no foreign matter."""
    if intent not in UNSURE or not names_product:
        return None
    return "product_question" if _ASKING.search(text) else "inform"


def sign_intent(text: str) -> str:
    """What a message without a word says: a thumb is an answer, a row of dots or an empty line is nothing."""
    return next((intent for intent, signs in _SIGNS.items() if any(sign in text for sign in signs)), "nlu_fallback")


# A promotion code by itself, "and WINTER30?": capitals and figures that are no order, size or model of a thing.
_CODE_ALONE = re.compile(
    r"^\W*(?:(?:and|what about|how about|or|also|code|the code|with|it'?s|its)\W+)*(?!W\d)[A-Z]{4,15}\d{1,3}\W*$"
)


def plain_intent(text: str) -> str | None:
    """The intent that the words name, or None where they leave it open."""
    if not any(character.isalnum() for character in text):
        return sign_intent(text)
    if _BARE_NUMBER.match(text):
        return "inform"
    if _CODE_ALONE.search(text):
        return "promo_code"
    if _REFUSED.search(text):
        return "deny" if len(text.split()) <= 12 and "if" not in text.lower().split() else None
    return next((intent for intent, pattern in _PLAIN if pattern.search(text)), None)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlainWords(Plain):
    """Runs after the classifier: plain words outrank it, and its doubts become `out_of_scope` or `nlu_fallback`.

    The ranking below the intent stays as it was, for explanation.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if (message.get(TEXT) or "").startswith("/"):
                continue
            known = message.get("catalogue") or []
            product = any(match["kind"] == "product" for match in known)
            settle(message, message.get(ENGLISH) or message.get(TEXT) or "", product)
        return messages


def settle(message: Message, english: str, names_product: bool) -> None:
    said = message.get(INTENT) or {}
    doubt = message.get("doubt") or {}
    doubted = _DOUBTED.get(doubt.get("kind", ""), said.get("name") or "nlu_fallback")
    if doubted == "out_of_scope" and (message.get(KNOWN) or 0.0) < GIBBERISH:
        doubted = "nlu_fallback"
    name = plain_intent(english) or about_product(english, doubted, names_product)
    if name is not None:
        _lead(message, name, CERTAIN)
        message.set("doubt", {**doubt, "kind": "plain", "candidates": []}, add_to_output=True)
    elif doubted != said.get("name"):
        _lead(message, doubted, float(said.get("confidence") or 0.0))
    elif float(said.get("confidence") or 0.0) < LEAST:
        _lead(message, "nlu_fallback", float(said.get("confidence") or 0.0))


def _lead(message: Message, name: str, confidence: float) -> None:
    ranking = [entry for entry in message.get(INTENT_RANKING_KEY) or [] if entry["name"] != name]
    first = {"name": name, "confidence": confidence}
    message.set(INTENT, first, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [first, *ranking], add_to_output=True)
