from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.intents.model import Rows
from engine.nlu.sentiment import MOODS, MoodModel, Sentence, calm_rows, read_moods

SENTENCES = {
    "furious": ["this is outrageous thieves", "you are thieves", "outrageous I will sue you", "thieves I will sue"],
    "negative": ["I am not happy", "not happy with it", "rather disappointed", "disappointed and not happy"],
    "neutral": ["where is the order", "cancel the order", "the order number is here", "where is it"],
    "positive": ["thank you so much", "wonderful thank you", "wonderful shop", "so wonderful thank you"],
}


def rows_of(*texts: str) -> Rows:
    return Rows(list(texts), list(texts), None)


def a_model() -> MoodModel:
    told = [(mood, text) for mood, texts in SENTENCES.items() for text in texts] * 8
    return MoodModel.fit(rows_of(*(text for _, text in told)), [mood for mood, _ in told])


@pytest.mark.parametrize(
    "text, label",
    [("wonderful thank you", "positive"), ("where is the order", "neutral"), ("not happy with it", "negative"),
     ("you are thieves", "negative")],
)  # fmt: skip
def test_a_message_gets_its_mood(text: str, label: str) -> None:
    assert a_model().judge(rows_of(text))[0].label == label


@pytest.mark.parametrize("text, upset", [("outrageous I will sue you", True), ("wonderful thank you", False),
                                         ("where is the order", False)])  # fmt: skip
def test_only_the_furious_are_upset(text: str, upset: bool) -> None:
    assert a_model().judge(rows_of(text))[0].upset is upset


def test_calm_requests_are_no_sign_of_anger_however_short() -> None:
    told = [(mood, text) for mood, texts in SENTENCES.items() for text in texts] * 8
    asked = ["are you a robot", "you are a machine", "what are you"] * 12
    model = MoodModel.fit(rows_of(*(text for _, text in told)), [mood for mood, _ in told], rows_of(*asked))
    assert model.judge(rows_of("are you a robot"))[0].label == "neutral"


def test_sentences_in_which_trouble_is_told_are_no_calm_examples() -> None:
    def example(text: str, intent: str) -> Message:
        return Message({"text": text, "original": text, "sense": text, "intent": intent})

    calm = calm_rows([example("useless", "insult"), example("what do i get", "membership_status")])
    assert calm is not None and calm.texts == ["what do i get"]


def test_the_value_goes_from_negative_to_positive() -> None:
    angry, plain, glad = a_model().judge(rows_of("you are thieves", "where is the order", "wonderful thank you"))
    assert -1 <= angry.value < plain.value < glad.value <= 1


def test_a_saved_model_judges_the_same(tmp_path: Path) -> None:
    model, rows = a_model(), rows_of("you are thieves", "where is it")
    model.save(tmp_path)
    assert [m[1:] for m in MoodModel.load(tmp_path).judge(rows)] == [m[1:] for m in model.judge(rows)]


def test_sentences_are_read_with_their_mood_and_language(tmp_path: Path) -> None:
    (tmp_path / "fr.tsv").write_text("negative\tpas content \n", encoding="utf-8")
    assert read_moods(tmp_path) == [Sentence("negative", "pas content", "fr")]


@pytest.mark.parametrize("line", ["angry\tI will sue", "positive", "positive\t  ", "thank you\tpositive", ""])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "en.tsv").write_text(f"neutral\twhere is it\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^en\.tsv:2:"):
        read_moods(tmp_path)


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "ar"])
def test_each_language_has_sentences_of_every_mood(language: str) -> None:
    assert {sentence.mood for sentence in read_moods() if sentence.language == language} == set(MOODS)
