"""Words of a message from spaCy's blank pipeline for many languages; an order number or address is one token."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

from engine.nlu.letters import western
from engine.nlu.matches import find_all


def tokenize(nlp: Language, text: str) -> list[tuple[int, str]]:
    """(start, text) of each token. At least one, or Rasa takes the message for none."""
    found: list[tuple[int, str]] = []
    position = 0
    for match in [*find_all(western(text)), None]:
        end = match.start if match is not None else len(text)
        found += [
            (position + token.idx, token.text) for token in nlp.make_doc(text[position:end]) if not token.is_space
        ]
        if match is not None:
            found.append((match.start, text[match.start : match.end]))
            position = match.end
    return found or [(0, text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ShopTokenizer(Tokenizer):
    """The pipeline is spaCy's rules alone: no model to fetch."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None,
                "prefix_separator_symbol": None}  # fmt: skip

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self.nlp = spacy.blank("xx")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ShopTokenizer:
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = message.get(attribute) or ""
        if attribute != TEXT:
            return [Token(word, 0) for word in text.split()]
        return [Token(word, start) for start, word in tokenize(self.nlp, text)]
