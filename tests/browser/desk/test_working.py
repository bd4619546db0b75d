"""An agent's day, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.desk.conftest import House, sign_in

Sit = Callable[..., Page]


def open_ticket(page: Page, ticket: str) -> None:
    page.locator(f'.row[data-ticket="{ticket}"] a').click()
    expect(page.get_by_role("log", name="Transcript")).to_be_visible()


def test_a_wrong_password_is_told_and_the_right_one_lets_in(house: House, new_page: NewPage) -> None:
    page = new_page()
    sign_in(page, house, "anna", "a wrong password")
    expect(page.get_by_role("alert").first).to_contain_text("wrong")
    sign_in(page, house, "anna")
    expect(page.get_by_text("Nobody waits.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_customer_is_claimed_answered_and_given_back_live(house: House, sit: Sit) -> None:
    anna, ben = sit("anna"), sit("ben")
    guest = house.visitor()
    row = f'.row[data-ticket="{guest.ticket}"]'
    expect(ben.locator(row)).to_be_visible()  # nobody has to load the page again
    open_ticket(anna, guest.ticket)
    anna.get_by_role("button", name="Claim", exact=True).first.click()
    expect(ben.locator(row)).to_have_count(0)
    guest.post("typing", {"on": True})
    expect(anna.get_by_text("Customer is typing")).to_be_visible()
    reply = anna.get_by_label("Reply to the customer")
    reply.fill("Hello, one line")
    reply.press("Shift+Enter")
    reply.type("and another.")
    reply.press("Enter")
    expect(reply).to_have_value("")
    assert guest.hears("Hello, one line\\nand another.")
    guest.say("thank you", 2)
    expect(anna.locator(".message.customer").last).to_contain_text("thank you")
    anna.get_by_role("button", name="Resolve").click()
    anna.get_by_label("Outcome").select_option("explained")
    anna.get_by_role("dialog").get_by_role("button", name="Resolve").click()
    expect(anna.locator(".talk-head")).to_contain_text("Resolved: explained")
    until(lambda: house.engine.told and house.engine.told[0]["outcome"] == "resolved")


def test_the_keyboard_is_enough(house: House, sit: Sit) -> None:
    guest = house.visitor()
    page = sit("anna")
    expect(page.locator(".row")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Claim the ticket")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Resolve")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.type("Hello there")
    page.keyboard.press("Enter")
    expect(page.locator(".message.agent")).to_contain_text("Hello there")
    assert guest.hears("Hello there")


def test_a_note_stays_with_colleagues(house: House, sit: Sit) -> None:
    guest = house.visitor()
    page = sit("anna")
    open_ticket(page, guest.ticket)
    page.get_by_label("Internal note").fill("calls every week")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".message.note")).to_contain_text("calls every week")
    lines = house.shop.transcript.after(guest.conversation, 0)
    assert "calls every week" not in str([line.body for line in lines])


def test_money_moves_only_after_it_was_shown_and_confirmed(house: House, sit: Sit) -> None:
    guest = house.visitor()
    page = sit("anna")
    open_ticket(page, guest.ticket)
    page.get_by_role("button", name="Claim", exact=True).first.click()
    page.get_by_role("button", name="Goodwill refund").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Amount").fill("5")
    dialog.get_by_label("Why").fill("late three times")
    dialog.get_by_role("button", name="Show what will happen").click()
    expect(dialog).to_contain_text("Nothing has happened yet")
    expect(dialog).to_contain_text("$5.00")
    dialog.get_by_role("button", name="Do it now").click()
    expect(dialog).to_contain_text("Done.")
    dialog.get_by_role("button", name="Close").last.click()
    expect(page.locator(".panels")).to_contain_text("Refund $5.00")


def test_the_bot_is_corrected(house: House, sit: Sit) -> None:
    guest = house.visitor()
    page = sit("anna")
    open_ticket(page, guest.ticket)
    page.get_by_role("button", name="Say what was meant by").click()
    page.get_by_role("searchbox").fill("address")
    page.get_by_role("radio", name="Change address").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".message.customer")).to_contain_text("Meant: Change address")


def test_a_prepared_answer_is_found_and_filled_in(house: House, sit: Sit) -> None:
    house.shop.people.save_canned("lea", "en", "Greeting", "Hi {customer}, this is {agent} about {order}.")
    guest = house.visitor()
    page = sit("anna")
    open_ticket(page, guest.ticket)
    page.get_by_role("button", name="Claim", exact=True).first.click()
    page.get_by_role("button", name="Prepared answers").click()
    page.get_by_role("searchbox").fill("greet")
    page.get_by_role("button", name="Greeting").click()
    expect(page.get_by_label("Reply to the customer")).to_have_value("Hi Mona, this is Anna about W1000105.")


def until(holds: Callable[[], object], patience: float = 8.0) -> None:
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
