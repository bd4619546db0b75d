"""How well sentences are understood: on a file of held-out examples, or by cross-validation on our own."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from scripts.environment import ENGINE, quiet_environment
from scripts.say import LOGS, ROOT, VAR, interruptible, say, stop, tail
from scripts.step import run
from scripts.train import train

RESULTS = ROOT / "results"
SHOWN = 12


def one_domain() -> Path:
    """`rasa test nlu` knows no importer: it is given a folder that holds all parts of the domain."""
    folder = VAR / "domain"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in [ROOT / "domain.yml", *(ROOT / "domain").glob("*.yml")]:
        shutil.copy(path, folder / f"{path.parent.name}-{path.name}")
    return folder


def command(examples: str | None) -> list[str]:
    start = [
        str(ENGINE),
        "-m",
        "rasa",
        "test",
        "nlu",
        "--domain",
        str(one_domain()),
        "--out",
        str(RESULTS),
        "--no-plot",
    ]
    if examples is None:
        return [
            *start,
            "--nlu",
            str(ROOT / "data"),
            "--config",
            str(ROOT / "config.yml"),
            "--cross-validation",
            "--folds",
            "4",
        ]
    return [*start, "--nlu", examples, "--model", str(train())]


def weakest(report: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    intents = [(name, row) for name, row in report.items() if isinstance(row, dict) and not name.endswith(" avg")]
    return sorted(intents, key=lambda entry: entry[1]["f1-score"])[:SHOWN]


def show(report: dict[str, Any]) -> None:
    table = Table("intent", "examples", "precision", "recall", "F1", "taken for", title="Understood worst")
    for name, row in weakest(report):
        numbers = [f"{row[key]:.2f}" for key in ("precision", "recall", "f1-score")]
        table.add_row(name, str(row["support"]), *numbers, ", ".join(row.get("confused_with", {})))
    Console().print(table)
    total = report["macro avg"]
    say(f"macro F1 {total['f1-score']:.3f} over {total['support']} examples; all of it is in {RESULTS.name}/.")


def main() -> None:
    examples = sys.argv[1] if len(sys.argv) > 1 else None
    if examples is not None and not Path(examples).exists():
        stop(f"there is no file {examples}.")
    todo = command(examples)
    say("measuring understanding (some minutes) …")
    log = LOGS / "evaluate.log"
    if not run(todo, log, quiet_environment()):
        stop(f"the measuring failed. What Rasa said last:\n{tail(log)}")
    show(json.loads((RESULTS / "intent_report.json").read_text(encoding="utf-8")))


if __name__ == "__main__":
    interruptible(main)
