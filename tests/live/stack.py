"""Starts and stops an engine, an action server and the public door over a scratch database."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from scripts.environment import APP, ENGINE, GATEWAY_PORT, quiet_environment
from scripts.say import ROOT
from scripts.train import train
from shop.seed.catalogue import write_catalogue
from shop.seed.demo import demo_shop
from shop.seed.exchange import store
from shop.storage.unit_of_work import Database

SECRET = "a secret of the tests, which signs nothing that is real"
# So many that no test ever meets them.
UNLIMITED = {f"SHOPDESK_{what}_PER_MINUTE": "1000000" for what in ("MESSAGES", "SESSIONS", "REQUESTS")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Stack:
    """`template`: the untouched demo shop, copied over the live database before each conversation."""

    folder: Path
    engine_port: int = field(default_factory=free_port)
    actions_port: int = field(default_factory=free_port)
    gateway_port: int = field(default_factory=free_port)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    project: Path = ROOT
    model: Path | None = None
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30))

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'live.db'}"

    @property
    def gateway_url(self) -> str:
        return f"http://127.0.0.1:{self.gateway_port}"

    @property
    def faults_file(self) -> Path:
        return self.folder / "faults.json"

    def prepare(self) -> None:
        content = demo_shop()
        template = Database(f"sqlite:///{self.folder / 'template.db'}")
        store(template, content)
        template.engine.dispose()
        write_catalogue(content.products, ROOT / "var" / "catalogue.json")
        self.restore()

    def restore(self) -> None:
        """SQLite's own copying, which open connections notice."""
        with (
            sqlite3.connect(self.folder / "template.db") as source,
            sqlite3.connect(self.folder / "live.db", timeout=10) as target,
        ):
            source.backup(target)
        source.close()
        target.close()
        self.faults_file.write_text("{}", encoding="utf-8")

    def environment(self) -> dict[str, str]:
        own = {
            "DATABASE_URL": self.database_url,
            "PAYMENTS_PATH": str(self.folder / "payments.db"),
            "SHOPDESK_FAULTS_FILE": str(self.faults_file),
        }
        return {**quiet_environment(), **own}

    def start(self) -> None:
        self.prepare()
        self.model = self.model or train()
        self.start_actions()
        self.start_engine()

    def start_timed(self) -> float:
        """Seconds from starting the engine to its first answer; the action server is up before."""
        self.prepare()
        self.start_actions()
        begun = time.monotonic()
        self.start_engine()
        return time.monotonic() - begun

    def start_engine(self) -> None:
        endpoints = self.folder / "endpoints.yml"
        text = (self.project / "endpoints.yml").read_text(encoding="utf-8")
        text = text.replace("127.0.0.1:5055", f"127.0.0.1:{self.actions_port}").replace(
            "var/tracker.db", str(self.folder / "tracker.db")
        )
        endpoints.write_text(text, encoding="utf-8")
        command = [
            str(ENGINE),
            "-m",
            "rasa",
            "run",
            "--enable-api",
            "--interface",
            "127.0.0.1",
            "--port",
            str(self.engine_port),
        ]
        command += [
            "--model",
            str(self.model),
            "--endpoints",
            str(endpoints),
            "--credentials",
            str(self.project / "credentials.yml"),
        ]
        self.spawn("engine", command, f"http://127.0.0.1:{self.engine_port}/status", patience=240)

    def start_actions(self, command: list[str] | None = None) -> None:
        usual = [str(APP), "-m", "rasa_sdk", "--actions", "actions", "--port", str(self.actions_port)]
        self.spawn("actions", command or usual, f"http://127.0.0.1:{self.actions_port}/health")

    def start_gateway(self, engines: str = "") -> None:
        """The public door, before this stack's engine unless `engines` names others."""
        own = {
            GATEWAY_PORT: str(self.gateway_port),
            "SHOPDESK_ENGINES": engines or f"http://127.0.0.1:{self.engine_port}",
            "SHOPDESK_SECRET": SECRET,
            **UNLIMITED,
        }
        self.spawn("gateway", [str(APP), "-m", "gateway"], f"{self.gateway_url}/health", own)

    def spawn(
        self, name: str, command: list[str], ready: str, variables: dict[str, str] | None = None, patience: float = 30
    ) -> None:
        """Waits until the address `ready` answers."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=self.project,
                env={**self.environment(), **(variables or {})},
                start_new_session=True,
            )
        self._await(ready, name, patience)

    def _await(self, address: str, name: str, patience: float) -> None:
        begun = time.monotonic()
        while time.monotonic() - begun < patience:
            if self.processes[name].poll() is not None:
                break
            try:
                if httpx.get(address, timeout=2).status_code < 500:
                    return
            except httpx.HTTPError:
                time.sleep(0.3)
        raise RuntimeError(f"{name} did not come up:\n{self.log(name)[-3000:]}")

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def stop(self, name: str) -> None:
        process = self.processes.pop(name, None)
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=5)

    def stop_all(self) -> None:
        for name in list(self.processes):
            self.stop(name)

    def break_(self, **modes: str) -> None:
        """Makes a local provider fail: break_(payments="decline")."""
        self.faults_file.write_text(json.dumps(modes), encoding="utf-8")

    def say(self, sender: str, text: str) -> list[dict[str, Any]]:
        """One kept connection, as any gateway has: setting up a client costs more than the turn."""
        reply = self.client.post(
            f"http://127.0.0.1:{self.engine_port}/webhooks/rest/webhook",
            json={"sender": sender, "message": text},
        )
        reply.raise_for_status()
        return list(reply.json())

    def spoken(self, sender: str) -> list[str]:
        """Names of all responses spoken in this conversation so far, in order."""
        tracker = self.client.get(f"http://127.0.0.1:{self.engine_port}/conversations/{sender}/tracker").json()
        bots = [event for event in tracker["events"] if event["event"] == "bot"]
        return [str((event.get("metadata") or {}).get("utter_action") or "?") for event in bots]
