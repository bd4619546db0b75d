"""Runs one long command for a person who waits: output to a log, signs of life, nothing left behind."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from scripts.say import ROOT, say

SIGN_OF_LIFE = 10.0


def run(command: list[str], log: Path, env: Mapping[str, str] | None = None, append: bool = False) -> bool:
    """True where the command ended well. Whatever interrupts the waiting ends the command too."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a" if append else "w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=ROOT, env=env
        )
        try:
            return _wait(process) == 0
        except BaseException:
            end(process)
            raise


def _wait(process: subprocess.Popen[bytes]) -> int:
    begun = time.monotonic()
    while True:
        try:
            return process.wait(timeout=SIGN_OF_LIFE)
        except subprocess.TimeoutExpired:
            say(f"… still at it ({time.monotonic() - begun:.0f} s)")


def end(process: subprocess.Popen[bytes], patience: float = 5.0) -> None:
    """Asks the process to end, and after `patience` seconds makes it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
