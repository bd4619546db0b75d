"""Plain rasa commands from the root, with no variable set, as anyone who knows Rasa expects."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAIN = {
    key: value
    for key, value in os.environ.items()
    if not key.startswith(("SHOPDESK", "DATABASE", "CATALOGUE", "PAYMENTS"))
}
PLAIN |= {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
RASA = [sys.executable, "-m", "rasa"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model that `rasa train` makes; where the present data is trained already, that one is used."""
    out = tmp_path_factory.mktemp("models")
    made = subprocess.run(
        [*RASA, "train", "--out", str(out), "--fixed-model-name", "plain"],
        cwd=ROOT,
        env=PLAIN,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    return out / "plain.tar.gz"


def test_rasa_train_makes_a_model(model: Path) -> None:
    assert model.stat().st_size > 100_000


def test_rasa_data_validate_finds_nothing_wrong() -> None:
    ran = subprocess.run([*RASA, "data", "validate"], cwd=ROOT, env=PLAIN, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]


def test_rasa_test_passes_all_stories(model: Path, tmp_path: Path) -> None:
    command = [
        *RASA,
        "test",
        "core",
        "--stories",
        "tests/stories",
        "--model",
        str(model),
        "--out",
        str(tmp_path),
        "--fail-on-prediction-errors",
        "--no-plot",
    ]
    ran = subprocess.run(command, cwd=ROOT, env=PLAIN, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str, patience: float = 90) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as reply:
                return bool(reply.status == 200)
        except OSError:
            time.sleep(0.5)
    return False


@pytest.mark.parametrize("command, path", [(["run", "actions"], "/health"), (["run"], "/")])
def test_rasa_run_answers(command: list[str], path: str, model: Path, tmp_path: Path) -> None:
    port = free_port()
    options = ["--port", str(port)] if "actions" in command else ["--port", str(port), "--model", str(model)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*RASA, *command, *options], cwd=ROOT, env=PLAIN, stdout=log, stderr=log, start_new_session=True
        )
    try:
        assert answers(port, path), (tmp_path / "log").read_text()[-2000:]
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


@pytest.mark.skipif(not shutil.which("script"), reason="a terminal is made by `script`")
def test_rasa_shell_talks(model: Path) -> None:
    command = f"{sys.executable} -m rasa shell --port {free_port()} --model {model}"
    shell = subprocess.Popen(
        ["script", "-qec", command, "/dev/null"],
        cwd=ROOT,
        env=PLAIN,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    time.sleep(45)
    out, _ = shell.communicate("hello\n/stop\n", timeout=60)
    assert "type a message" in out.lower() or "your input" in out.lower(), out[-2000:]
