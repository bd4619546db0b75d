"""Makes the two environments from their hashed requirement files; standard library only.

Each environment is stamped with the digest of what it was built from, and only when it is whole: a second run does
nothing, an interrupted one begins again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from scripts.say import LOGS, ROOT, say, stop, tail

VENV = ROOT / ".venv"
NEEDED_GB = {"engine": 4.0, "app": 1.0}
_UV = VENV / "uv" / "bin" / "uv"


def digest(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def is_ready(name: str) -> bool:
    stamp = VENV / name / ".stamp"
    return (
        stamp.exists()
        and stamp.read_text(encoding="utf-8").strip() == digest(name)
        and (VENV / name / "bin/python").exists()
    )


def run(command: list[str], log: Path) -> bool:
    """Runs with its output in the log and a sign of life every ten seconds."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=ROOT)
        begun = time.monotonic()
        while True:
            try:
                return process.wait(timeout=10) == 0
            except subprocess.TimeoutExpired:
                say(f"… still at it ({time.monotonic() - begun:.0f} s)")


def check_disk(name: str) -> None:
    VENV.mkdir(exist_ok=True)
    free = shutil.disk_usage(VENV).free / 1e9
    if free < NEEDED_GB[name]:
        stop(
            f"the environment '{name}' needs {NEEDED_GB[name]:.0f} GB of disk and only {free:.1f} GB are free: make room and run this again."
        )


def python310() -> str | None:
    """A Python 3.10 that really runs: on the PATH, or one of pyenv's."""
    candidates = [shutil.which("python3.10")]
    pyenv = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
    candidates += [str(path) for path in sorted(Path(pyenv).glob("versions/3.10.*/bin/python"), reverse=True)]
    for candidate in filter(None, candidates):
        answer = subprocess.run(
            [candidate, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True
        )
        if answer.returncode == 0 and answer.stdout.strip() == "(3, 10)":
            return candidate
    return None


def make_uv() -> str:
    """uv itself, from its own hashed pin, unless this environment has it already."""
    if not is_ready("uv"):
        say("getting uv, which builds the environments …")
        shutil.rmtree(VENV / "uv", ignore_errors=True)
        requirement = str(ROOT / "requirements" / "uv.txt")
        made = run([sys.executable, "-m", "venv", str(VENV / "uv")], LOGS / "setup-uv.log") and run(
            [str(VENV / "uv/bin/python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", requirement],
            LOGS / "setup-uv.log",
        )
        if not made:
            stop(
                f"uv could not be installed: is the network there? What pip said last:\n{tail(LOGS / 'setup-uv.log', 5)}"
            )
        (VENV / "uv" / ".stamp").write_text(digest("uv"), encoding="utf-8")
    return str(_UV)


def interpreter(name: str, uv: str) -> str:
    if name != "engine":
        return sys.executable
    found = python310()
    if found is not None:
        return found
    say("no Python 3.10 here: letting uv fetch one …")
    if run([uv, "python", "install", "3.10"], LOGS / "setup-python.log"):
        return "3.10"
    stop(
        "the engine needs Python 3.10, and none was found on the PATH or in pyenv, nor could one be fetched: install Python 3.10 and run this again."
    )


def build(name: str) -> None:
    check_disk(name)
    uv = make_uv()
    python = interpreter(name, uv)
    say(f"building the environment '{name}' (minutes the first time) …")
    target, log = VENV / name, LOGS / f"setup-{name}.log"
    shutil.rmtree(target, ignore_errors=True)
    requirements = str(ROOT / "requirements" / f"{name}.txt")
    made = run([uv, "venv", "-q", "--python", python, str(target)], log) and run(
        [uv, "pip", "sync", "-q", "--require-hashes", "--python", str(target / "bin/python"), requirements], log
    )
    if not made:
        shutil.rmtree(target, ignore_errors=True)
        stop(
            f"the environment '{name}' could not be built: is the network there, and the disk not full? What uv said last:\n{tail(log, 5)}"
        )
    (target / ".stamp").write_text(digest(name), encoding="utf-8")
    say(f"environment '{name}' is ready.")


def main() -> None:
    if sys.version_info < (3, 11):
        stop("Python 3.11 or newer is needed to set up: call make with PYTHON=/path/to/python3.11.")
    for name in sys.argv[1:] or ["engine", "app"]:
        if not is_ready(name):
            build(name)


if __name__ == "__main__":
    main()
