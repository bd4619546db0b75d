"""Asks the engine, by its command line, what it understands of sentences."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.environment import ENGINE, quiet_environment
from scripts.say import ROOT
from scripts.train import train


class EngineFailed(RuntimeError):
    """The engine could not read the sentences; the message is what it said last."""


def present_model() -> Path:
    """The model of the present data, trained now if there is none."""
    return train()


def understood(texts: Sequence[str], model: Path | None = None) -> list[dict[str, Any]]:
    """What the engine makes of each text, in order. Raises EngineFailed."""
    lines = "\n".join(json.dumps({"text": text}) for text in texts)
    command = [str(ENGINE), "-m", "engine.scoring", str(model or present_model())]
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, cwd=ROOT, env=quiet_environment(), encoding="utf-8"
    )
    if done.returncode != 0:
        raise EngineFailed(f"the engine could not read the sentences:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
