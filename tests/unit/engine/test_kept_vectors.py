from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.nlu.encoder import kept
from engine.nlu.encoder.kept import RememberingEncoder


class Counting:
    """An encoder whose vectors are made of the letters; `read`: what it was asked."""

    width = 4

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, sentences: Sequence[str]) -> np.ndarray[Any, Any]:
        self.read += sentences
        return np.array([[len(s), s.count("a"), s.count("e"), 1.0] for s in sentences], dtype=np.float32)


def an_encoder(path: Path, about: bytes = b"graph") -> RememberingEncoder:
    return RememberingEncoder(Counting(), [about], path)  # type: ignore[arg-type]


def read_by(encoder: RememberingEncoder) -> list[str]:
    return encoder.encoder.read  # type: ignore[attr-defined, no-any-return]


def test_vectors_come_in_the_order_of_the_sentences(tmp_path: Path) -> None:
    an_encoder(tmp_path).encode(["bee", "a"])
    assert an_encoder(tmp_path).encode(["a", "new", "bee", "a"])[:, 0].tolist() == [1, 3, 3, 1]


def test_a_sentence_that_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    an_encoder(tmp_path).encode(["bee", "a"])
    again = an_encoder(tmp_path)
    again.encode(["a", "new", "bee"])
    assert read_by(again) == ["new"]


def test_another_encoder_reads_all_anew(tmp_path: Path) -> None:
    an_encoder(tmp_path).encode(["bee"])
    other = an_encoder(tmp_path, b"another graph")
    other.encode(["bee"])
    assert read_by(other) == ["bee"]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_broken_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    an_encoder(tmp_path).path.write_bytes(content)
    an_encoder(tmp_path).encode(["bee"])
    again = an_encoder(tmp_path)
    assert again.encode(["bee"]).shape == (1, 4)
    assert read_by(again) == []


def test_a_file_that_does_not_fit_is_made_anew(tmp_path: Path) -> None:
    np.savez(an_encoder(tmp_path).path, keys=np.zeros((3, 16), np.uint8), vectors=np.zeros((2, 4), np.float16))
    assert an_encoder(tmp_path).encode(["bee"]).shape == (1, 4)


def test_no_more_vectors_are_kept_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    an_encoder(tmp_path).encode(["old", "older"])
    an_encoder(tmp_path).encode(["new"])
    again = an_encoder(tmp_path)
    again.encode(["new", "old", "older"])
    assert len(read_by(again)) == 1 and "new" not in read_by(again)


def test_where_nothing_can_be_written_sentences_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    encoder = RememberingEncoder(Counting(), [b""], tmp_path / "file")  # type: ignore[arg-type]
    assert encoder.encode(["bee"]).shape == (1, 4)


def test_nothing_to_read_is_nothing(tmp_path: Path) -> None:
    assert an_encoder(tmp_path).encode([]).shape == (0, 4)


def test_the_files_of_old_encoders_are_forgotten(tmp_path: Path) -> None:
    for about in (b"one", b"two", b"three"):
        an_encoder(tmp_path, about).encode(["bee"])
    assert len([*tmp_path.glob("*")]) == kept.FILES
