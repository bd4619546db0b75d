"""Reads each clause of a message by itself: cut first, judged and joined again at the end of the pipeline."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.articles import ARTICLES
from engine.nlu.component import Plain
from engine.nlu.intents.component import DOUBT
from engine.nlu.languages import Identified
from engine.nlu.negation import is_denied, is_refusal
from engine.nlu.reading import ENGLISH, LANGUAGE, PART_OF, PLACES, Reading, original_span, put
from engine.nlu.splitting import LETTER, asks, clauses

REQUESTS = "requests"
# How sure a clause must be to count as a request: one that asks, one that reports what customers report, and any
# other that only tells ("and my new address is 210 Birch St").
SURE, TOLD_SURELY, MENTIONED_SURELY = 0.5, 0.65, 0.9
_REASONS = frozenset({"damaged_wrong_item", "missing_item", "complaint"})
_REASONED = frozenset({"return_item", "exchange_item", "refund_request", "damaged_wrong_item", "missing_item"})
# A plain denial of a request is sure enough to be heard as a no.
DENIED = 0.9
# Intents that say something beside a request and are no request themselves.
BESIDE = frozenset(
    {"greet", "thank", "goodbye", "inform", "affirm", "deny", "nlu_fallback", "out_of_scope", "insult", "stop_request", "start_over",
     "give_rating", "ask_capabilities", "complaint"}
)  # fmt: skip
# "Where the hell is W1, I am sick of you": what is asked for is served, and how it is said is heard by its mood.
COLOURS = frozenset({"complaint", "insult"})
# What has been looked at or has come is a story, not a wish to look.
LOOKS = frozenset({"track_order", "list_orders", "see_account"})
# What customers report rather than ask for: a plain statement is enough.
TOLD = frozenset({"missing_item", "damaged_wrong_item", "billing_dispute", "payment_issue", "promo_code", "website_issue",
                  "account_access", "refund_status", "price_match"})  # fmt: skip


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RequestSplitter(Plain):
    """Appends a message for each part, so that every later component reads them too."""

    def process(self, messages: list[Message]) -> list[Message]:
        parts: list[Message] = []
        for index, message in enumerate(messages):
            if (message.get(TEXT) or "").startswith("/"):
                continue
            spans = clauses(message.get(ENGLISH) or "")
            parts += [_part(message, index, span) for span in spans] if len(spans) > 1 else []
        return [*messages, *parts]


def _part(message: Message, index: int, span: tuple[int, int]) -> Message:
    """What stands in a span of the English text, with the words of the message that it comes from."""
    start, end = original_span(message.get(PLACES), span)
    text = message.get(TEXT)[start:end].strip()
    part = Message({TEXT: text, PART_OF: index})
    language = message.get(LANGUAGE)
    identified = Identified(language["code"], language["confidence"])
    put(part, Reading(text, identified, message.get(ENGLISH)[span[0] : span[1]], []))
    return part


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RequestJoiner(Plain):
    """Folds the parts back into `requests` of their message and lets its first real request name its intent."""

    def process(self, messages: list[Message]) -> list[Message]:
        whole = [m for m in messages if m.get(PART_OF) is None]
        for index, message in enumerate(whole):
            parts = [_read(m) for m in messages if m.get(PART_OF) == index]
            found = requests_in(parts)
            message.set(REQUESTS, found if len(found) > 1 else [], add_to_output=True)
            lead = leading(_read(message), parts, found)
            if lead is not None:
                message.set(INTENT, lead, add_to_output=True)
        return whole


def leading(whole: dict[str, Any], parts: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The intent of a message that its clauses know better than the whole: None where the whole stands."""
    denied = [part for part in parts or [whole] if _denies(part, whole["intent"])]
    coloured = whole["intent"] in COLOURS
    if len(found) > 1 or (found and (denied or coloured or len(parts) >= LETTER)):
        return {"name": found[0]["intent"], "confidence": found[0]["confidence"]}
    said, intent = whole["english"], whole["intent"]
    if denied and is_refusal(said, intent) and (not parts or is_denied(said, intent)):
        return {"name": "deny", "confidence": DENIED}
    return None


def _denies(part: dict[str, Any], intent: str) -> bool:
    """A clause that says its own request is not wanted, or that of the whole message ("no need to cancel")."""
    said = part["english"]
    return is_denied(said, part["intent"]) or (part["intent"] in BESIDE and is_denied(said, intent))


def _read(part: Message) -> dict[str, Any]:
    intent = part.get(INTENT) or {}
    return {
        "text": part.get(TEXT),
        "english": part.get(ENGLISH),
        "intent": intent.get("name"),
        "confidence": float(intent.get("confidence") or 0.0),
        "entities": [{k: e[k] for k in ("entity", "value")} for e in part.get(ENTITIES) or []],
        "catalogue": part.get("catalogue") or [],
        "articles": part.get(ARTICLES) or [],
        "doubt": part.get(DOUBT) or {},
    }


def is_request(part: dict[str, Any]) -> bool:
    """Asks for something of ours, or reports it, and does not deny it."""
    intent, sure = part["intent"], float(part["confidence"])
    if is_denied(part["english"], intent):
        return False
    wishes = asks(part["english"])
    if intent == "complaint":  # the colour of a request, unless it shall be put on record
        return wishes and sure >= MENTIONED_SURELY
    if intent in BESIDE or (intent in LOOKS and not wishes):
        return False
    return sure >= (SURE if wishes else TOLD_SURELY if intent in TOLD else MENTIONED_SURELY)


def explains(part: dict[str, Any], request: dict[str, Any]) -> bool:
    """ "I'd like to return the headphones, they are broken": why, and no request of its own."""
    own = part["entities"] or any(match["kind"] == "product" for match in part["catalogue"])
    return part["intent"] in _REASONS and request["intent"] in _REASONED and not own


def requests_in(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The requests among the clauses in order, each with what was said beside it.

    Words around a request (a greeting, a name, a story) are read with the request they stand at.
    """
    found: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    for part in parts:
        if not is_request(part):
            if found and not is_denied(part["english"], part["intent"]):
                found[-1] = _joined([found[-1], part])
            elif not found:
                waiting.append(part)
        elif found and (part["intent"] == found[-1]["intent"] or explains(part, found[-1])):
            found[-1] = _joined([found[-1], part])
        else:
            found.append(_joined([*waiting, part], leading=part))
            waiting = []
    return found


def _joined(parts: list[dict[str, Any]], leading: dict[str, Any] | None = None) -> dict[str, Any]:
    lead = leading or parts[0]
    return {
        **lead,
        **{name: " ".join(part[name] for part in parts) for name in ("text", "english")},
        "entities": [entity for part in parts for entity in part["entities"]],
        "catalogue": [match for part in parts for match in part["catalogue"]],
    }
