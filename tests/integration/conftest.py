"""A stack that integration tests may break as they like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.live.stack import Stack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = Stack(tmp_path_factory.mktemp("stack"))
    running.start()
    yield running
    running.stop_all()
