"""rasa data validate; its long output goes to a log."""

from __future__ import annotations

import os

from scripts.environment import ENGINE, quiet_environment
from scripts.say import LOGS, say, stop, tail
from scripts.setup import run


def main() -> None:
    os.environ.update(quiet_environment())
    log = LOGS / "validate.log"
    say("validating domain, rules, stories and training data …")
    if not run([str(ENGINE), "-m", "rasa", "data", "validate"], log):
        stop(f"validation failed:\n{tail(log, 25)}")
    say("valid.")


if __name__ == "__main__":
    main()
