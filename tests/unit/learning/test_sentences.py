"""Which training sentences the rivals learn from."""

from __future__ import annotations

from pathlib import Path

from learning.rivals import SENTENCES_AN_INTENT
from learning.sentences import all_sentences, english_sentences, spread, write_sentences


def a_training_file(path: Path, intent: str, *texts: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_sentences({intent: texts}, path)
    return path


def test_files_of_other_languages_are_left_out(tmp_path: Path) -> None:
    a_training_file(tmp_path / "orders" / "nlu_more.yml", "track_order", "where is it")
    a_training_file(tmp_path / "orders" / "nlu_more.fr.yml", "track_order", "où est-il")
    assert english_sentences(tmp_path) == {"track_order": ["where is it"]}


def test_all_sentences_are_those_of_every_language(tmp_path: Path) -> None:
    a_training_file(tmp_path / "nlu.yml", "track_order", "where is it")
    a_training_file(tmp_path / "nlu.fr.yml", "track_order", "où est-il")
    assert sorted(all_sentences(tmp_path)["track_order"]) == ["où est-il", "where is it"]


def test_an_intent_of_several_files_has_each_sentence_once(tmp_path: Path) -> None:
    a_training_file(tmp_path / "faq" / "nlu.yml", "greet", "hello", "hi")
    a_training_file(tmp_path / "smalltalk" / "nlu.yml", "greet", "hi", "hey")
    assert english_sentences(tmp_path) == {"greet": ["hello", "hi", "hey"]}


def test_the_chosen_sentences_come_from_all_parts_of_an_intent() -> None:
    assert spread({"greet": [str(n) for n in range(10)]}, 3) == {"greet": ["0", "3", "6"]}


def test_an_intent_with_too_few_sentences_gives_all_that_it_has() -> None:
    assert spread({"greet": ["hello", "hi"]}, 3) == {"greet": ["hello", "hi"]}


def test_a_written_sentence_is_read_as_it_was(tmp_path: Path) -> None:
    odd = ['it says: "no", twice', "#W1000101 - where?", "  ".join(["word"] * 80), "{yes}", "é… 'ok'"]
    assert english_sentences(a_training_file(tmp_path / "nlu.yml", "inform", *odd).parent) == {"inform": odd}


def test_each_of_our_intents_gives_the_same_number() -> None:
    chosen = spread(english_sentences(), SENTENCES_AN_INTENT)
    assert {len(set(texts)) for texts in chosen.values()} == {SENTENCES_AN_INTENT}
