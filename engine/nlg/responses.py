"""Speaks a response in the language of the conversation, in English where it is not translated, calmly to the upset."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from engine.nlg.translations import Responses, translations


class ShopResponses(TemplatedNaturalLanguageGenerator):
    """Named as `nlg` in endpoints.yml. Rasa gives it the domain's responses, which are the English ones."""

    def __init__(self, endpoint_config: Any = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain is not None else {})
        self._speakers: dict[tuple[str, bool], TemplatedNaturalLanguageGenerator] = {}

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        speaker = self._speaker(tracker, utter_action)
        if speaker is None:
            said: dict[str, Any] | None = await super().generate(utter_action, tracker, output_channel, **kwargs)
            return said
        slots = tracker.current_slot_values()
        spoken: dict[str, Any] | None = speaker.generate_from_slots(utter_action, slots, output_channel, **kwargs)
        return spoken

    def _speaker(self, tracker: DialogueStateTracker, response: str) -> TemplatedNaturalLanguageGenerator | None:
        """None for English as the domain has it."""
        language, calmly = str(tracker.get_slot("language") or "en"), is_upset(tracker)
        said = translations(language)
        if response not in said:
            if not calmly:
                return None
            language, said = "en", self.responses
        if (language, calmly) not in self._speakers:
            self._speakers[language, calmly] = TemplatedNaturalLanguageGenerator(calm(said) if calmly else said)
        return self._speakers[language, calmly]


def is_upset(tracker: DialogueStateTracker) -> bool:
    message = tracker.latest_message
    return bool(((message.parse_data or {}).get("sentiment") or {}).get("upset")) if message is not None else False


def calm(responses: Responses) -> Responses:
    """For customers who have had enough: the shortest way to say it, without exclamation marks."""
    return {name: [_calm(min(said, key=_length))] for name, said in responses.items() if said}


def _length(variation: dict[str, Any]) -> int:
    return len(str(variation.get("text") or ""))


def _calm(variation: dict[str, Any]) -> dict[str, Any]:
    text = str(variation.get("text") or "")
    return {
        **variation,
        "text": text.replace("\u00a1", "")
        .replace(" !", ".")
        .replace("\u202f!", ".")
        .replace("\u00a0!", ".")
        .replace("!", "."),
    }
