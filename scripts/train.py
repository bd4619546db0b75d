"""Trains when there is no model of the present data."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from scripts.environment import ENGINE, quiet_environment
from scripts.say import LOGS, ROOT, say, stop, tail
from scripts.setup import run

MODELS = ROOT / "models"
SOURCES = ("domain.yml", "config.yml", "domain/*.yml", "data/**/*.yml", "engine/**/*.py", "requirements/engine.txt")


def fingerprint(root: Path = ROOT) -> str:
    """One digest of everything that a model is made from."""
    total = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            total.update(str(path.relative_to(root)).encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def model_path() -> Path:
    return MODELS / f"shopdesk-{fingerprint()}.tar.gz"


def train() -> Path:
    """The model of the present data, trained now if it is not there yet."""
    path = model_path()
    if path.exists():
        return path
    say("training the assistant (about a minute) …")
    log = LOGS / "train.log"
    os.environ.update(quiet_environment())
    command = [
        str(ENGINE),
        "-m",
        "rasa",
        "train",
        "--fixed-model-name",
        path.name.removesuffix(".tar.gz"),
        "--out",
        str(MODELS),
    ]
    if not run(command, log) or not path.exists():
        stop(f"training failed. What Rasa said last (all of it in {log.relative_to(ROOT)}):\n{tail(log)}")
    say("trained.")
    return path


def main() -> None:
    if "--force" in sys.argv:
        model_path().unlink(missing_ok=True)
    print(train().relative_to(ROOT))


if __name__ == "__main__":
    main()
