"""A conversation in the terminal, on a port of its own, so that it works beside a running assistant."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from scripts.environment import (
    ACTIONS_PORT,
    ENGINE,
    endpoints_file,
    free_port,
    in_production,
    port,
    quiet_environment,
    shell_port,
)
from scripts.processes import Process, action_server, answers, is_action_server, prepare_shop
from scripts.say import LOGS, ROOT, interruptible, say, stop, tail
from scripts.step import end
from scripts.train import train


def start_actions(process: Process) -> subprocess.Popen[bytes]:
    LOGS.mkdir(parents=True, exist_ok=True)
    with process.log.open("wb") as log:
        started = subprocess.Popen(
            process.command,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env=quiet_environment(),
            start_new_session=True,
        )
    begun = time.monotonic()
    while not answers(process.ready):
        if started.poll() is not None or time.monotonic() - begun > 60:
            end(started)
            stop(f"the action server did not come up. What it said last:\n{tail(process.log)}")
        time.sleep(0.2)
    return started


def talk(own_port: int, actions_port: int) -> None:
    """Ctrl-C belongs to the conversation: it ends that, and we tidy up after it."""
    command = [str(ENGINE), "-m", "rasa", "shell", "--port", str(own_port), "--model", str(train())]
    command += ["--interface", "127.0.0.1", "--endpoints", str(endpoints_file(actions_port))]
    say("loading the assistant (about 20 s); write /stop to leave …")
    log = LOGS / "shell.log"
    LOGS.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as warnings:
        conversation = subprocess.Popen(command, cwd=ROOT, env=quiet_environment(), stderr=warnings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = conversation.wait()
    finally:
        end(conversation)
    if code not in (0, 130, -2):
        stop(f"the conversation broke off (code {code}). What Rasa said last:\n{tail(log)}")


def main() -> None:
    if not sys.stdin.isatty():
        stop("the shell needs a terminal: programs talk to the REST channel of `make run`.")
    if in_production():
        stop("the shell has no identity but a chosen name, and is off in production: unset SHOPDESK_PRODUCTION.")
    own_port, actions_port = shell_port(), port(ACTIONS_PORT)
    prepare_shop()
    started = None
    if not is_action_server(actions_port):
        started = start_actions(action_server(free_port(ACTIONS_PORT)))
    try:
        talk(own_port, actions_port)
    finally:
        if started is not None:
            end(started)


if __name__ == "__main__":
    interruptible(main)
