"""A long command: waited for, and ended with whoever waits."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from scripts import step


def test_a_command_that_ends_well_is_true_and_its_words_are_in_the_log(tmp_path: Path) -> None:
    assert step.run([sys.executable, "-c", "print('done')"], tmp_path / "log")
    assert (tmp_path / "log").read_text(encoding="utf-8") == "done\n"


def test_a_command_that_fails_is_false(tmp_path: Path) -> None:
    assert not step.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "log")


def test_a_long_command_gives_signs_of_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(step, "SIGN_OF_LIFE", 0.1)
    step.run([sys.executable, "-c", "import time; time.sleep(0.5)"], tmp_path / "log")
    assert "still at it" in capsys.readouterr().out


def test_a_command_is_ended_when_the_waiting_is_interrupted(tmp_path: Path) -> None:
    program = (
        "from scripts.say import interruptible; from scripts.step import run; from pathlib import Path; import sys\n"
    )
    program += f"interruptible(lambda: print(run([sys.executable, '-c', 'import time; print(1, flush=True); time.sleep(30)'], Path({str(tmp_path / 'log')!r}))))"
    waiting = subprocess.Popen([sys.executable, "-c", program], cwd=step.ROOT)
    while not (tmp_path / "log").exists() or not (tmp_path / "log").read_text(encoding="utf-8"):
        time.sleep(0.05)
    threading.Timer(0.1, waiting.terminate).start()
    assert waiting.wait(timeout=15) == 143
