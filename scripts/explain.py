"""Says why a message is understood as it is: `make explain TEXT="where is my parcel"`."""

from __future__ import annotations

import subprocess
import sys

from scripts.environment import ENGINE, quiet_environment
from scripts.say import ROOT, interruptible, stop
from scripts.train import train


def main() -> None:
    text = " ".join(sys.argv[1:]).strip()
    if not text:
        stop('give a message: make explain TEXT="where is my parcel"')
    command = [str(ENGINE), "-m", "engine.explain", str(train()), text]
    done = subprocess.run(command, cwd=ROOT, env=quiet_environment(), stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        stop(f"the engine could not explain it:\n{done.stderr[-1500:]}")


if __name__ == "__main__":
    interruptible(main)
