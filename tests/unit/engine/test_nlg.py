from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core import events
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from engine.nlg import responses
from engine.nlg.responses import ShopResponses, calm
from engine.nlg.translations import TranslationError, translations

ENGLISH = {
    "utter_done": [{"text": "Great news, {name}! It is done!"}, {"text": "Done, {name}!"}],
    "utter_sorry": [{"text": "I'm sorry."}],
}
FRENCH = {"utter_done": [{"text": "C'est fait, {name} !"}, {"text": "Bonne nouvelle, {name} : tout est fait !"}]}


@pytest.fixture(autouse=True)
def french_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "translations", lambda language: FRENCH if language == "fr" else {})


def a_tracker(language: str | None = None, upset: bool | None = None) -> DialogueStateTracker:
    tracker = DialogueStateTracker("s", [TextSlot(name, mappings=[{}]) for name in ("language", "name")])
    tracker.update(events.SlotSet("name", "Ann"))
    if language:
        tracker.update(events.SlotSet("language", language))
    if upset is not None:
        data: Any = {"text": "x", "intent": {"name": "inform"}, "entities": [], "sentiment": {"upset": upset}}
        tracker.update(events.UserUttered("x", {"name": "inform"}, [], data))
    return tracker


def said(response: str, tracker: DialogueStateTracker) -> str | None:
    speaker = ShopResponses(domain=Domain.from_dict({"responses": ENGLISH}))
    found = asyncio.run(speaker.generate(response, tracker, "rest"))
    return None if found is None else str(found["text"])


ENGLISH_TEXTS = {"Great news, Ann! It is done!", "Done, Ann!"}
FRENCH_TEXTS = {"C'est fait, Ann !", "Bonne nouvelle, Ann : tout est fait !"}


def test_a_response_is_spoken_in_the_language_of_the_conversation() -> None:
    assert said("utter_done", a_tracker("fr")) in FRENCH_TEXTS


@pytest.mark.parametrize("language", [None, "en", "xx"])
def test_english_is_spoken_where_nothing_else_is(language: str | None) -> None:
    assert said("utter_done", a_tracker(language)) in ENGLISH_TEXTS


def test_a_response_that_is_not_translated_is_spoken_in_english() -> None:
    assert said("utter_sorry", a_tracker("fr")) == "I'm sorry."


def test_an_unknown_response_is_not_spoken() -> None:
    assert said("utter_unknown", a_tracker("fr", upset=True)) is None


def test_the_upset_get_the_shortest_text_without_exclamation_marks() -> None:
    assert said("utter_done", a_tracker(upset=True)) == "Done, Ann."


def test_the_upset_are_answered_calmly_in_their_language() -> None:
    assert said("utter_done", a_tracker("fr", upset=True)) == "C'est fait, Ann."


def test_the_upset_get_english_where_it_is_not_translated() -> None:
    assert said("utter_sorry", a_tracker("fr", upset=True)) == "I'm sorry."


def test_a_calm_message_is_answered_as_usual() -> None:
    assert said("utter_done", a_tracker(upset=False)) in ENGLISH_TEXTS


def test_one_speaker_keeps_calm_and_usual_texts_apart() -> None:
    speaker = ShopResponses(domain=Domain.from_dict({"responses": ENGLISH}))
    told = [asyncio.run(speaker.generate("utter_done", a_tracker("fr", upset=u), "rest")) for u in (True, False)]
    assert [each["text"].endswith("!") for each in told if each] == [False, True]


@pytest.mark.parametrize(
    "text, calmed",
    [("Done!", "Done."), ("Voilà\u202f!", "Voilà."), ("Voilà\u00a0!", "Voilà."), ("¡Hecho!", "Hecho."), ("Ok.", "Ok.")],
)
def test_exclamation_marks_become_full_stops(text: str, calmed: str) -> None:
    assert calm({"utter": [{"text": text}]})["utter"][0]["text"] == calmed


def test_calm_keeps_what_else_a_response_has() -> None:
    assert calm({"utter": [{"text": "Yes!", "buttons": [1]}]}) == {"utter": [{"text": "Yes.", "buttons": [1]}]}


def test_translations_of_all_topics_are_read(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    for topic in ("orders", "returns"):
        (tmp_path / "fr" / f"{topic}.yml").write_text(
            f"responses:\n  utter_{topic}:\n  - text: oui\n", encoding="utf-8"
        )
    assert sorted(translations("fr", tmp_path)) == ["utter_orders", "utter_returns"]


def test_a_language_without_a_folder_has_no_translations(tmp_path: Path) -> None:
    assert translations("xx", tmp_path) == {}


@pytest.mark.parametrize(
    "text", ["", "- a", "responses: []", "responses:\n  utter_a: hello", "responses:\n  utter_a:\n  - txt: hello"]
)
def test_a_file_of_responses_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "orders.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TranslationError, match=r"orders\.yml: .*should"):
        translations("fr", tmp_path)
