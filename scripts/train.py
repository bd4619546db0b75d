"""Trains when there is no model of the present data."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sys
from pathlib import Path

from scripts.environment import ENGINE, quiet_environment
from scripts.say import LOGS, ROOT, VAR, interruptible, say, stop, tail
from scripts.step import run

MODELS = ROOT / "models"
KEPT = 5
SOURCES = (
    "domain.yml",
    "config.yml",
    "domain/*.yml",
    "data/**/*.yml",
    "knowledge/*/*.md",
    "engine/importer.py",
    "engine/training_files.py",
    "engine/nlu/**/*.py",
    "engine/nlu/glossary/*.tsv",
    "engine/nlu/moods/*.tsv",
    "requirements/engine.txt",
    ".venv/engine/.encoder",
)


def fingerprint(root: Path = ROOT) -> str:
    """One digest of everything that a model is made from."""
    total = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            content = path.read_bytes()
            total.update(f"{path.relative_to(root)} {len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()[:16]


def model_path() -> Path:
    return MODELS / f"shopdesk-{fingerprint()}.tar.gz"


def train() -> Path:
    """The model of the present data, trained now if it is not there yet; one training at a time."""
    if model_path().exists():
        return model_path()
    MODELS.mkdir(exist_ok=True)
    VAR.mkdir(exist_ok=True)
    with (VAR / "train.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = model_path()
        if not path.exists():
            _train(path)
    return path


def _train(path: Path) -> None:
    """Into a folder beside, and moved when whole: an interrupted training leaves no half model."""
    say("training the assistant (about a minute) …")
    log, beside = LOGS / "train.log", VAR / "training"
    shutil.rmtree(beside, ignore_errors=True)
    command = [
        str(ENGINE),
        "-m",
        "rasa",
        "train",
        "--force",  # what Rasa keeps knows nothing of phrase lists, articles and modules beside a component
        "--skip-validation",
        "--fixed-model-name",
        "model",
        "--out",
        str(beside),
    ]
    if not run(command, log, quiet_environment()) or not (beside / "model.tar.gz").exists():
        stop(f"training failed. What Rasa said last (all of it in {log.relative_to(ROOT)}):\n{tail(log)}")
    (beside / "model.tar.gz").replace(path)
    forget_old_models(path)
    say("trained.")


def forget_old_models(newest: Path) -> None:
    """Keeps a few models that can be gone back to."""
    models = sorted(newest.parent.glob("shopdesk-*.tar.gz"), key=lambda model: model.stat().st_mtime, reverse=True)
    for model in models[KEPT:]:
        model.unlink(missing_ok=True)


def main() -> None:
    if "--force" in sys.argv:
        model_path().unlink(missing_ok=True)
    print(train().relative_to(ROOT))


if __name__ == "__main__":
    interruptible(main)
