"""Starts a project as a user would, and measures it over REST."""

from __future__ import annotations

import statistics
import subprocess
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.conversations import TURNS
from tests.live.stack import Stack


@dataclass
class Figures:
    """Times in milliseconds, memory in MB, training and start in seconds."""

    name: str
    training: float = 0.0
    start: float = 0.0
    memory: dict[str, float] = field(default_factory=dict)
    turns: dict[str, list[float]] = field(default_factory=dict)
    grown: tuple[float, float] = (0.0, 0.0)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children."""
    rows = subprocess.run(
        ["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True
    ).stdout.splitlines()[1:]
    table = [tuple(map(int, row.split())) for row in rows]
    family = {pid}
    for _ in range(5):
        family |= {own for own, parent, _ in table if parent in family}
    return sum(rss for own, _, rss in table if own in family) / 1024


def time_turns(stack: Stack, rounds: int, report: str) -> dict[str, list[float]]:
    """Each round is one whole conversation of one customer on a fresh database; the first one warms up."""
    found: dict[str, list[float]] = {"none": [], "read": [], "write": []}
    for number in range(rounds + 1):
        stack.restore()
        sender = f"bench-{uuid.uuid4().hex[:10]}"
        for kind, text in TURNS:
            begun = time.perf_counter()
            stack.say(sender, text)
            if number:
                found[kind].append((time.perf_counter() - begun) * 1000)
        print(f"  {report}: conversation {number} of {rounds}", end="\r", flush=True)
    print()
    return found


def time_growth(stack: Stack, turns: int = 300) -> tuple[float, float]:
    """Median of the ten turns around turn 20 and of the ten before turn 300, in one conversation."""
    stack.restore()
    sender = f"bench-{uuid.uuid4().hex[:10]}"
    times: list[float] = []
    for number in range(turns):
        begun = time.perf_counter()
        stack.say(sender, "are you a robot?" if number % 2 else "how long is the warranty?")
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[15:25]), statistics.median(times[-10:])


def train(python: Path, project: Path, out: Path) -> float:
    """Seconds that `rasa train` takes from nothing, checks included."""
    begun = time.perf_counter()
    command = [str(python), "-m", "rasa", "train", "--force", "--out", str(out), "--fixed-model-name", "bench"]
    with (out.parent / "train.log").open("wb") as log:
        subprocess.run(command, cwd=project, check=True, stdout=log, stderr=log)
    return time.perf_counter() - begun
