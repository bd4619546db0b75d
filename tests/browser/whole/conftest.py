"""A customer's page and an agent's desk before the real engine, action server, gateway and database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.say import ROOT
from shop.outside.passwords import Argon2Passwords
from shop.seed.demo_desk import PASSWORD, staff
from shop.storage.unit_of_work import Database
from tests.browser.conftest import NewPage
from tests.live.stack import Stack

ALWAYS = '{mon: "00:00-23:59", tue: "00:00-23:59", wed: "00:00-23:59", thu: "00:00-23:59", fri: "00:00-23:59", sat: "00:00-23:59", sun: "00:00-23:59"}'
REAL_ENGINE_MS = 20_000


class OpenStack(Stack):
    """A shop whose people are always there."""

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "POLICY_DIR": str(self.folder)}

    def open_for_ever(self) -> None:
        for name in ("policy.yml", "policy.retail.yml"):
            text = (ROOT / name).read_text(encoding="utf-8")
            (self.folder / name).write_text(re.sub(r"week: \{[^}]*\}", f"week: {ALWAYS}", text), encoding="utf-8")

    @property
    def database(self) -> Database:
        return Database(self.database_url)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[OpenStack]:
    running = OpenStack(tmp_path_factory.mktemp("whole"))
    running.open_for_ever()
    running.start()
    staff(running.database, Argon2Passwords(), datetime.now(timezone.utc))
    running.start_gateway()
    yield running
    running.stop_all()


@dataclass
class Visitor:
    page: Page

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    def say(self, text: str) -> Visitor:
        field = self.panel.locator(".field:visible")
        field.fill(text)
        field.press("Enter")
        return self

    def hears(self, text: str | re.Pattern[str]) -> Visitor:
        expect(self.panel.get_by_text(text).last).to_be_visible(timeout=REAL_ENGINE_MS)
        return self

    def press(self, name: str) -> Visitor:
        self.panel.get_by_role("button", name=name).last.click()
        return self


@dataclass
class AgentAtWork:
    page: Page

    def sign_in(self, email: str = "agent@shop.example") -> AgentAtWork:
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        return self

    def take(self) -> AgentAtWork:
        """The one who waits is taken up."""
        self.page.locator("li.row[data-ticket]").first.click()
        self.page.get_by_role("button", name="Claim").last.click()
        return self

    def reply(self, text: str) -> AgentAtWork:
        field = self.page.get_by_role("textbox", name="Reply to the customer")
        field.fill(text)
        field.press("Enter")
        return self

    def reads(self, text: str) -> AgentAtWork:
        expect(self.page.get_by_text(text, exact=True).last).to_be_visible(timeout=REAL_ENGINE_MS)
        return self

    def start_return(self, item: str) -> AgentAtWork:
        self.page.get_by_role("button", name="Start a return").click()
        self.page.get_by_role("dialog").get_by_label(item).check()
        self.page.get_by_role("dialog").get_by_role("button").last.click()
        self.page.get_by_role("button", name="Do it now").click()
        expect(self.page.get_by_role("button", name="Do it now")).to_have_count(0)
        self.page.keyboard.press("Escape")
        return self

    def give_back(self, word: str) -> AgentAtWork:
        self.page.get_by_role("button", name="Back to the bot").click()
        self.page.get_by_role("dialog").get_by_role("textbox").fill(word)
        self.page.get_by_role("dialog").get_by_role("button").last.click()
        return self

    def resolve(self) -> AgentAtWork:
        self.page.get_by_role("button", name="Resolve").click()
        self.page.get_by_role("dialog").get_by_role("button").last.click()
        return self


@pytest.fixture
def clean(stack: OpenStack) -> OpenStack:
    """Yesterday's customers are gone, the agents are not."""
    from sqlalchemy import text

    with stack.database.engine.begin() as connection:
        for table in ("tickets", "chat_events", "chat_turns", "conversations"):
            connection.execute(text(f"DELETE FROM {table}"))
    return stack


@pytest.fixture
def visit(clean: OpenStack, new_page: NewPage) -> Callable[..., Visitor]:
    """A customer opens the chat on the demo page: `visit("ar", viewport=…)`."""

    def open_chat(language: str = "en", **options: Any) -> Visitor:
        page = new_page(**options)
        page.goto(f"http://127.0.0.1:{clean.gateway_port}/demo/?language={language}")
        page.locator(".launcher").click()
        return Visitor(page)

    return open_chat


@pytest.fixture
def desk(clean: OpenStack, new_page: NewPage) -> Callable[..., AgentAtWork]:
    def open_desk(**options: Any) -> AgentAtWork:
        page = new_page(**{"viewport": {"width": 1440, "height": 900}, **options})
        page.goto(f"http://127.0.0.1:{clean.gateway_port}/desk")
        return AgentAtWork(page).sign_in()

    return open_desk
