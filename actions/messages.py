"""What the engine understood of a message, and the requests that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping

SURE = 0.4


@dataclass(frozen=True)
class Message:
    """`text`: the message in English, a gloss where it was another language; `said`: as the customer wrote it.

    `entities`: name → values in order; `catalogue`: products and options that it names; `candidates`: intents that
    are equally likely, where it is not clear; `articles`: help articles that it is near to, with their scores.
    """

    text: str
    intent: str
    confidence: float = 1.0
    entities: Mapping[str, list[str]] = field(default_factory=dict)
    catalogue: tuple[Mapping[str, Any], ...] = ()
    said: str = ""
    candidates: tuple[str, ...] = ()
    articles: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Message:
        """From a parse result of the engine or a stored request."""
        intent = raw.get("intent") or {}
        if isinstance(intent, str):
            intent = {"name": intent, "confidence": raw.get("confidence", 1.0)}
        entities: dict[str, list[str]] = {}
        for entity in raw.get("entities") or []:
            entities.setdefault(entity["entity"], []).append(str(entity["value"]))
        said = raw.get("text") or ""
        return cls(
            raw.get("english") or said,
            intent.get("name") or "nlu_fallback",
            float(intent.get("confidence") or 0.0),
            entities,
            tuple(raw.get("catalogue") or ()),
            said,
            tuple((raw.get("doubt") or {}).get("candidates") or ()),
            tuple(raw.get("articles") or ()),
        )

    @property
    def order_numbers(self) -> list[str]:
        return list(dict.fromkeys(self.entities.get("order_number", [])))

    @property
    def products(self) -> list[str]:
        """Names of the products that the text mentions."""
        return [str(match["name"]) for match in self.catalogue if match.get("kind") == "product"]

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def parts(raw: Mapping[str, Any]) -> list[Message]:
    """The requests of a message in order, at least one."""
    found = [Message.of(part) for part in raw.get("requests") or []]
    return found if len(found) > 1 else [Message.of(raw)]
