"""The set-up: builds what is missing, and says in one sentence what it lacks."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest

from scripts import setup

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with requirements and no environments."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / ".venv").mkdir()
    for name in ("engine", "app", "uv"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", encoding="utf-8")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "LOGS", tmp_path / "log")
    monkeypatch.setattr(setup.sys, "argv", ["setup"])
    return tmp_path


def built(house: Path, name: str) -> None:
    python = house / ".venv" / name / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (house / ".venv" / name / ".stamp").write_text(setup.digest(name), encoding="utf-8")


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on standard error, without the name in front; one line."""
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said.removeprefix("shopdesk: ").strip()


def test_an_environment_is_ready_when_it_was_built_from_these_requirements(house: Path) -> None:
    built(house, "app")
    assert setup.is_ready("app")


def test_an_environment_is_not_ready_when_the_requirements_have_changed(house: Path) -> None:
    built(house, "app")
    (house / "requirements" / "app.txt").write_text("app==2\n", encoding="utf-8")
    assert not setup.is_ready("app")


def test_an_environment_whose_building_was_interrupted_is_not_ready(house: Path) -> None:
    (house / ".venv" / "app" / "bin").mkdir(parents=True)
    (house / ".venv" / "app" / "bin" / "python").touch()
    assert not setup.is_ready("app")


def test_nothing_is_built_when_both_are_ready(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(setup, "build", asked.append)
    built(house, "engine")
    built(house, "app")
    setup.main()
    assert asked == []


def test_only_the_environment_that_is_missing_is_built(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(setup, "build", asked.append)
    built(house, "engine")
    setup.main()
    assert asked == ["app"]


def test_too_little_disk_ends_with_one_sentence(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.shutil, "disk_usage", lambda path: Usage(10**11, 10**11, 10**9))
    with pytest.raises(SystemExit) as ended:
        setup.build("engine")
    assert ended.value.code == 1
    assert "needs 4 GB of disk and only 1.0 GB are free" in sentence(capsys)


def test_a_python_3_10_that_does_not_run_is_passed_over(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(house / "shims" / "python3.10", "exit 127")
    good = script(house / "real" / "python3.10", "echo '(3, 10)'")
    monkeypatch.setenv("PATH", f"{house / 'shims'}:{house / 'real'}")
    assert setup.python310() == str(good)


def test_pyenvs_python_3_10_is_found(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = script(house / "pyenv" / "versions" / "3.10.9" / "bin" / "python", "echo '(3, 10)'")
    monkeypatch.setenv("PATH", str(house / "nothing"))
    monkeypatch.setenv("PYENV_ROOT", str(house / "pyenv"))
    assert setup.python310() == str(good)


def test_no_python_3_10_anywhere_ends_with_one_sentence(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(house / "nothing"))
    monkeypatch.setenv("PYENV_ROOT", str(house / "nothing"))
    uv = script(house / "uv", "exit 1")
    with pytest.raises(SystemExit) as ended:
        setup.interpreter("engine", str(uv))
    assert ended.value.code == 1
    assert sentence(capsys).startswith("the engine needs Python 3.10")


def test_an_environment_that_cannot_be_filled_is_not_left_behind(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = house / ".venv" / "app"
    uv = script(house / "uv", f'[ "$1" = venv ] && mkdir -p {made}/bin')
    monkeypatch.setattr(setup, "make_uv", lambda: str(uv))
    with pytest.raises(SystemExit):
        setup.build("app")
    assert not made.exists()
    assert "is the network there" in sentence(capsys)


def test_an_old_python_is_refused_with_one_sentence(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit):
        setup.main()
    assert sentence(capsys).startswith("Python 3.11 or newer is needed")
