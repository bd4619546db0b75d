"""Runs the suites in order, each in its environment, and closes with the count of all of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import APP, ENGINE, quiet_environment
from scripts.postgres import postgres
from scripts.say import ROOT, VAR, say


@dataclass(frozen=True)
class Suite:
    """`paths` that do not exist are passed over."""

    name: str
    python: Path
    paths: tuple[str, ...]
    options: tuple[str, ...] = ()


SUITES = (
    Suite(
        "units on the app environment",
        APP,
        ("tests/unit/shop", "tests/unit/actions", "tests/unit/scripts", "tests/architecture"),
    ),
    Suite("units on the engine environment", ENGINE, ("tests/unit/shop", "tests/unit/engine"), ("-x",)),
    Suite("integration with the database", APP, ("tests/integration",)),
    Suite("plain rasa commands", ENGINE, ("tests/rasa",)),
    Suite("conversations with the real thing", APP, ("tests/conversations",)),
)


def counted(report: Path) -> tuple[int, int, int]:
    """Passed, failed, skipped."""
    if not report.exists():
        return 0, 1, 0
    found = [suite.attrib for suite in ET.parse(report).getroot().iter("testsuite")]
    total = sum(int(s["tests"]) for s in found)
    failed = sum(int(s["failures"]) + int(s["errors"]) for s in found)
    skipped = sum(int(s["skipped"]) for s in found)
    return total - failed - skipped, failed, skipped


def run_suite(suite: Suite, number: int) -> tuple[int, int, int]:
    paths = [path for path in suite.paths if (ROOT / path).exists()]
    if not paths:
        return 0, 0, 0
    report = VAR / "test" / f"{number}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    say(f"tests: {suite.name} …")
    begun = time.monotonic()
    command = [
        str(suite.python),
        "-m",
        "pytest",
        *paths,
        *suite.options,
        f"--junit-xml={report}",
        "-p",
        "no:cacheprovider",
    ]
    ended = subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    passed, failed, skipped = counted(report)
    if ended not in (0, 5) and not failed:
        failed = 1
    say(f"tests: {suite.name}: {passed} passed, {failed} failed, {skipped} skipped in {time.monotonic() - begun:.0f} s")
    return passed, failed, skipped


def checks() -> int:
    """Lint, types and validation; how many of them failed."""
    commands = {
        "style": [str(APP), "-m", "ruff", "check", "."],
        "format": [str(APP), "-m", "ruff", "format", "--check", "-q", "."],
        "types": [str(APP), "-m", "mypy"],
        "rasa data validate": [str(APP), "-m", "scripts.validate"],
    }
    failed = 0
    for name, command in commands.items():
        say(f"check: {name} …")
        if subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL) != 0:
            say(f"check: {name} FAILED")
            failed += 1
    return failed


def main() -> None:
    os.environ.update(quiet_environment())
    passed = failed = skipped = 0
    if "--all" in sys.argv:
        failed = checks()
        passed = 4 - failed
    with postgres() as url:
        if url:
            os.environ["SHOPDESK_TEST_POSTGRES_URL"] = url
        for number, suite in enumerate(SUITES):
            more = run_suite(suite, number)
            passed, failed, skipped = passed + more[0], failed + more[1], skipped + more[2]
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
