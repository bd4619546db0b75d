"""Collects every conversation in the YAML files below this folder; the stack is started for the first one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Iterable

import pytest
import yaml

from tests.conversations.conversation import ConversationItem
from tests.live.stack import Stack


def pytest_configure(config: Any) -> None:
    running: list[Stack] = []

    def stack() -> Stack:
        if not running:
            started = Stack(Path(tempfile.mkdtemp(prefix="shopdesk-")))
            running.append(started)
            config.add_cleanup(started.stop_all)
            started.start()
        return running[0]

    config._shopdesk_stack = stack


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    if file_path.suffix == ".yml":
        collected: pytest.Collector = ConversationFile.from_parent(parent, path=file_path)
        return collected
    return None


class ConversationFile(pytest.File):
    def collect(self) -> Iterable[pytest.Item]:
        for spec in yaml.safe_load(self.path.read_text(encoding="utf-8")):
            yield ConversationItem.from_parent(self, name=spec["name"], spec=spec)
