"""rasa data validate; its long output goes to a log."""

from __future__ import annotations

from scripts.environment import ENGINE, quiet_environment
from scripts.say import LOGS, ROOT, interruptible, say, stop, tail
from scripts.step import run


def main() -> None:
    log = LOGS / "validate.log"
    say("validating domain, rules, stories and training data (half a minute) …")
    if not run([str(ENGINE), "-m", "rasa", "data", "validate"], log, quiet_environment()):
        stop(f"validation failed (all that Rasa said is in {log.relative_to(ROOT)}):\n{tail(log, 25)}")
    say("valid.")


if __name__ == "__main__":
    interruptible(main)
