from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from engine.nlu.intents.classifier import Classifier
from engine.nlu.intents.doubt import FOREIGN
from engine.nlu.intents.linear import Linear
from engine.nlu.intents.model import IntentModel
from engine.nlu.intents.neighbours import Neighbours
from engine.nlu.intents.rows import Rows
from engine.nlu.intents.trials import FOLDS, softmax, tried
from engine.nlu.intents.words import Words

SENTENCES = {
    "cancel_order": [
        "cancel my order",
        "please cancel it",
        "cancel the order now",
        "I want to cancel",
        "stop my order",
    ],
    "track_order": [
        "where is my parcel",
        "track my parcel",
        "where is it now",
        "track it please",
        "is my parcel there",
    ],
    "greet": ["hello", "hi there", "good morning", "hello there", "hi hello"],
    FOREIGN: ["write a poem", "what is the moon", "the moon is a poem", "write about the moon", "a poem for the moon"],
}
WIDTH = 16


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), dtype=np.float32)


def some_rows(intents: list[str], with_vectors: bool = True, times: int = 4) -> tuple[Rows, list[str]]:
    """Sentences of each intent, with vectors scattered around one direction for each."""
    chance = np.random.default_rng(1)
    labels = [intent for intent in intents for _ in SENTENCES[intent]] * times
    texts = [text for intent in intents for text in SENTENCES[intent]] * times
    middles = {intent: chance.normal(size=WIDTH) for intent in intents}
    vectors = unit(np.stack([middles[label] + 0.3 * chance.normal(size=WIDTH) for label in labels]))
    return Rows(texts, texts, vectors if with_vectors else None), labels


def few(rows: Rows, most: int) -> Rows:
    return rows.take(np.arange(most))


def dense(words: Words, text: str) -> NDArray[np.float32]:
    columns, values = words.row(text, text)
    found = np.zeros(len(words.names), dtype=np.float32)
    found[columns] = values
    return found


@pytest.mark.parametrize("text", ["please cancel my order now now now", "Où est mon parcel", "qqq", "", "hello"])
def test_one_message_has_the_features_that_a_matrix_of_messages_has(text: str) -> None:
    rows, _ = some_rows(list(SENTENCES))
    words = Words.fit(rows.senses, rows.texts)
    assert dense(words, text) == pytest.approx(words.features([text], [text]).toarray()[0], abs=1e-6)


def test_one_message_scores_as_its_features_do() -> None:
    rows, _ = some_rows(list(SENTENCES))
    words = Words.fit(rows.senses, rows.texts)
    weights = np.random.default_rng(2).normal(size=(len(words.names), 3)).astype(np.float32)
    wanted = (words.features(["cancel it"], ["cancel it"]) @ weights)[0]
    assert words.scores("cancel it", "cancel it", weights) == pytest.approx(wanted, abs=1e-5)


def test_words_come_back_from_their_folder_as_they_were(tmp_path: Path) -> None:
    rows, _ = some_rows(list(SENTENCES))
    words = Words.fit(rows.senses, rows.texts)
    words.save(tmp_path)
    assert dense(Words.load(tmp_path), "cancel my parcel") == pytest.approx(dense(words, "cancel my parcel"), abs=1e-6)


@pytest.mark.parametrize("with_vectors", [True, False])
@pytest.mark.parametrize("intents", [list(SENTENCES), ["cancel_order", "greet"]])
def test_a_model_tells_its_intents_apart(intents: list[str], with_vectors: bool) -> None:
    rows, labels = some_rows(intents, with_vectors)
    model, _ = IntentModel.fit(rows, labels)
    assert [model.intents[i] for i in model.probabilities(rows).argmax(axis=1)] == labels


@pytest.mark.parametrize("intents", [list(SENTENCES), ["cancel_order", "greet"]])
def test_probabilities_add_up_to_one(intents: list[str]) -> None:
    rows, labels = some_rows(intents)
    model, _ = IntentModel.fit(rows, labels)
    assert model.probabilities(few(rows, 5)).sum(axis=1) == pytest.approx(1.0)


@pytest.mark.parametrize("with_vectors", [True, False])
def test_a_saved_model_gives_the_same_probabilities(tmp_path: Path, with_vectors: bool) -> None:
    rows, labels = some_rows(list(SENTENCES), with_vectors)
    model, _ = IntentModel.fit(rows, labels)
    model.save(tmp_path)
    assert IntentModel.load(tmp_path).probabilities(rows) == pytest.approx(model.probabilities(rows), abs=1e-3)


def test_two_intents_are_as_probable_as_logistic_regression_finds_them() -> None:
    rows, labels = some_rows(["cancel_order", "greet"])
    assert rows.vectors is not None
    wanted = np.array([label == "greet" for label in labels], dtype=np.int64)
    fitted = LogisticRegression(C=4.0, max_iter=40, tol=1e-2).fit(rows.vectors, wanted)
    found = softmax(Linear.of_vectors(rows.vectors, wanted).scores(rows.vectors))
    assert found == pytest.approx(fitted.predict_proba(rows.vectors), abs=1e-5)


