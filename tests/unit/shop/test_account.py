"""What a customer may change of what we know of them, and what nobody learns."""

from __future__ import annotations

from typing import Any

import pytest

from shop.model.account_refusals import DeletionRequested, EmailNotUsable, NothingNew, NumberNotUsable
from shop.model.customer import Address, Customer
from shop.services.account import Account
from shop.services.changes.account import ChangeDefaultAddress, ChangeProfile, DeleteData

OAK = {"line1": "5 Oak St", "line2": "", "city": "Austin", "state": "TX", "postcode": "73301", "country": "USA"}


def test_name_phone_and_newsletter_are_written_down(stage: Any) -> None:
    stage.do(ChangeProfile("name", "Ada Stone"))
    stage.do(ChangeProfile("phone", "15125550199"))
    stage.do(ChangeProfile("newsletter", "on"))
    customer = stage.customer()
    assert (customer.name, customer.phone, customer.newsletter) == ("Ada Stone", "15125550199", True)


def test_a_new_email_is_told_to_the_old_address_too(stage: Any) -> None:
    stage.do(ChangeProfile("email", "ada@new.example"))
    with stage.tools.open_work() as work:
        kinds = [work.records.mail_to(address)[0].kind for address in ("ada@example.com", "ada@new.example")]
    assert kinds == ["account_changed", "account_changed"]


def test_somebody_elses_email_is_refused_in_the_same_words_as_a_bad_one(stage: Any) -> None:
    other = Customer("c2", "Bo", "Lin", "bo@example.com", "", Address("2 Elm St", "", "Austin", "TX", "73301", "USA"))
    stage.edit(lambda work: work.customers.add(other))
    for value in ("bo@example.com", "nonsense"):
        with pytest.raises(EmailNotUsable):
            stage.show(ChangeProfile("email", value))


def test_what_is_the_same_already_is_not_changed(stage: Any) -> None:
    with pytest.raises(NothingNew):
        stage.show(ChangeProfile("name", "Ada Reed"))
    with pytest.raises(NumberNotUsable):
        stage.show(ChangeProfile("phone", "12"))


def test_the_default_address_changes_and_orders_keep_theirs(stage: Any) -> None:
    stage.do(ChangeDefaultAddress(OAK))
    assert stage.customer().address.line1 == "5 Oak St"
    assert stage.order("W5").address.line1 == "1 Elm St"


def test_deleting_data_opens_one_ticket_with_the_open_orders(stage: Any) -> None:
    done = stage.do(DeleteData())
    with stage.tools.open_work() as work:
        ticket = work.records.ticket(done["ticket"])
    assert ticket.queue == "privacy"
    assert "W5" in ticket.facts["open_orders"]
    with pytest.raises(DeletionRequested):
        stage.show(DeleteData())


def test_a_link_goes_only_to_an_address_that_is_known_and_not_too_often(stage: Any) -> None:
    account = Account(stage.tools)
    for _ in range(5):
        account.send_access_link("anybody", "ADA@example.com", "password")
    account.send_access_link("anybody", "nobody@example.com", "password")
    with stage.tools.open_work() as work:
        assert len(work.records.mail_to("ada@example.com")) == 3
        assert work.records.mail_to("nobody@example.com") == []
