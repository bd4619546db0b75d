"""Products and options that a text names, from a file that the shop writes: a new product needs no training."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from engine.nlu.reading import ENGLISH

logger = logging.getLogger(__name__)


def spellings(name: str) -> set[str]:
    """ "T-Shirt" → t-shirt, t shirt, tshirt and their plurals; a compound also by its last word."""
    base = name.lower()
    forms = {base, base.replace("-", " "), base.replace("-", "")}
    if base.endswith("s") and not base.endswith("ss"):
        forms |= {form[:-1] for form in set(forms)}
    else:
        forms |= {f"{form}s" for form in set(forms)}
        forms |= {f"{form}es" for form in set(forms) if form.endswith(("h", "x", "ss"))}
    return forms


def build_matcher(nlp: Language, catalogue: dict[str, Any]) -> tuple[PhraseMatcher, dict[str, dict[str, Any]]]:
    """Each key of the matcher leads to what it means."""
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    meanings: dict[str, dict[str, Any]] = {}
    for product in catalogue.get("products", []):
        key = f"product:{product['id']}"
        meanings[key] = {"kind": "product", "id": product["id"], "name": product["name"]}
        names = {form for name in [product["name"], *product.get("aliases", [])] for form in spellings(name)}
        matcher.add(key, [nlp.make_doc(form) for form in sorted(names)])
    options = {
        (k, v) for p in catalogue.get("products", []) for k, values in p.get("options", {}).items() for v in values
    }
    for name, value in sorted(options):
        if len(value) > 2:
            key = f"option:{name}:{value}"
            meanings[key] = {"kind": "option", "name": name, "value": value}
            matcher.add(key, [nlp.make_doc(value.lower())])
    return matcher, meanings


def find(nlp: Language, matcher: PhraseMatcher, meanings: dict[str, dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Products first where they overlap options or shorter names; in the order of the text."""
    doc = nlp.make_doc(re.sub(r"\s", " ", text))
    found = []
    for key, start, end in matcher(doc):
        span = doc[start:end]
        found.append({**meanings[nlp.vocab.strings[key]], "start": span.start_char, "end": span.end_char})
    found.sort(key=lambda m: (m["kind"] != "product", -(m["end"] - m["start"])))
    kept: list[dict[str, Any]] = []
    for match in found:
        same = [
            m for m in kept if (m["start"], m["end"]) == (match["start"], match["end"]) and m["kind"] == match["kind"]
        ]
        if same or all(match["end"] <= m["start"] or match["start"] >= m["end"] for m in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m["start"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CatalogueMatcher(GraphComponent):
    """Writes the property `catalogue`, never entities: catalogue words are no training data."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"path": "var/catalogue.json", "language": "en"}

    def __init__(self, config: dict[str, Any]) -> None:
        self.path = Path(config["path"])
        self.nlp = spacy.blank(config["language"])
        self.changed = -1.0
        self.matcher, self.meanings = build_matcher(self.nlp, {})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CatalogueMatcher:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        self._refresh()
        for message in messages:
            text, english = message.get(TEXT) or "", message.get(ENGLISH) or ""
            found = find(self.nlp, self.matcher, self.meanings, english or text)
            if english and english != text:  # names that the shop has in the customer's language
                known = {(match["kind"], match.get("id") or match.get("value")) for match in found}
                own = find(self.nlp, self.matcher, self.meanings, text)
                found += [match for match in own if (match["kind"], match.get("id") or match.get("value")) not in known]
            message.set("catalogue", found, add_to_output=True)
        return messages

    def _refresh(self) -> None:
        """Reads the file again when it has changed; without one nothing is matched, and the log says so once."""
        changed = self.path.stat().st_mtime if self.path.exists() else 0.0
        if changed == self.changed:
            return
        self.changed = changed
        if not changed:
            logger.warning("no catalogue at %s: product names are not recognised", self.path)
        content = json.loads(self.path.read_text(encoding="utf-8")) if changed else {}
        self.matcher, self.meanings = build_matcher(self.nlp, content)
