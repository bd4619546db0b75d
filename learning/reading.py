"""Asks an engine, by its command line, what it understands of sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scripts.environment import ENGINE, quiet_environment
from scripts.say import ROOT, say, tail
from scripts.step import SIGN_OF_LIFE, end
from scripts.train import train

OURS, PLAIN = "engine.scoring", "learning.plain_rasa"
# What of the engine asks for the day.
ASKS_THE_DAY = "engine.nlu.entities"


class EngineFailed(RuntimeError):
    """The engine could not be trained or could not read the sentences; the message says why."""


@dataclass(frozen=True)
class Answers:
    """`read`: one reading a text, in order; `memory`: the most that the process held, in MB."""

    read: list[dict[str, Any]]
    memory: float


def present_model() -> Path:
    """The model of the present data, trained now if there is none. Raises EngineFailed."""
    try:
        return train()
    except SystemExit as stopped:  # it has said why; whoever interrupts it is not answered here
        if stopped.code == 1:
            raise EngineFailed("there is no model to measure.") from None
        raise


def understood(texts: Sequence[str], model: Path | None = None, day: date | None = None) -> list[dict[str, Any]]:
    """What the engine makes of each text, in order, as if it were `day`. Raises EngineFailed."""
    return answers(reader(OURS, model or present_model(), day), texts).read


def reader(module: str, model: Path, day: date | None = None) -> list[str]:
    """The command by which `module` reads with a model."""
    another_day = ["learning.on_day", day.isoformat(), ASKS_THE_DAY] if day else []
    return [str(ENGINE), "-m", *another_day, module, str(model)]


def answers(command: Sequence[str], texts: Sequence[str], env: Mapping[str, str] | None = None) -> Answers:
    """Runs a reader: JSON lines in, JSON lines out, with signs of life between. Raises EngineFailed."""
    with tempfile.TemporaryDirectory(prefix="shopdesk-reading-") as scratch:
        asked, said, log = (Path(scratch) / name for name in ("asked", "said", "log"))
        asked.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
        try:
            with asked.open("rb") as given, said.open("wb") as out, log.open("wb") as told:
                process = subprocess.Popen(
                    command, stdin=given, stdout=out, stderr=told, cwd=ROOT, env={**quiet_environment(), **(env or {})}
                )
                code, memory = _wait(process)
        except FileNotFoundError:
            raise EngineFailed(f"{command[0]} is not there: `make setup` builds it") from None
        if code != 0:
            raise EngineFailed(f"the engine could not read the sentences:\n{tail(log)}")
        read = [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines() if line.strip()]
    if len(read) != len(texts):
        raise EngineFailed(f"the engine answered {len(read)} of {len(texts)} sentences")
    return Answers(read, memory)


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """Exit code, and the peak of resident memory in MB, which only the system's own `wait4` tells of one child."""
    begun = told = time.monotonic()
    try:
        while True:
            number, status, used = os.wait4(process.pid, os.WNOHANG)
            if number:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
            time.sleep(0.1)
            if time.monotonic() - told > SIGN_OF_LIFE:
                told = time.monotonic()
                say(f"… still reading ({told - begun:.0f} s)")
    except BaseException:
        end(process)
        raise