def test_many_messages_are_judged_as_each_by_itself() -> None:
    rows, labels = some_rows(list(SENTENCES))
    model, _ = IntentModel.fit(rows, labels)
    assert model.scores(rows)[:10] == pytest.approx(model.scores(few(rows, 10)), abs=1e-4)


def test_a_model_with_vectors_reads_a_message_without_one() -> None:
    rows, labels = some_rows(list(SENTENCES))
    model, _ = IntentModel.fit(rows, labels)
    found = model.probabilities(Rows(["cancel my order"], ["cancel my order"], None))
    assert model.intents[int(found[0].argmax())] == "cancel_order"


def test_a_sentence_may_be_known_by_its_vector_alone() -> None:
    rows, labels = some_rows(list(SENTENCES))
    model, _ = IntentModel.fit(rows, labels)
    assert rows.vectors is not None
    place = labels.index("track_order")
    found = model.probabilities(Rows(["zzz"], ["zzz"], rows.vectors[place : place + 1]))
    assert model.intents[int(found[0].argmax())] == "track_order"


def test_words_count_as_much_beside_the_vector_as_the_mix_says() -> None:
    rows, labels = some_rows(list(SENTENCES))
    model, _ = IntentModel.fit(rows, labels)
    model.mix = 0.0
    without_words = model.scores(rows)
    model.mix = 2.0
    by_words = model.scores(Rows(rows.senses, rows.texts, None))
    assert model.scores(rows) == pytest.approx(without_words + 2 * by_words, abs=1e-4)


def test_an_intent_that_only_one_trial_would_have_leaves_no_trials() -> None:
    rows = Rows(["cancel my order"] * 9, ["cancel my order"] * 9, None)
    assert IntentModel.fit(rows, ["greet", *["cancel_order"] * 8])[1] is None


def test_each_row_is_judged_by_a_trial_that_had_not_seen_it() -> None:
    rows, labels = some_rows(list(SENTENCES))
    wanted = np.array([sorted(SENTENCES).index(label) for label in labels])
    words = Words.fit(rows.senses, rows.texts)
    trials = tried(words.features(rows.senses, rows.texts), rows, wanted)
    assert trials is not None
    assert sorted(set(trials.fold.tolist())) == list(range(FOLDS))
    assert trials.probabilities().sum(axis=1) == pytest.approx(1.0)


def test_softmax_does_not_overflow() -> None:
    assert softmax(np.array([[1000.0, 0.0]], dtype=np.float32))[0] == pytest.approx([1.0, 0.0])


def some_neighbours() -> Neighbours:
    vectors = unit(np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=np.float32))
    return Neighbours.of(vectors, np.array([2, 0, 2, 0]), ["east", "north", "north-east", "up"])


def test_the_nearest_sentences_come_first_with_their_intent() -> None:
    found = some_neighbours().nearest(np.array([1, 0, 0], dtype=np.float32), 2)
    assert [(n.text, n.intent, round(n.likeness, 3)) for n in found] == [("east", 2, 1.0), ("north-east", 2, 0.707)]


def test_the_likeness_to_an_intent_is_that_of_its_nearest_sentence() -> None:
    found = some_neighbours().likenesses(np.array([[0, 1, 0]], dtype=np.float32), np.array([[0, 1, 2]]))
    assert found[0] == pytest.approx([1.0, 0.0, 0.707], abs=1e-3)


def test_saved_neighbours_are_as_near_as_before(tmp_path: Path) -> None:
    rows, labels = some_rows(list(SENTENCES))
    assert rows.vectors is not None
    wanted = np.array([sorted(SENTENCES).index(label) for label in labels])
    neighbours = Neighbours.of(rows.vectors, wanted, rows.texts)
    neighbours.save(tmp_path)
    loaded = Neighbours.load(tmp_path).likenesses(rows.vectors[:1], np.array([[0, 1, 2, 3]]))
    assert loaded == pytest.approx(neighbours.likenesses(rows.vectors[:1], np.array([[0, 1, 2, 3]])), abs=0.01)


def test_a_classifier_without_foreign_sentences_has_no_doubt() -> None:
    rows, labels = some_rows(["cancel_order", "track_order"])
    assert Classifier.fit(rows, labels).judge(few(rows, 1))[0].kind == "clear"


def test_a_classifier_finds_a_foreign_sentence_foreign() -> None:
    rows, labels = some_rows(list(SENTENCES), times=8)
    place = labels.index(FOREIGN)
    assert Classifier.fit(rows, labels).judge(rows.take(np.array([place])))[0].kind == "foreign"


def test_a_saved_classifier_judges_the_same(tmp_path: Path) -> None:
    rows, labels = some_rows(list(SENTENCES), times=8)
    classifier = Classifier.fit(rows, labels)
    classifier.save(tmp_path)
    before, after = (c.judge(few(rows, 20)) for c in (classifier, Classifier.load(tmp_path)))
    assert [(j.kind, j.ranked[0][0]) for j in after] == [(j.kind, j.ranked[0][0]) for j in before]
