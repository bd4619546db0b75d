"""The figures as a table in docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

from benchmarks.running import Figures, percentile

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"


def table(found: list[Figures]) -> str:
    rows = ["| | " + " | ".join(f.name for f in found) + " |", "|---" * (len(found) + 1) + "|"]

    def row(label: str, values: list[str]) -> None:
        rows.append(f"| {label} | " + " | ".join(values) + " |")

    row("training, s", [f"{f.training:.0f}" for f in found])
    row("engine ready after start, s", [f"{f.start:.0f}" for f in found])
    row("memory of the engine, MB", [f"{f.memory['engine']:.0f}" for f in found])
    row("memory of the action server, MB", [f"{f.memory['actions']:.0f}" for f in found])
    for kind, label in (
        ("none", "turn without a look-up"),
        ("read", "turn with a read"),
        ("write", "turn with a write"),
    ):
        row(f"{label}, p50 / p95 ms", [pair(f.turns[kind]) for f in found])
    row("all turns, p50 / p95 ms", [pair([t for turns in f.turns.values() for t in turns]) for f in found])
    row(
        "turn 20 / turn 300 of one conversation, ms",
        [f"{f.grown[0]:.0f} / {f.grown[1]:.0f}" if any(f.grown) else "–" for f in found],
    )
    return "\n".join(rows)


def pair(times: list[float]) -> str:
    return f"{percentile(times, 0.5):.0f} / {percentile(times, 0.95):.0f}"


def write(found: list[Figures], examples: int, rounds: int) -> None:
    about = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; {rounds} conversations each, one customer."
    note = f"Rasa's default was trained on {examples} examples an intent, since its classifier takes hours on all of them; ours on all."
    text = PAGE.read_text(encoding="utf-8")
    body = f"{START}\n{about} {note if len(found) > 1 else ''}\n\n{table(found)}\n{END}"
    PAGE.write_text(re.sub(f"{START}.*{END}", lambda _: body, text, flags=re.S), encoding="utf-8")
