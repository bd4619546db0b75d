from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from rasa.shared.core import events
from rasa.shared.core.slots import Slot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import engine.nlu  # noqa: F401 – applies the patches
from engine.nlu.languages import spoken_before
from engine.training_files import plain_intents, read_training_files
from engine.tuning import languages
from engine.tuning.training_data import fingerprint, merge, quick_hash, shell

PLAIN = """version: "3.1"
nlu:
- intent: track_order
  metadata:
    language: fr
  examples: |
    - où est ma commande
    - suivre [W1234567](order_number)
    - c'est "quoi": {ça} ?
- intent: greet
  examples: |
    - hello
    - hi there
"""
SYNONYM = """version: "3.1"
nlu:
- intent: inform
  examples: |
    - the [sofa](product:couch)
"""
LOOKUP = """version: "3.1"
nlu:
- lookup: colour
  examples: |
    - red
    - blue
- intent: inform
  examples: |
    - the blue one
"""
RETRIEVAL = 'version: "3.1"\nnlu:\n- intent: faq/delivery\n  examples: |\n    - how long\n'
WITH_METADATA = """version: "3.1"
nlu:
- intent: greet
  examples:
  - text: hello
    metadata: {sentiment: neutral}
"""


def a_file(folder: Path, text: str, name: str = "nlu.yml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def rows(data: TrainingData) -> list[dict[str, Any]]:
    return [message.data for message in data.training_examples]


@pytest.mark.parametrize("text", [PLAIN, SYNONYM, LOOKUP, RETRIEVAL, WITH_METADATA])
def test_a_file_is_read_as_rasa_reads_it(tmp_path: Path, text: str) -> None:
    path = a_file(tmp_path, text)
    assert rows(read_training_files([path])) == rows(training_data_from_paths([path], "en"))


@pytest.mark.parametrize("text", [SYNONYM, LOOKUP])
def test_what_is_no_sentence_is_read_as_rasa_reads_it(tmp_path: Path, text: str) -> None:
    path = a_file(tmp_path, text)
    ours, theirs = read_training_files([path]), training_data_from_paths([path], "en")
    assert (ours.entity_synonyms, ours.lookup_tables) == (theirs.entity_synonyms, theirs.lookup_tables)


def test_several_files_are_read_together(tmp_path: Path) -> None:
    paths = [a_file(tmp_path, PLAIN, "a.yml"), a_file(tmp_path, LOOKUP, "b.yml"), a_file(tmp_path, SYNONYM, "c.yml")]
    theirs = training_data_from_paths(paths, "en")
    assert sorted(map(str, rows(read_training_files(paths)))) == sorted(map(str, rows(theirs)))


def test_the_language_beside_an_intent_is_kept(tmp_path: Path) -> None:
    first = read_training_files([a_file(tmp_path, PLAIN)]).training_examples[0]
    assert first.get("metadata")["intent"] == {"language": "fr"}


@pytest.mark.parametrize(
    "text",
    [
        LOOKUP,
        RETRIEVAL,
        WITH_METADATA,
        "nlu: []",
        "version: '3.1'\nnlu: {}",
        "- a",
        "a: [",
        "",
        PLAIN + "stories: []\n",
    ],
)
def test_a_file_of_another_shape_is_left_to_rasa(text: str) -> None:
    assert plain_intents(text) is None


def test_a_plain_file_is_told_by_its_shape() -> None:
    assert [entry["intent"] for entry in plain_intents(PLAIN) or []] == ["track_order", "greet"]


def a_message(text: str = "hello", intent: str = "greet", **more: Any) -> Message:
    return Message({"text": text, "intent": intent, **more})


def test_merged_data_has_the_sentences_of_all() -> None:
    merged = merge(TrainingData([a_message("hello")]), TrainingData([a_message("cancel it", "cancel_order")]), None)
    assert {(m.get("text"), m.get("intent")) for m in merged.training_examples} == {
        ("hello", "greet"),
        ("cancel it", "cancel_order"),
    }


def test_merging_keeps_one_of_equal_sentences() -> None:
    assert len(merge(TrainingData([a_message()]), TrainingData([a_message()])).training_examples) == 1


def test_merging_keeps_synonyms_and_look_ups() -> None:
    look_ups = [{"name": "colour", "elements": ["red"]}]
    merged = merge(TrainingData([]), TrainingData([], {"sofa": "couch"}, lookup_tables=look_ups))
    assert (merged.entity_synonyms, merged.lookup_tables) == ({"sofa": "couch"}, look_ups)


def test_what_is_put_on_a_merged_message_is_not_seen_on_the_one_before() -> None:
    message = a_message()
    merge(TrainingData([message])).training_examples[0].set("language", "fr")
    assert message.get("language") is None


def test_a_feature_of_a_shell_is_its_own() -> None:
    message = a_message()
    shell(message).add_features(Features(np.zeros((1, 2)), "sentence", "text", "me"))
    assert message.features == []


def test_equal_messages_have_equal_digests() -> None:
    one, other = (a_message(vector=np.ones(3)) for _ in range(2))
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize("more", [{"intent": "deny"}, {"vector": np.zeros(3)}, {"metadata": {"language": "fr"}}])
def test_other_content_has_another_digest(more: dict[str, Any]) -> None:
    assert fingerprint(a_message(**{"vector": np.ones(3), **more})) != fingerprint(a_message(vector=np.ones(3)))


def test_a_digest_changes_with_its_message() -> None:
    message = a_message()
    before = fingerprint(message)
    message.set("language", "fr")
    assert fingerprint(message) != before


def test_equal_messages_have_equal_hashes() -> None:
    assert a_message() == a_message() and quick_hash(a_message()) == quick_hash(a_message())


class Parser:
    """Finds each message in the language `code`, and remembers what was spoken before."""

    def __init__(self, code: str | None, fails: bool = False) -> None:
        self.code, self.fails, self.before = code, fails, "never asked"

    async def parse(self, processor: Any, message: Any, tracker: Any, only_output: bool) -> dict[str, Any]:
        self.before = str(spoken_before.get())
        if self.fails:
            raise ValueError("no parse")
        return {"language": {"code": self.code}} if self.code else {}


def a_tracker(language: str | None = None, *slots: Slot) -> DialogueStateTracker:
    tracker = DialogueStateTracker("s", slots or [TextSlot("language", mappings=[{}])])
    if language:
        tracker.update(events.SlotSet("language", language))
    return tracker


def parse(monkeypatch: pytest.MonkeyPatch, parser: Parser, tracker: DialogueStateTracker | None) -> None:
    monkeypatch.setattr(languages, "_original", parser.parse)
    asyncio.run(languages.parse_message(SimpleNamespace(domain=None), "a message", tracker))


def test_a_message_is_read_in_the_light_of_the_language_before(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = Parser("fr")
    parse(monkeypatch, parser, a_tracker("de"))
    assert parser.before == "de"


def test_the_language_of_a_message_is_kept_in_the_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    tracker = a_tracker("de")
    parse(monkeypatch, Parser("fr"), tracker)
    assert tracker.get_slot("language") == "fr"


def test_a_language_that_did_not_change_is_not_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tracker = a_tracker("de")
    told = len(tracker.events)
    parse(monkeypatch, Parser("de"), tracker)
    assert len(tracker.events) == told


def test_a_message_without_a_language_changes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    tracker = a_tracker("de")
    parse(monkeypatch, Parser(None), tracker)
    assert tracker.get_slot("language") == "de"


@pytest.mark.parametrize("tracker", [None, a_tracker(None, TextSlot("name", mappings=[{}]))])
def test_a_conversation_without_the_slot_is_read_as_a_new_one(
    monkeypatch: pytest.MonkeyPatch, tracker: DialogueStateTracker | None
) -> None:
    parser = Parser("fr")
    parse(monkeypatch, parser, tracker)
    assert parser.before == "None"


@pytest.mark.parametrize("fails", [False, True])
def test_the_language_of_one_conversation_is_not_seen_by_the_next(monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    monkeypatch.setattr(languages, "_original", Parser("fr", fails).parse)

    async def one_then_look() -> str | None:
        with suppress(ValueError):
            await languages.parse_message(SimpleNamespace(domain=None), "a message", a_tracker("de"))
        return spoken_before.get()

    assert asyncio.run(one_then_look()) is None
