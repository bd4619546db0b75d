"""The supervisor: ends what it started when one ends or a signal comes, and nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.say import ROOT

PROGRAM = """
import sys
from pathlib import Path
from scripts import processes
from scripts.processes import Process, Supervisor
processes.LOGS = Path(sys.argv[1])
children = [Process(name, [sys.executable, "-c", code], "http://127.0.0.1:9/") for name, code in zip(sys.argv[3::2], sys.argv[4::2])]
raise SystemExit(Supervisor(children, "ready", patience=float(sys.argv[2])).run())
"""
SERVES = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
DIES = "import time; time.sleep(0.5); raise ValueError('no such file')"
STUBBORN = "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(os.getpid(), flush=True); time.sleep(60)"


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    """The same program, started by somebody else."""
    process = subprocess.Popen([sys.executable, "-c", SERVES], stdout=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def supervise(folder: Path, *children: str, patience: float = 60) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), str(patience), *children]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def number(log: Path) -> int:
    """The process id that the child has written."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if log.exists() and log.read_text(encoding="utf-8").strip().isdigit():
            return int(log.read_text(encoding="utf-8"))
        time.sleep(0.05)
    raise AssertionError(f"nothing in {log}")


def is_running(pid: int) -> bool:
    """A zombie that waits to be collected runs no more."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_its_own_children_and_nobody_elses(
    how: signal.Signals, tmp_path: Path, bystander: subprocess.Popen[bytes]
) -> None:
    running = supervise(tmp_path, "one", SERVES, "two", SERVES)
    children = [number(tmp_path / "one.log"), number(tmp_path / "two.log")]
    running.send_signal(how)
    said, _ = running.communicate(timeout=30)
    assert [is_running(child) for child in children] == [False, False]
    assert bystander.poll() is None
    assert (running.returncode, said) == (0, "shopdesk: stopped.\n")


def test_a_child_that_dies_ends_the_others_and_its_last_words_are_shown(tmp_path: Path) -> None:
    running = supervise(tmp_path, "well", SERVES, "ill", DIES)
    child = number(tmp_path / "well.log")
    said, _ = running.communicate(timeout=30)
    assert not is_running(child)
    assert running.returncode == 1
    assert "ill ended by itself" in said and "no such file" in said


def test_a_child_that_does_not_come_up_in_time_ends_everything(tmp_path: Path) -> None:
    running = supervise(tmp_path, "slow", SERVES, patience=1)
    said, _ = running.communicate(timeout=30)
    assert running.returncode == 1
    assert "slow did not come up within 1 s" in said


def test_a_child_that_will_not_end_is_made_to(tmp_path: Path) -> None:
    running = supervise(tmp_path, "mild", SERVES, "stubborn", STUBBORN)
    child = number(tmp_path / "stubborn.log")
    number(tmp_path / "mild.log")
    running.terminate()
    running.communicate(timeout=30)
    assert not is_running(child)
