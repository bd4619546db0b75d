from __future__ import annotations

from types import SimpleNamespace

import pytest

from engine.channels.desk import DeskChannel


def a_request(ip: str = "10.1.2.3", token: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(ip=ip, token=token)


@pytest.mark.parametrize("ip, may", [("127.0.0.1", True), ("::1", True), ("10.1.2.3", False)])
def test_without_a_secret_only_this_machine_is_answered(ip: str, may: bool) -> None:
    assert DeskChannel.from_credentials({"secret": None}).may_ask(a_request(ip)) is may


@pytest.mark.parametrize("token, may", [("open sesame", True), ("open", False), (None, False), ("", False)])
def test_with_a_secret_its_holder_is_answered_from_anywhere(token: str | None, may: bool) -> None:
    assert DeskChannel.from_credentials({"secret": "open sesame"}).may_ask(a_request(token=token)) is may
