"""Paths, ports and variables that the started processes share."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from scripts.say import ROOT, VAR, stop

ENGINE = ROOT / ".venv/engine/bin/python"
APP = ROOT / ".venv/app/bin/python"
ENGINE_PORT = "SHOPDESK_ENGINE_PORT"
ACTIONS_PORT = "SHOPDESK_ACTIONS_PORT"
SHELL_PORT = "SHOPDESK_SHELL_PORT"
GATEWAY_PORT = "SHOPDESK_GATEWAY_PORT"
DEFAULTS = {ENGINE_PORT: 5005, ACTIONS_PORT: 5055, SHELL_PORT: 5015, GATEWAY_PORT: 8080}


def port(key: str) -> int:
    value = os.environ.get(key, "").strip() or str(DEFAULTS[key])
    if not value.isdecimal() or not 0 < int(value) < 65536:
        stop(f"{key} is {value!r}: write a port number between 1 and 65535.")
    return int(value)


def is_taken(number: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            return True
    return False


def free_port(key: str) -> int:
    """The port that `key` names, or one sentence where something else listens there."""
    number = port(key)
    if is_taken(number):
        stop(f"port {number} is in use: stop what is running there, or set {key} to a free port.")
    return number


def shell_port() -> int:
    """The port that SHOPDESK_SHELL_PORT names, or the first free one after 5015: several may talk at once."""
    if os.environ.get(SHELL_PORT):
        return free_port(SHELL_PORT)
    first = DEFAULTS[SHELL_PORT]
    return next((number for number in range(first, first + 30) if not is_taken(number)), first)


def quiet_environment() -> dict[str, str]:
    """Rasa without telemetry and TensorFlow's chatter, on one thread a process, and servers on loopback only."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        "SANIC_HOST": "127.0.0.1",
    }


def endpoints_file(actions_port: int) -> Path:
    """endpoints.yml as it stands, or a copy that names another action server."""
    original = ROOT / "endpoints.yml"
    if actions_port == DEFAULTS[ACTIONS_PORT]:
        return original
    VAR.mkdir(exist_ok=True)
    copy = VAR / f"endpoints.{actions_port}.yml"
    text = original.read_text(encoding="utf-8")
    copy.write_text(text.replace(f":{DEFAULTS[ACTIONS_PORT]}/", f":{actions_port}/"), encoding="utf-8")
    return copy


def in_production() -> bool:
    return os.environ.get("SHOPDESK_PRODUCTION", "").strip().lower() in ("1", "true", "yes")


def credentials_file() -> Path:
    """The engine's channels: in production only those of the house."""
    return ROOT / "deploy/credentials.yml" if in_production() else ROOT / "credentials.yml"


def uses_sqlite() -> bool:
    url = os.environ.get("DATABASE_URL", "")
    return not url or url.startswith("sqlite:")
