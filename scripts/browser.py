"""A browser for tests: Debian's Chromium, where it is there or can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts.say import say

GIVEN = "SHOPDESK_TEST_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome")
# DejaVu has Arabic letters; without a font a page of Arabic is a page of boxes.
PACKAGES = ("chromium", "fonts-dejavu-core")
MISSING = "no Chromium here (on Debian: apt-get install chromium)"


def found() -> Path | None:
    """What SHOPDESK_TEST_BROWSER names, else the first on PATH."""
    path = next((where for name in (os.environ.get(GIVEN) or "", *NAMES) if name and (where := shutil.which(name))), "")
    return Path(path) if path else None


def install() -> None:
    """Only in CI and only as root: nobody's machine is changed by running tests."""
    if os.environ.get("CI") and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing Chromium for the tests …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
            subprocess.run(
                ["apt-get", *command], env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False
            )


def chromium() -> Path | None:
    """Where Chromium is; None, and said so, where there is none to be had."""
    if found() is None:
        install()
    path = found()
    if path is None:
        say(f"{MISSING}: the tests that need it are skipped.")
    return path
