"""What the gateway, an agent or a customer says is shown, never run."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widget.cards import ORDER, PRODUCT
from tests.browser.widget.conftest import OpenShop, Server

WEB = Path(__file__).resolve().parents[3] / "gateway" / "web"
LARGEST = 25 * 1024
RUN = "window.parent.hacked=1"
PAYLOADS = [
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"<svg/onload={RUN}>",
    f"<body onload={RUN}>", f"<iframe src='javascript:{RUN}'>", f"<iframe srcdoc='<script>{RUN}</script>'>",
    f"<a href='javascript:{RUN}'>x</a>", f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f" javascript:{RUN}",
    f"java\tscript:{RUN}", f"java\nscript:{RUN}", f"\x01javascript:{RUN}", f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}", f"[x](javascript:{RUN})", f"[x](data:text/html,<script>{RUN}</script>)",
    f"[x](  javascript:{RUN})", f"https://x.example/\"onmouseover=\"{RUN}", f"https://x.example/'onclick='{RUN}",
    f"\"><script>{RUN}</script>", f"'><img src=x onerror={RUN}>", f"</p><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>", f"</style><script>{RUN}</script>", f"<style>@import 'javascript:{RUN}'</style>",
    f"<input autofocus onfocus={RUN}>", f"<details open ontoggle={RUN}>", f"<video><source onerror={RUN}>",
    f"<audio src=x onerror={RUN}>", f"<object data='javascript:{RUN}'>", f"<embed src='javascript:{RUN}'>",
    f"<math href='javascript:{RUN}'>x</math>", f"<form action='javascript:{RUN}'><button>x", "{{constructor.constructor('" + RUN + "')()}}",
    "${" + RUN + "}", f"<marquee onstart={RUN}>", f"&lt;script&gt;{RUN}&lt;/script&gt;", f"\u2028<script>{RUN}</script>\u202e",
]  # fmt: skip


def everywhere(payload: str, place: str) -> dict[str, Any]:
    """A message with the payload in one place."""
    item = {"name": payload, "options": payload, "price": payload, "image": payload}
    parcel = {"carrier": payload, "tracking_number": payload, "state": payload, "expected": payload, "url": payload}
    texts = ("number", "status", "status_text", "placed_at", "total")
    order = {**ORDER, **dict.fromkeys(texts, payload), "items": [item], "parcels": [parcel]}
    product = {**PRODUCT, **dict.fromkeys(("id", "name", "price", "options", "link", "image"), payload)}
    return {
        "text": {"text": payload}, "name": {"text": "hello", "sender": "agent", "name": payload},
        "choices": {"text": "hello", "choices": [{"id": "x", "title": payload}]}, "image": {"text": "", "image": payload},
        "order": {"text": "hello", "card": {"kind": "orders", "items": [order]}},
        "product": {"text": "hello", "card": product}, "note": {"text": payload, "sender": "system", "event": "masked"},
    }[place]  # fmt: skip


@pytest.mark.parametrize("place", ["text", "name", "choices", "image", "order", "product", "note"])
def test_nothing_that_is_shown_is_run(shop: OpenShop, server: Server, place: str) -> None:
    assert len(PAYLOADS) == 40
    server.gateway.script["hello"] = [everywhere(payload, place) for payload in PAYLOADS]
    chat = shop(free="1").open()
    chat.say("hello")
    expect(chat.panel.locator(".message")).to_have_count(41)
    for link in chat.panel.get_by_role("link").all():
        assert re.match(r"https?:|/", link.get_attribute("href") or ""), link.get_attribute("href")
    chat.button("Send").wait_for()
    assert chat.page.evaluate("window.hacked") is None


def test_what_the_customer_says_is_not_run(shop: OpenShop) -> None:
    chat = shop(free="1").open()
    for payload in PAYLOADS[:6]:
        chat.say(payload)
    expect(chat.panel.locator(".message")).to_have_count(12)
    assert chat.page.evaluate("window.hacked") is None


def test_names_of_agents_and_shops_are_not_run(shop: OpenShop, server: Server) -> None:
    chat = shop(free="1").open()
    chat.say("hello")
    expect(chat.bubbles).to_have_count(2)
    server.within(lambda gateway: gateway.hand_over(state="with_agent", agent=PAYLOADS[1]))
    expect(chat.panel).to_have_accessible_name(PAYLOADS[1])
    assert chat.page.evaluate("window.hacked") is None


def test_a_strict_policy_is_never_violated(shop: OpenShop, server: Server) -> None:
    server.gateway.script["hello"] = [{"text": "Here", "card": ORDER}]
    chat = shop()
    refused: list[str] = []
    chat.page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    chat.open()
    chat.say("hello")
    expect(chat.panel.get_by_role("article").locator("img")).to_be_visible()
    server.within(lambda gateway: gateway.hand_over(state="waiting", position=2))
    expect(chat.panel.locator(".wait")).to_be_visible()
    assert refused == []


def test_no_source_writes_markup_or_inline_styles() -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b|style:"
    sources = [path for path in (WEB / "widget").glob("*.js") if path.name != "styles.js"]
    assert [path.name for path in sources if re.search(forbidden, path.read_text("utf-8"))] == []


def test_the_demo_page_has_nothing_inline() -> None:
    html = (WEB / "demo" / "index.html").read_text("utf-8")
    assert re.findall(r"<style|style=|<script(?![^>]*src=)|\son\w+=|https?://", html) == []


def test_nothing_is_asked_of_third_parties(shop: OpenShop, server: Server) -> None:
    chat = shop()
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.reload()
    chat.open()
    chat.say("hello")
    expect(chat.bubbles).to_have_count(2)
    assert [url for url in asked if not url.startswith(server.url)] == []


def test_what_a_page_loads_is_below_25_kilobytes_gzipped() -> None:
    """The modules and the largest of the languages, of which a page loads one."""
    sources = {path.name: path.read_bytes() for path in sorted((WEB / "widget").glob("*.js"))}
    texts = {name: text for name, text in sources.items() if name.startswith("texts-")}
    loaded = [text for name, text in sources.items() if name not in texts] + [max(texts.values(), key=len)]
    assert len(gzip.compress(b"".join(loaded), 9)) < LARGEST
