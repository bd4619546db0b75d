"""The widget over the wire."""

from __future__ import annotations

import re

import pytest

from gateway.app import WEB
from tests.unit.gateway.conftest import Town

LARGEST = 25 * 1024
NAMES = sorted(path.name for path in (WEB / "widget").glob("*.js"))


def sent(town: Town, name: str, **headers: str) -> int:
    """Bytes of the body as they go over the wire."""
    answer = town.client.get(f"/widget/{name}", headers={"Accept-Encoding": "gzip", **headers})
    return int(answer.headers["Content-Length"])


def test_a_page_loads_less_than_25_kilobytes(town: Town) -> None:
    """Every module, and of the languages the largest: a page loads one."""
    texts = [name for name in NAMES if name.startswith("texts-")]
    assert (
        sum(sent(town, name) for name in NAMES if name not in texts) + max(sent(town, name) for name in texts) < LARGEST
    )


def test_a_browser_that_unpacks_nothing_is_given_plain_text(town: Town) -> None:
    answer = town.client.get("/widget/shop-chat.js", headers={"Accept-Encoding": "identity"})
    assert ("Content-Encoding" in answer.headers, "customElements" in answer.text) == (False, True)


def test_what_a_browser_has_is_not_sent_again(town: Town) -> None:
    tag = town.client.get("/widget/shop-chat.js").headers["ETag"]
    assert town.client.get("/widget/shop-chat.js", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", NAMES)
def test_every_module_that_one_asks_for_is_there(town: Town, name: str) -> None:
    asked = re.findall(r"""(?:from|import)\s*\(?["']\./([a-z-]+\.js)""", town.client.get(f"/widget/{name}").text)
    assert set(asked) <= set(NAMES)


@pytest.mark.parametrize("name", ["nothing.js", "..%2f..%2fapp.py", "%2e%2e/app.py", "shop-chat.css"])
def test_nothing_else_is_there(town: Town, name: str) -> None:
    assert town.client.get(f"/widget/{name}").status_code == 404
