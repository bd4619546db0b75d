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


def port(key: str, default: int) -> int:
    value = os.environ.get(key, str(default))
    if not value.isdigit() or not 0 < int(value) < 65536:
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


def check_port(number: int, key: str) -> None:
    if is_taken(number):
        stop(f"port {number} is in use: stop what is running there, or set {key} to a free port.")


def quiet_environment() -> dict[str, str]:
    """Rasa without telemetry and TensorFlow's chatter; one thread each, since the cores are shared."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
    }


def endpoints_file(actions_port: int) -> Path:
    """endpoints.yml as it stands, or a copy that names another action server."""
    original = ROOT / "endpoints.yml"
    if actions_port == 5055:
        return original
    VAR.mkdir(exist_ok=True)
    copy = VAR / f"endpoints.{actions_port}.yml"
    copy.write_text(
        original.read_text(encoding="utf-8").replace("127.0.0.1:5055", f"127.0.0.1:{actions_port}"), encoding="utf-8"
    )
    return copy


def database_file() -> Path | None:
    """The SQLite file that is used when DATABASE_URL names none; None for another database."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return VAR / "shopdesk.db"
    return None
