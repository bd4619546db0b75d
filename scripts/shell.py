"""rasa shell on a port of its own, with an action server of its own where none is running."""

from __future__ import annotations

import os
import subprocess

from scripts.environment import ACTIONS_PORT, ENGINE, endpoints_file, is_taken, port, quiet_environment
from scripts.run import action_server, answers, seed_if_needed
from scripts.say import LOGS, ROOT, say
from scripts.train import train


def main() -> None:
    os.environ.update(quiet_environment())
    LOGS.mkdir(parents=True, exist_ok=True)
    seed_if_needed()
    model = train()
    actions_port = port(ACTIONS_PORT, 5055)
    own = action_server(actions_port)
    started = None
    if not answers(own.ready):
        with own.log.open("ab") as log:
            started = subprocess.Popen(own.command, cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    number = next(n for n in range(5015, 5115) if not is_taken(n))
    say("starting the shell (half a minute); /stop ends it.")
    command = [str(ENGINE), "-m", "rasa", "shell", "--port", str(number), "--model", str(model)]
    try:
        code = subprocess.call([*command, "--endpoints", str(endpoints_file(actions_port))], cwd=ROOT)
    finally:
        if started is not None:
            started.terminate()
            started.wait(timeout=10)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
