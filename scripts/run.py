"""Everything up with one command, and down again with Ctrl-C. Runs in the app environment, under honcho."""

from __future__ import annotations

import shlex
import subprocess
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Printer

from scripts.environment import (
    ACTIONS_PORT,
    APP,
    ENGINE,
    ENGINE_PORT,
    check_port,
    database_file,
    endpoints_file,
    port,
    quiet_environment,
)
from scripts.say import LOGS, ROOT, say, stop, tail
from scripts.train import train

PATIENCE = 120.0


@dataclass(frozen=True)
class Process:
    """`ready` is an address that answers once the process is up."""

    name: str
    command: list[str]
    ready: str

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    @property
    def shell(self) -> str:
        return f"exec {shlex.join(self.command)} >{shlex.quote(str(self.log))} 2>&1"


def action_server(number: int) -> Process:
    command = [str(APP), "-m", "rasa_sdk", "--actions", "actions", "--port", str(number)]
    return Process("actions", command, f"http://127.0.0.1:{number}/health")


def engine(number: int, actions_port: int, model: Path) -> Process:
    command = [
        str(ENGINE),
        "-m",
        "rasa",
        "run",
        "--port",
        str(number),
        "--interface",
        "127.0.0.1",
        "--model",
        str(model),
    ]
    command += ["--endpoints", str(endpoints_file(actions_port)), "--credentials", str(ROOT / "credentials.yml")]
    return Process("engine", command, f"http://127.0.0.1:{number}/")


def seed_if_needed() -> None:
    """Makes the demo shop where there is no database of its own to use."""
    path = database_file()
    if path is not None and not path.exists():
        say("making the demo shop …")
        made = subprocess.run([str(APP), "-m", "shop", "seed"], cwd=ROOT, capture_output=True, text=True)
        if made.returncode != 0:
            stop(f"the demo shop could not be made: {made.stderr.strip()[-400:]}")
    subprocess.run([str(APP), "-m", "shop", "catalogue"], cwd=ROOT, capture_output=True)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as reply:
            return bool(reply.status < 500)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def watch(processes: list[Process], manager: Manager, done: str) -> None:
    """Says the one line once all answer; ends everything with the log's end where one does not."""
    begun = time.monotonic()
    waiting = list(processes)
    while waiting and time.monotonic() - begun < PATIENCE:
        time.sleep(0.3)
        waiting = [process for process in waiting if not answers(process.ready)]
        if manager._terminating:
            return
    if waiting:
        say(f"{waiting[0].name} did not come up. What it said last:\n{tail(waiting[0].log)}")
        manager.terminate()
    else:
        say(done)


def main() -> None:
    engine_port, actions_port = port(ENGINE_PORT, 5005), port(ACTIONS_PORT, 5055)
    check_port(engine_port, ENGINE_PORT)
    check_port(actions_port, ACTIONS_PORT)
    LOGS.mkdir(parents=True, exist_ok=True)
    seed_if_needed()
    model = train()
    processes = [action_server(actions_port), engine(engine_port, actions_port, model)]
    manager = Manager(printer=Printer(prefix=False))
    for process in processes:
        manager.add_process(process.name, process.shell, quiet=True, env=quiet_environment(), cwd=str(ROOT))
    done = f"ready: POST to http://127.0.0.1:{engine_port}/webhooks/rest/webhook or run `make shell`; Ctrl-C stops it."
    threading.Thread(target=watch, args=(processes, manager, done), daemon=True).start()
    manager.loop()
    for process in processes:
        if manager.returncode not in (0, None, -15, -2, 130, 143) and "Error" in tail(process.log, 30):
            say(f"{process.name} ended with an error:\n{tail(process.log)}")
    raise SystemExit(0 if manager.returncode in (0, None, -15, -2, 130, 143) else 1)


if __name__ == "__main__":
    main()
