"""Reads each request of a message by itself: split first, joined again at the end of the pipeline."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.component import Plain
from engine.nlu.splitting import asks, split_requests

PART_OF = "part_of"
REQUESTS = "requests"
SURE = 0.35
# Intents that say something beside a request and are no request themselves.
BESIDE = frozenset(
    {"greet", "thank", "goodbye", "inform", "affirm", "deny", "nlu_fallback", "out_of_scope", "complaint", "insult"}
)
# What customers report rather than ask for: a plain statement is enough.
TOLD = frozenset({"missing_item", "damaged_wrong_item", "billing_dispute", "payment_issue", "promo_code", "website_issue",
                  "account_access"})  # fmt: skip


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RequestSplitter(Plain):
    """Appends a message for each part, so that every later component reads them too."""

    def process(self, messages: list[Message]) -> list[Message]:
        parts = []
        for index, message in enumerate(messages):
            text = message.get(TEXT) or ""
            pieces = split_requests(text) if not text.startswith("/") else [text]
            if len(pieces) > 1:
                parts += [Message({TEXT: piece, PART_OF: index}) for piece in pieces]
        return [*messages, *parts]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RequestJoiner(Plain):
    """Folds the parts back into `requests` of their message and lets its first real request name its intent."""

    def process(self, messages: list[Message]) -> list[Message]:
        whole = [m for m in messages if m.get(PART_OF) is None]
        for index, message in enumerate(whole):
            parts = [m for m in messages if m.get(PART_OF) == index]
            requests = several([_read(part) for part in parts])
            message.set(REQUESTS, requests, add_to_output=True)
            if requests:
                message.set(
                    INTENT, {"name": requests[0]["intent"], "confidence": requests[0]["confidence"]}, add_to_output=True
                )
        return whole


def _read(part: Message) -> dict[str, Any]:
    intent = part.get(INTENT) or {}
    return {
        "text": part.get(TEXT),
        "intent": intent.get("name"),
        "confidence": float(intent.get("confidence") or 0.0),
        "entities": [{k: e[k] for k in ("entity", "value")} for e in part.get(ENTITIES) or []],
        "catalogue": part.get("catalogue") or [],
    }


def several(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The requests among the parts, each with what was said beside it; [] where there are fewer than two.

    Words around a request (a greeting, a name, a complaint) are read with the request they stand at.
    """
    found: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    for part in parts:
        is_request = part["intent"] not in BESIDE and part["confidence"] >= SURE
        is_request = is_request and (part["intent"] in TOLD or asks(part["text"]))
        if not is_request and not found:
            waiting.append(part)
        elif not is_request or (part["intent"] == found[-1]["intent"] if found else False):
            found[-1] = _joined([found[-1], part])
        else:
            found.append(_joined([*waiting, part], leading=part))
            waiting = []
    return found if len(found) > 1 else []


def _joined(parts: list[dict[str, Any]], leading: dict[str, Any] | None = None) -> dict[str, Any]:
    lead = leading or parts[0]
    return {
        **lead,
        "text": " ".join(part["text"] for part in parts),
        "entities": [entity for part in parts for entity in part["entities"]],
        "catalogue": [match for part in parts for match in part["catalogue"]],
    }
