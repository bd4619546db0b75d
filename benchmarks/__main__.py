"""`make bench`: ours beside Rasa's default configuration, same machine, same run, same conversations.

`make bench-gateway` measures the public door instead: see `benchmarks.gateway`.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from benchmarks import gateway
from benchmarks.report import table, write
from benchmarks.running import Figures, memory_of, time_growth, time_turns, train
from scripts.environment import ENGINE, quiet_environment
from scripts.say import ROOT, say
from tests.live.stack import Stack

EXAMPLES = 10


def copy_project(target: Path) -> Path:
    """The project with Rasa's default configuration and, so that it trains in minutes, ten examples an intent."""
    for name in ("domain", "data", "actions", "shop", "knowledge", "scripts", "tests"):
        shutil.copytree(ROOT / name, target / name)
    for name in ("domain.yml", "policy.yml", "policy.retail.yml"):
        shutil.copy(ROOT / name, target / name)
    (target / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    default = default_config()
    shutil.copy(default, target / "config.yml")
    merge_domain(target)
    (target / "endpoints.yml").write_text(
        'action_endpoint:\n  url: "http://127.0.0.1:5055/webhook"\n', encoding="utf-8"
    )
    fewer_examples(target)
    return target


def default_config() -> Path:
    """config.yml as `rasa init` writes it, from the installed package."""
    return next((ROOT / ".venv/engine").glob("lib/python3.10/site-packages/rasa/cli/initial_project/config.yml"))


def merge_domain(project: Path) -> None:
    """One file, as a project without an importer of its own needs it."""
    whole: dict[str, Any] = yaml.safe_load((project / "domain.yml").read_text(encoding="utf-8"))
    for path in sorted((project / "domain").glob("*.yml")):
        for key, part in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if isinstance(part, dict):
                whole.setdefault(key, {}).update(part)
            elif isinstance(part, list):
                whole.setdefault(key, []).extend(part)
    shutil.rmtree(project / "domain")
    (project / "domain.yml").write_text(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True), encoding="utf-8")


def fewer_examples(project: Path) -> None:
    """In English alone, which is what Rasa's default reads best."""
    left: dict[str, int] = {}
    for path in sorted((project / "data").rglob("nlu*.*.yml")):
        path.unlink()
    for path in sorted((project / "data").rglob("nlu*.yml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in content.get("nlu", []):
            lines = row["examples"].splitlines(keepends=True)
            kept = lines[: max(0, EXAMPLES - left.get(row["intent"], 0))]
            left[row["intent"]] = left.get(row["intent"], 0) + len(kept)
            row["examples"] = "".join(kept)
        content["nlu"] = [row for row in content.get("nlu", []) if row["examples"].strip()]
        path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")


def measure(name: str, stack: Stack, project: Path, model: Path, rounds: int, growth: bool) -> Figures:
    figures = Figures(name)
    stack.project, stack.model = project, model
    try:
        figures.start = stack.start_timed()
        figures.turns = time_turns(stack, rounds, name)
        figures.grown = time_growth(stack) if growth else (0.0, 0.0)
        figures.memory = {part: memory_of(process.pid) for part, process in stack.processes.items()}
    finally:
        stack.stop_all()
    return figures


def main() -> None:
    os.environ.update(quiet_environment())
    rounds = int(os.environ.get("BENCH_ROUNDS", "20"))
    found: list[Figures] = []
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as scratch:
        for name, default in (("Shopdesk", False), ("Rasa's default", True)):
            if default and "--ours" in sys.argv:
                continue
            folder = Path(scratch) / ("default" if default else "ours")
            (folder / "models").mkdir(parents=True)
            project = copy_project(folder / "project") if default else ROOT
            say(f"bench: training {name} …")
            seconds = train(ENGINE, project, folder / "models")
            say(f"bench: {name} trained in {seconds:.0f} s; measuring …")
            figures = measure(
                name, Stack(folder), project, folder / "models" / "bench.tar.gz", rounds, growth=not default
            )
            figures.training = seconds
            found.append(figures)
            print(table(found), flush=True)
            write(found, EXAMPLES, rounds)


if __name__ == "__main__":
    gateway.main() if "gateway" in sys.argv else main()
