"""Puts what `engine.nlu.matches` finds on Rasa's entity list."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.component import Plain
from engine.nlu.matches import find_all


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntities(Plain):
    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = [
                {"entity": m.kind, "start": m.start, "end": m.end, "value": m.value, "extractor": "ShopEntities"}
                for m in find_all(message.get(TEXT) or "")
            ]
            message.set(ENTITIES, [*(message.get(ENTITIES) or []), *found], add_to_output=True)
        return messages
