"""Words of a message from a blank spaCy pipeline, with masks for what is only a number or an address.

A mask makes "cancel W1234567" and "cancel W7654321" the same sentence to the classifier.
"""

from __future__ import annotations

import re
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

from engine.nlu.matches import find_all

_MASKS = {"order_number": "ordernumber", "email": "emailaddress", "postcode": "postcode", "money": "amountofmoney",
          "phone": "phonenumber", "item_id": "itemnumber"}  # fmt: skip
_IDENTITY = frozenset({"emailaddress", "postcode", "phonenumber"})
_REPEATED = re.compile(r"(.)\1{2,}")
_WORDLESS = re.compile(r"[^\w'$€£?!]+")


def mask(word: str) -> str:
    """Lower case, digits as one mask, "sooooo" as "soo", without emoji and punctuation; "" where nothing is left."""
    word = _WORDLESS.sub("", _REPEATED.sub(r"\1\1", word.lower()))
    return "digits" if word.isdigit() else word


def tokenize(nlp: Language, text: str) -> list[tuple[int, str, str]]:
    """(start, text, mask) for each token; a match is one token. At least one, or featurizers give no row."""
    matches = find_all(text)
    found: list[tuple[int, str, str]] = []
    position = 0
    for match in [*matches, None]:
        end = match.start if match is not None else len(text)
        for token in nlp.make_doc(text[position:end]):
            masked = mask(token.text)
            if masked:
                found.append((position + token.idx, token.text, masked))
        if match is not None:
            found.append((match.start, match.text, _MASKS[match.kind]))
            position = match.end
    return without_identity(found) or [(0, text, "wordless")]


def without_identity(found: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Who somebody is says nothing of what they want: beside four words and more it is left out."""
    words = [token for token in found if token[2] not in _IDENTITY]
    return words if len(words) >= 4 else found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ShopTokenizer(Tokenizer):
    """The pipeline is spaCy's rules for the language alone: no model to fetch."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None,
                "prefix_separator_symbol": None, "language": "en"}  # fmt: skip

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self.nlp = spacy.blank(config.get("language", "en"))

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
        return [Token(word, start, lemma=masked) for start, word, masked in tokenize(self.nlp, text)]
