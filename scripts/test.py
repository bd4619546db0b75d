"""Runs the suites in order, each in its environment, and closes with the count of all of them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import APP, ENGINE, quiet_environment
from scripts.postgres import GIVEN, postgres
from scripts.say import ROOT, VAR, interruptible, say

LINT = {
    "style": [str(APP), "-m", "ruff", "check", "-q", "."],
    "format": [str(APP), "-m", "ruff", "format", "--check", "-q", "."],
    "types": [str(APP), "-m", "mypy"],
}
VALIDATE = {"rasa data validate": [str(APP), "-m", "scripts.validate"]}


@dataclass(frozen=True)
class Suite:
    """`paths` and `without` that do not exist are passed over."""

    name: str
    python: Path
    paths: tuple[str, ...]
    without: tuple[str, ...] = ()

    def command(self, report: Path) -> list[str]:
        paths = [path for path in self.paths if (ROOT / path).exists()]
        ignored = [f"--ignore={path}" for path in self.without]
        return [str(self.python), "-m", "pytest", *paths, *ignored, f"--junit-xml={report}"] if paths else []


_ENGINE_ONLY = ("tests/unit/engine", "tests/rasa")
SUITES = (
    Suite(
        "everything that needs no running assistant",
        APP,
        ("tests",),
        (*_ENGINE_ONLY, "tests/conversations", "tests/browser"),
    ),
    Suite(
        "the same shop and actions beside Rasa", ENGINE, ("tests/unit/shop", "tests/unit/actions", "tests/unit/engine")
    ),
    Suite("plain rasa commands", ENGINE, ("tests/rasa",)),
    Suite("pages in a browser", APP, ("tests/browser",)),
    Suite("conversations with the real thing", APP, ("tests/conversations",)),
)


@dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


def counted(report: Path, code: int) -> Count:
    """What pytest reported; a run that ended badly without naming a failure counts as one. Code 5: no tests at all."""
    if not report.exists():
        return Count(failed=1)
    found = [suite.attrib for suite in ET.parse(report).getroot().iter("testsuite")]
    total, skipped = (sum(int(suite[key]) for suite in found) for key in ("tests", "skipped"))
    failed = sum(int(suite["failures"]) + int(suite["errors"]) for suite in found)
    passed = max(total - failed - skipped, 0)
    return Count(passed, max(failed, 0 if code in (0, 5) else 1), skipped)


def call(command: list[str], env: Mapping[str, str]) -> int:
    """With its output on ours; whatever interrupts us interrupts it, and it is given time to tidy up."""
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    try:
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def run_suite(suite: Suite, report: Path, env: Mapping[str, str]) -> Count:
    command = suite.command(report)
    if not command:
        return Count()
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    say(f"tests: {suite.name} …")
    begun = time.monotonic()
    count = counted(report, call(command, env))
    say(f"tests: {suite.name}: {count}, in {time.monotonic() - begun:.0f} s")
    return count


def run_checks(commands: Mapping[str, list[str]], env: Mapping[str, str]) -> Count:
    """Each check counts as one test."""
    total = Count()
    for name, command in commands.items():
        say(f"check: {name} …")
        good = call(command, env) == 0
        if not good:
            say(f"check: {name} FAILED")
        total += Count(passed=1) if good else Count(failed=1)
    return total


def run_tests(env: Mapping[str, str]) -> Count:
    total = Count()
    with postgres() as url:
        own = {**env, GIVEN: url} if url else env
        for number, suite in enumerate(SUITES):
            total += run_suite(suite, VAR / "test" / f"{number}.xml", own)
    return total


def main() -> None:
    env, asked = quiet_environment(), sys.argv[1:]
    total = Count()
    if "--lint" in asked or "--all" in asked:
        total += run_checks(LINT, env)
    if "--all" in asked:
        total += run_checks(VALIDATE, env)
    if "--lint" not in asked:
        total += run_tests(env)
    print(total, flush=True)
    raise SystemExit(1 if total.failed else 0)


if __name__ == "__main__":
    interruptible(main)
