"""Training: only when there is no model of the present data, and never half a model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts import train
from tests.unit.scripts.test_setup import script


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    contents = {"domain.yml": "intents: []", "config.yml": "language: en", "data/orders/nlu.yml": "nlu: []"}
    contents |= {
        "domain/orders.yml": "slots: {}",
        "engine/nlu/tokens.py": "pass",
        "knowledge/en/hours.md": "Nine to five.",
    }
    for name, text in contents.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, place in {
        "ROOT": tmp_path,
        "MODELS": tmp_path / "models",
        "VAR": tmp_path / "var",
        "LOGS": tmp_path / "log",
    }.items():
        monkeypatch.setattr(train, name, place)
    return tmp_path


def rasa(project: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Path:
    """Stands in for the engine's Python; each call leaves a line in the file that is returned."""
    calls = project / "calls"
    stand_in = script(project / "python", f'echo "$@" >> {calls}\nmkdir -p {project}/var/training\n{text}')
    monkeypatch.setattr(train, "ENGINE", stand_in)
    return calls


@pytest.mark.parametrize(
    "changed", ["domain.yml", "config.yml", "data/orders/nlu.yml", "domain/orders.yml", "engine/nlu/tokens.py"]
)
def test_the_fingerprint_changes_when_what_a_model_is_made_from_does(project: Path, changed: str) -> None:
    before = train.fingerprint(project)
    (project / changed).write_text("else: true", encoding="utf-8")
    assert train.fingerprint(project) != before


def test_the_fingerprint_changes_when_a_file_is_added(project: Path) -> None:
    before = train.fingerprint(project)
    (project / "data" / "orders" / "rules.yml").write_text("rules: []", encoding="utf-8")
    assert train.fingerprint(project) != before


def test_an_edited_article_is_indexed_anew(project: Path) -> None:
    before = train.fingerprint(project)
    (project / "knowledge" / "en" / "hours.md").write_text("Ten to six.", encoding="utf-8")
    assert train.fingerprint(project) != before


def test_training_is_done_once_for_the_same_data(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = rasa(project, monkeypatch, f"touch {project}/var/training/model.tar.gz")
    assert train.train() == train.train()
    assert len(calls.read_text(encoding="utf-8").splitlines()) == 1


def test_a_training_that_fails_leaves_no_model_and_shows_what_was_said(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rasa(project, monkeypatch, f"touch {project}/var/training/model.tar.gz\necho no such intent\nexit 1")
    with pytest.raises(SystemExit) as ended:
        train.train()
    assert ended.value.code == 1
    assert "no such intent" in capsys.readouterr().err
    assert list((project / "models").iterdir()) == []


def test_old_models_are_forgotten_and_a_few_kept(project: Path) -> None:
    models = project / "models"
    models.mkdir()
    for number in range(8):
        (models / f"shopdesk-{number}.tar.gz").touch()
        os.utime(models / f"shopdesk-{number}.tar.gz", (number, number))
    (models / "mine.tar.gz").touch()
    train.forget_old_models(models / "shopdesk-7.tar.gz")
    assert sorted(path.name for path in models.iterdir()) == [
        "mine.tar.gz",
        *(f"shopdesk-{n}.tar.gz" for n in range(3, 8)),
    ]
