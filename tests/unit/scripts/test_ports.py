"""Ports: asked for by the environment, checked before anything is started."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from scripts.environment import ACTIONS_PORT, ENGINE_PORT, SHELL_PORT, endpoints_file, free_port, port, shell_port
from scripts.say import ROOT


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def one_sentence(said: str) -> bool:
    return said.startswith("shopdesk: ") and said.count("\n") == 1 and said.endswith(".\n")


def test_a_port_in_use_ends_with_one_sentence(
    taken: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ENGINE_PORT, str(taken))
    with pytest.raises(SystemExit) as ended:
        free_port(ENGINE_PORT)
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert one_sentence(said) and str(taken) in said and ENGINE_PORT in said


def test_run_starts_nothing_where_a_port_is_in_use(taken: int) -> None:
    environment = {"PATH": "/usr/bin:/bin", ENGINE_PORT: str(taken), ACTIONS_PORT: "1", "DATABASE_URL": "nonsense"}
    ran = subprocess.run(
        [sys.executable, "-m", "scripts.run"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert one_sentence(ran.stderr)


@pytest.mark.parametrize("value", ["x", "0", "70000", "-1", "5005.0"])
def test_what_is_no_port_ends_with_one_sentence(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ACTIONS_PORT, value)
    with pytest.raises(SystemExit):
        port(ACTIONS_PORT)
    assert one_sentence(capsys.readouterr().err)


def test_the_usual_ports_are_used_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in (ENGINE_PORT, ACTIONS_PORT):
        monkeypatch.delenv(key, raising=False)
    assert (port(ENGINE_PORT), port(ACTIONS_PORT)) == (5005, 5055)


def test_the_shell_takes_another_port_where_its_own_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SHELL_PORT, raising=False)
    first = shell_port()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", first))
        listener.listen()
        assert shell_port() > first


def test_another_action_server_is_named_to_the_engine() -> None:
    named = endpoints_file(6055)
    text = named.read_text(encoding="utf-8")
    named.unlink()
    assert ":6055/webhook" in text and ":5055" not in text


def test_the_usual_action_server_needs_no_other_file() -> None:
    assert endpoints_file(5055) == ROOT / "endpoints.yml"
