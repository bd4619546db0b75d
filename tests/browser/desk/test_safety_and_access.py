"""Nothing that people write runs, and everybody can use the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.desk.conftest import House

Sit = Callable[..., Page]
RUNS = "window.ran=1"
PAYLOADS = [
    *(f"<{tag} {event}={RUNS}>" for tag, event in (
        ("img src=x", "onerror"), ("svg", "onload"), ("body", "onload"), ("video src=x", "onerror"), ("audio src=x", "onerror"),
        ("input autofocus", "onfocus"), ("select autofocus", "onfocus"), ("textarea autofocus", "onfocus"), ("details open", "ontoggle"),
        ("marquee", "onstart"), ("iframe", "onload"), ("object data=x", "onerror"), ("embed src=x", "onload"), ("a href=x", "onclick"),
        ("div style=animation-name:x", "onanimationstart"), ("style", "onload"), ("link rel=stylesheet href=x", "onerror"),
    )),
    *(f"<{tag}>{RUNS}</{tag.split()[0]}>" for tag in ("script", "ScRiPt", "script type=module", "svg><script", "math><script")),
    *(f'<{tag} "javascript:{RUNS}">x' for tag in ("a href=", "iframe src=", "form action=", "object data=", "embed src=")),
    f"javascript:{RUNS}", f"data:text/html,<script>{RUNS}</script>", f"\"><script>{RUNS}</script>", f"'><img src=x onerror={RUNS}>",
    f"--><script>{RUNS}</script>", f"]]><script>{RUNS}</script>", f"</textarea><script>{RUNS}</script>", f"</title><script>{RUNS}</script>",
    f"<scr<script>ipt>{RUNS}</scr</script>ipt>", "{{constructor.constructor('" + RUNS + "')()}}", "${" + RUNS + "}",
    f"<template><script>{RUNS}</script></template>", f"<base href='javascript:{RUNS}//'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUNS}'>",
]  # fmt: skip
WATCH = """
addEventListener("securitypolicyviolation", (event) => (window.stopped = event.violatedDirective));
"""


def poison(house: House, owner: str, ticket: str, payloads: list[str]) -> None:
    """Into everything that a customer, a shop or a colleague can name."""
    with house.shop.tools.open_work() as work:
        customer, (order, *_) = work.customers.get(owner), work.orders.all_of_customer(owner)
        assert customer is not None
        customer.first_name, customer.last_name, customer.email, customer.phone, customer.tier, *_ = payloads
        for number, line in enumerate(order.lines):
            line.name, line.options = payloads[10 + number], {payloads[11 + number]: payloads[12 + number]}
        for parcel in order.parcels:
            parcel.carrier, parcel.tracking_number = payloads[13], payloads[14]
        found, ben = work.records.ticket(ticket), work.people.agent("ben")
        assert found is not None and ben is not None
        found.summary, found.reason, found.topic, ben.name = (
            "\n".join(payloads),
            payloads[15],
            payloads[16][:40],
            payloads[17],
        )
        found.facts = dict(zip(payloads[:8], payloads[8:16]))
        work.commit()
    house.shop.people.save_canned("lea", "en", payloads[18][:80], payloads[0])
    house.shop.desk.note("anna", ticket, "\n".join(payloads))


def test_nothing_that_people_write_is_run(house: House, sit: Sit) -> None:
    assert len(PAYLOADS) >= 40
    guest = house.visitor(said=PAYLOADS[0])
    for number, payload in enumerate(PAYLOADS[1:], 2):
        house.shop.chat.receive(guest.conversation, f"m{number}", payload)
    with house.shop.tools.open_work() as work:
        owner = work.orders.owner("W1000105") or ""
    poison(house, owner, guest.ticket, PAYLOADS)
    page = sit("lea")
    page.evaluate(WATCH)
    page.locator(f'.row[data-ticket="{guest.ticket}"] a').click()
    expect(page.locator(".message.customer")).to_have_count(len(PAYLOADS))
    page.get_by_role("button", name="Claim", exact=True).first.click()
    page.get_by_role("button", name="Transfer").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Prepared answers").click()
    expect(page.locator(".prepared").first).to_be_visible()
    for script in page.locator("script").all():
        assert script.get_attribute("src") == "/desk/static/main.js"
    foreign = "iframe, object, embed, base, video, audio, img, marquee, meta[http-equiv]"
    assert page.locator(foreign).count() == 0
    assert page.evaluate("[window.ran, window.stopped]") == [None, None]
    assert set(PAYLOADS) <= set(page.locator(".message.customer .bubble").all_text_contents())


def violations(page: Page, *rules: str) -> list[tuple[str, Any]]:
    """Of all rules, or of those that are named."""
    found = Axe().run(page, options={"runOnly": list(rules)} if rules else None).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found]


@pytest.mark.parametrize(("scheme", "rules"), [("light", ()), ("dark", ("color-contrast",))])
def test_the_desk_is_accessible(house: House, sit: Sit, scheme: str, rules: tuple[str, ...]) -> None:
    guest = house.visitor()
    page = sit("lea", color_scheme=scheme, reduced_motion="reduce")
    assert violations(page, *rules) == []
    page.locator(f'.row[data-ticket="{guest.ticket}"] a').click()
    page.get_by_role("button", name="Claim", exact=True).first.click()
    expect(page.get_by_role("button", name="Goodwill refund").first).to_be_visible()
    assert violations(page, *rules) == []
    page.get_by_role("button", name="Say what was meant by").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, *rules) == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_text("Until somebody comes")).to_be_visible()
    assert violations(page, *rules) == []


def test_the_sign_in_page_is_accessible(house: House, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{house.address}/desk")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert violations(page) == []


def test_a_narrow_page_needs_no_sideways_scrolling(house: House, sit: Sit) -> None:
    guest = house.visitor()
    page = sit("anna")
    page.set_viewport_size({"width": 400, "height": 800})
    page.locator(f'.row[data-ticket="{guest.ticket}"] a').click()
    expect(page.get_by_role("log", name="Transcript")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
