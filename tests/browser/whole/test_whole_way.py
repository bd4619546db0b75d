"""From a customer's sentence to the changed row and back, with a person in the middle."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.whole.conftest import AgentAtWork, OpenStack, Visitor

Visit = Callable[..., Visitor]
Desk = Callable[..., AgentAtWork]
Screenshot = Callable[[Page, str], Path]


def test_a_return_with_a_person_in_the_middle_ends_in_the_database(
    clean: OpenStack, visit: Visit, desk: Desk, screenshot: Screenshot
) -> None:
    customer = visit()
    customer.say("I want to return the boots from W1000008").hears("which e-mail address")
    customer.say("henry.irwin@example.com").hears(re.compile("Where should the refund go"))
    customer.say("I want to talk to a person please").hears(re.compile("getting a colleague"))
    agent = desk().take().reply("Hello Henry, shall I send you a label for the boots?")
    customer.hears("Hello Henry, shall I send you a label for the boots?").say("yes please, they don't fit")
    agent.reads("yes please, they don't fit").start_return("Leather Boots")
    screenshot(agent.page, "desk")
    screenshot(customer.page, "with-an-agent")
    agent.give_back("The label is in your mailbox.")
    customer.hears(re.compile("The label is in your mailbox")).say("where is my return?").hears(
        re.compile("waiting for your parcel")
    )
    with clean.database() as work:
        assert [r.amount.minor for r in work.returns.of_order("W1000008")] == [19600]


def test_after_a_person_the_customer_is_asked_how_it_was(clean: OpenStack, visit: Visit, desk: Desk) -> None:
    customer = visit().say("let me talk to a human").hears(re.compile("getting a colleague"))
    desk().take().reply("Sorry about that, it is sorted.").resolve()
    customer.hears(re.compile("how did I do|from 1")).press("5")
    customer.hears(re.compile("add a word"))
    with clean.database() as work:
        from sqlalchemy import text

        assert work.session.execute(text("SELECT rating FROM conversations WHERE channel = 'web'")).scalars().all() == [
            5
        ]


def test_a_reload_in_the_middle_loses_nothing(visit: Visit, desk: Desk) -> None:
    customer = visit().say("let me talk to a human").hears(re.compile("getting a colleague"))
    agent = desk().take().reply("One moment.")
    customer.hears("One moment.").page.reload()
    customer.hears("One moment.").say("still here")
    agent.reads("still here")
    expect(customer.panel.get_by_text("One moment.", exact=True)).to_have_count(1)


def test_what_is_written_offline_reaches_the_agent_once(visit: Visit, desk: Desk) -> None:
    customer = visit().say("let me talk to a human").hears(re.compile("getting a colleague"))
    agent = desk().take()
    customer.page.context.set_offline(True)
    customer.say("are you there?")
    customer.page.context.set_offline(False)
    agent.reads("are you there?")
    expect(agent.page.get_by_text("are you there?", exact=True)).to_have_count(1)


def test_in_arabic_on_a_phone_a_person_is_reached_too(visit: Visit, desk: Desk, screenshot: Screenshot) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "locale": "ar"}
    customer = visit("ar", **phone).say("أريد التحدث مع شخص").hears(re.compile("أحد الزملاء"))
    desk().take().reply("أهلاً، كيف أساعدك؟")
    customer.hears("أهلاً، كيف أساعدك؟")
    screenshot(customer.page, "arabic-phone")
    assert customer.panel.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_two_tabs_of_one_customer_show_the_same(visit: Visit, desk: Desk) -> None:
    customer = visit().say("let me talk to a human").hears(re.compile("getting a colleague"))
    other = customer.page.context.new_page()
    other.goto(customer.page.url)
    second = Visitor(other)
    if not second.panel.is_visible():
        other.locator(".launcher").click()
    desk().take().reply("Hello in both.")
    second.hears("Hello in both.")
    expect(customer.panel.get_by_text("Hello in both.", exact=True)).to_be_visible()
