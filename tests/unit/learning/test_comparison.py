"""The rivals: one and the same lesson and examination, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from learning import comparison, rivals
from learning.comparison import Measured, held_out_sets, measure, train_nlu
from learning.reading import OURS, PLAIN, Answers, EngineFailed
from learning.rivals import Rival
from learning.rows import Row, RowError

RIVAL = Rival("default", "Rasa's default", Path("config.yml"), Path("nlu.yml"), 40, "20 an intent")
SETS = {
    "en": [Row("where is it", "track_order", frozenset({"track_order"}), "en")],
    "near misses": [Row("any jobs?", "out_of_scope", frozenset({"out_of_scope"}), "en")],
}


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Rival]:
    monkeypatch.setattr(rivals, "default_config", lambda: tmp_path / "default.yml")
    return rivals.rivals(tmp_path)


def a_measurement(
    monkeypatch: pytest.MonkeyPatch, folder: Path, intents: Sequence[str], asked: list[list[str]] | None = None
) -> Measured:
    archive = folder / "default.tar.gz"
    archive.write_bytes(b"0" * 3 * 1024**2)

    def answers(command: Sequence[str], texts: Sequence[str], env: Any = None) -> Answers:
        if asked is not None:
            asked.append(list(texts))
        return Answers([{"intent": {"name": name}, "ms": 7.0 + n} for n, name in enumerate(intents)], 640.0)

    monkeypatch.setattr(comparison, "train_nlu", lambda rival, scratch: (archive, 12.5))
    monkeypatch.setattr(comparison, "answers", answers)
    return measure(RIVAL, folder, SETS)


def test_the_three_learn_from_one_file(found: list[Rival], tmp_path: Path) -> None:
    assert [(each.data, each.sentences) for each in found[:3]] == [(tmp_path / "nlu.yml", found[0].sentences)] * 3


def test_the_number_that_is_told_is_the_number_in_the_file(found: list[Rival], tmp_path: Path) -> None:
    entries = yaml.safe_load((tmp_path / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    assert found[0].sentences == sum(len(entry["examples"].splitlines()) for entry in entries)


def test_ours_is_there_a_second_time_with_all_its_sentences(found: list[Rival]) -> None:
    assert found[3].config == found[2].config and found[3].sentences > 10 * found[2].sentences


def test_rasas_own_pipelines_are_read_without_our_patches(found: list[Rival]) -> None:
    assert [each.reader for each in found] == [PLAIN, PLAIN, OURS, OURS]


def test_a_missing_default_configuration_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "ROOT", tmp_path)
    with pytest.raises(EngineFailed, match="make setup"):
        rivals.default_config()


def test_only_english_sentences_and_near_misses_are_asked() -> None:
    sets = held_out_sets()
    assert list(sets) == ["en", "near misses"] and {row.lang for rows in sets.values() for row in rows} == {"en"}


def test_a_further_file_is_asked_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "more.jsonl").write_text('{"text": "hi", "label": "greet"}', encoding="utf-8")
    assert [row.text for row in held_out_sets([tmp_path / "more.jsonl"])["more"]] == ["hi"]


def test_a_missing_further_file_is_told_before_anything_is_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "measure", lambda *_: pytest.fail("something was trained"))
    with pytest.raises(RowError, match="no such file"):
        comparison.compare([tmp_path / "none.jsonl"])


def test_every_sentence_of_every_set_is_asked_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    a_measurement(monkeypatch, tmp_path, ["track_order", "greet"], asked)
    assert asked == [["where is it", "any jobs?"]]


def test_each_set_is_scored_on_its_own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = a_measurement(monkeypatch, tmp_path, ["track_order", "greet"])
    assert {name: each.accuracy for name, each in measured.sets.items()} == {"en": 1.0, "near misses": 0.0}


def test_rasas_fallback_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert a_measurement(monkeypatch, tmp_path, ["nlu_fallback"] * 2).sets["near misses"].foreign_refused == 1.0


def test_time_memory_and_size_are_those_of_the_rival(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = a_measurement(monkeypatch, tmp_path, ["greet"] * 2)
    assert (measured.training, measured.times, measured.memory, measured.archive) == (12.5, [7.0, 8.0], 640.0, 3.0)


def test_a_training_that_fails_names_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.yml").touch()
    monkeypatch.setattr(comparison, "run", lambda command, log, env: False)
    with pytest.raises(EngineFailed, match=r"Rasa's default could not be trained.*compare-default\.log"):
        train_nlu(replace(RIVAL, config=tmp_path / "config.yml"), tmp_path)


def test_a_training_starts_from_nothing_that_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.yml").touch()
    caches = []

    def run(command: list[str], log: Path, env: dict[str, str]) -> bool:
        caches.append(env["RASA_CACHE_DIRECTORY"])
        (tmp_path / f"{command[-1]}.tar.gz").touch()
        return True

    monkeypatch.setattr(comparison, "run", run)
    for key in ("ours", "whole"):
        train_nlu(replace(RIVAL, key=key, config=tmp_path / "config.yml"), tmp_path)
    assert caches == [str(tmp_path / "ours-cache"), str(tmp_path / "whole-cache")]
