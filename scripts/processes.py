"""The processes of a running assistant, and honcho to keep them together."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Message, Printer

from scripts.environment import APP, ENGINE, credentials_file, endpoints_file, quiet_environment, uses_sqlite
from scripts.say import LOGS, ROOT, say, stop, tail


@dataclass(frozen=True)
class Process:
    """`ready`: an address that answers once the process is up. `variables`: of its own environment."""

    name: str
    command: list[str]
    ready: str
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    @property
    def shell(self) -> str:
        return f"exec {shlex.join(self.command)} >{shlex.quote(str(self.log))} 2>&1"


def action_server(port: int) -> Process:
    command = [str(APP), "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    return Process("actions", command, f"http://127.0.0.1:{port}/health")


def engine(port: int, actions_port: int, model: Path) -> Process:
    command = [str(ENGINE), "-m", "rasa", "run", "--port", str(port), "--interface", "127.0.0.1", "--model", str(model)]
    command += ["--endpoints", str(endpoints_file(actions_port)), "--credentials", str(credentials_file())]
    return Process("engine", command, f"http://127.0.0.1:{port}/")


def gateway(port: int, engine_port: int) -> Process:
    """The public door, before the engine of this machine unless SHOPDESK_ENGINES names others."""
    engines = os.environ.get("SHOPDESK_ENGINES") or f"http://127.0.0.1:{engine_port}"
    variables = {"SHOPDESK_GATEWAY_PORT": str(port), "SHOPDESK_ENGINES": engines}
    return Process("gateway", [str(APP), "-m", "gateway"], f"http://127.0.0.1:{port}/health", variables)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as reply:
            return bool(reply.status < 500)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def is_action_server(port: int) -> bool:
    """Whether one is up there already, and not just anything that listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/actions", timeout=2) as reply:
            return any(row.get("name", "").startswith("action_") for row in json.load(reply))
    except (OSError, ValueError, AttributeError, TypeError):
        return False


class _Silent(Printer):  # type: ignore[misc]
    """Honcho's own lines are for people who read Procfiles."""

    def write(self, message: Message) -> None:
        return None


class Supervisor(Manager):  # type: ignore[misc]
    """Runs the processes until one ends or a signal comes, then ends them all, and nothing else."""

    def __init__(self, processes: list[Process], done: str, patience: float = 120.0) -> None:
        super().__init__(printer=_Silent(sys.stdout))
        self.all = {process.name: process for process in processes}
        self.done, self.patience = done, patience
        for process in processes:
            self.add_process(
                process.name, process.shell, quiet=True, env={**quiet_environment(), **process.variables}, cwd=str(ROOT)
            )

    def run(self) -> int:
        """Exit code: 0 where somebody stopped it, 1 where a process ended by itself or did not come up."""
        LOGS.mkdir(parents=True, exist_ok=True)
        self.too_slow = False
        threading.Thread(target=self._watch, daemon=True).start()
        self.loop()
        if self.returncode in (130, 143) and not self.too_slow:
            say("stopped.")
            return 0
        if not self.too_slow:
            self._explain()
        return 1

    def terminate(self) -> None:
        """Waits until every process has a number that it can be ended by."""
        while not self._all_started() and not self._drain():
            time.sleep(0.05)
        super().terminate()

    def _drain(self) -> bool:
        """Ctrl-C in the first moments: takes the start messages that the loop has not read yet."""
        while not self.events.empty():
            message = self.events.get()
            if message.type == "start":
                self._processes[message.name]["pid"] = message.data["pid"]
            elif message.type == "stop":
                self._processes[message.name]["returncode"] = message.data["returncode"]
        return bool(self._all_started())

    def _watch(self) -> None:
        begun, waiting = time.monotonic(), list(self.all.values())
        while waiting:
            time.sleep(0.2)
            if self._terminating:
                return
            waiting = [process for process in waiting if not answers(process.ready)]
            if waiting and time.monotonic() - begun > self.patience:
                self.too_slow = True
                say(
                    f"{waiting[0].name} did not come up within {self.patience:.0f} s. What it said last:\n{tail(waiting[0].log)}"
                )
                self.terminate()
                return
        say(self.done)

    def _explain(self) -> None:
        """Names the process that ended first: the others ended because of it."""
        for name, process in self.all.items():
            code = self._processes[name].get("returncode")
            if code not in (0, -15, 143, None) or len(self.all) == 1:
                say(
                    f"{name} ended by itself (code {code}). What it said last (all of it in {process.log}):\n{tail(process.log)}"
                )
                return
        say(f"a process ended by itself; the logs are in {LOGS.relative_to(ROOT)}.")


def prepare_shop() -> None:
    """Makes the demo shop where SQLite's file holds none, and writes the names that the engine reads."""
    commands = ["seed", "catalogue"] if uses_sqlite() else ["catalogue"]
    for command in commands:
        if command == "seed":
            say("looking after the database …")
        made = subprocess.run(
            [str(APP), "-m", "shop", command], cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if made.returncode != 0:
            stop(f"the shop's database is not ready: {(made.stderr or made.stdout).strip()[-600:]}")
