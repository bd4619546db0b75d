"""Asking an engine by its command line: what it answers, what it needs, and how it fails."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from learning import on_day, reading
from learning.reading import EngineFailed, answers, reader

ECHO = "import sys, json\nfor line in sys.stdin: print(json.dumps({'said': json.loads(line)['text']}))"
DAY = date(2026, 11, 24)


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def asking(name: str = "asking") -> ModuleType:
    module = ModuleType(name)
    exec("from datetime import date, timedelta\ndef tomorrow(): return date.today() + timedelta(days=1)", vars(module))
    return module


def test_each_text_has_its_answer_in_order() -> None:
    texts = ["où", "two\nlines", "ثلاثة"]
    assert [each["said"] for each in answers(python(ECHO), texts).read] == texts


def test_memory_is_the_most_that_the_process_held() -> None:
    held = answers(python("kept = b'x' * 200_000_000; del kept\n" + ECHO), ["a"]).memory
    assert 190 <= held < 10_000  # where the tests themselves hold more than it, the system tells their share too


def test_an_engine_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(EngineFailed, match="no model there"):
        answers(python("import sys; sys.exit('no model there')"), ["a"])


def test_too_few_answers_are_a_failure() -> None:
    with pytest.raises(EngineFailed, match="1 of 2"):
        answers(python("print('{}')"), ["a", "b"])


def test_an_environment_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="make setup"):
        answers([str(tmp_path / "python")], ["a"])


def test_long_reading_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(reading, "SIGN_OF_LIFE", 0.1)
    answers(python("import time; time.sleep(0.6)\n" + ECHO), ["a"])
    assert "still reading" in capsys.readouterr().out


def test_what_the_reading_needs_of_the_environment_is_given() -> None:
    program = "import os, json; print(json.dumps({'threads': os.environ['TF_THREADS']}))"
    assert answers(python(program), ["a"], {"TF_THREADS": "1"}).read == [{"threads": "1"}]


def test_a_training_that_fails_leaves_nothing_to_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops() -> Path:
        raise SystemExit(1)

    monkeypatch.setattr(reading, "train", stops)
    with pytest.raises(EngineFailed, match="no model"):
        reading.present_model()


def test_a_reader_of_another_day_wraps_the_module() -> None:
    command = reader("engine.scoring", Path("model.tar.gz"), DAY)
    assert command[2:] == ["learning.on_day", "2026-11-24", "engine.nlu.entities", "engine.scoring", "model.tar.gz"]


def test_a_module_that_stands_still_reckons_from_that_day() -> None:
    module = asking()
    on_day.stand_still(module, DAY)
    assert module.tomorrow() == date(2026, 11, 25)


def test_a_module_that_asks_in_another_way_is_refused() -> None:
    with pytest.raises(LookupError, match="asking"):
        on_day.stand_still(ModuleType("asking"), DAY)


def test_the_module_that_runs_has_its_own_arguments_and_that_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "asks_the_day.py").write_text("from datetime import date\ndef day(): return date.today()\n")
    (tmp_path / "tells_the_day.py").write_text("import asks_the_day, sys\nprint(asks_the_day.day(), sys.argv[1:])\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["on_day", "2026-11-24", "asks_the_day", "tells_the_day", "model"])
    on_day.main()
    assert capsys.readouterr().out == "2026-11-24 ['model']\n"
