"""The widget on a shop's page, in front of a gateway whose answers are scripted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.browser.conftest import NewPage, new_context
from tests.browser.fake_gateway import Door, FakeGateway


@dataclass
class Server:
    """The door with its address; `gateway` is new for each test."""

    door: Door
    url: str

    @property
    def gateway(self) -> FakeGateway:
        return self.door.fake

    def within(self, work: Callable[[FakeGateway], Any]) -> None:
        """Does it on the server's thread and waits until it is done."""

        async def go() -> None:
            work(self.gateway)

        asyncio.run_coroutine_threadsafe(go(), self.loop).result(5)

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        return self.door.server.servers[0].get_loop()

    def say(self, text: str, sender: str = "agent", **more: Any) -> None:
        self.within(lambda gateway: gateway.add(gateway.talk, sender, text, **more))


@pytest.fixture(scope="session")
def door() -> Iterator[Server]:
    running = Door()
    yield Server(running, running.start())
    running.stop()


@pytest.fixture
def server(door: Server) -> Iterator[Server]:
    door.door.fake = FakeGateway()
    yield door
    door.within(lambda gateway: gateway.cut())


@dataclass
class Chat:
    """What a customer sees and does."""

    page: Page

    @property
    def launcher(self) -> Locator:
        return self.page.locator(".launcher")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def field(self) -> Locator:
        return self.panel.locator(".field:visible")

    @property
    def bubbles(self) -> Locator:
        return self.panel.locator(".bubble")

    def open(self) -> Chat:
        self.launcher.click()
        return self

    def say(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")

    def bubble(self, text: str) -> Locator:
        return self.bubbles.get_by_text(text, exact=True)

    def state(self, text: str) -> Locator:
        return self.panel.locator(".message.customer", has_text=text).get_by_role("img")

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)


OpenShop = Callable[..., Chat]


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """One for all tests that ask for nothing special: a new one each time costs more than most tests."""
    context = new_context(browser)
    yield context
    context.close()


@pytest.fixture
def stranger(visitor: BrowserContext, server: Server) -> Iterator[BrowserContext]:
    """The visitor without any memory of the test before."""
    page = visitor.pages[0] if visitor.pages else visitor.new_page()
    page.goto(f"{server.url}/demo/leaf.svg")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    yield visitor
    visitor.set_offline(False)
    page.goto("about:blank")
    for other in visitor.pages[1:]:
        other.close()


@pytest.fixture
def shop(server: Server, stranger: BrowserContext, new_page: NewPage) -> OpenShop:
    """Opens a shop's page with the widget: `shop(theme="dark", context={…})`, or in a `page` that is there."""

    def visit(page: Page | None = None, context: dict[str, Any] | None = None, **attributes: str) -> Chat:
        page = page or (new_page(**context) if context else stranger.pages[0])
        page.goto(f"{server.url}/shop?{urlencode(attributes)}")
        chat = Chat(page)
        chat.launcher.wait_for(state="attached")
        return chat

    return visit
