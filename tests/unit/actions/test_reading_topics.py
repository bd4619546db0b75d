"""What the forms of claims, addresses, charges and accounts read from words."""

from __future__ import annotations

import pytest

from actions.account import field_said
from actions.addresses import scope_said
from actions.billing import amount_said
from actions.billing import kind_said as dispute_said
from actions.claims import kind_said as claim_said
from shop.model.money import Money


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the mug came broken", "damaged"), ("it doesn't work", "damaged"), ("I got the wrong size", "wrong_item"),
        ("this is not what I ordered", "wrong_item"), ("one thing is missing from the box", "missing_item"),
        ("my order is missing an item", "missing_item"), ("my parcel never arrived", "missing_parcel"),
        ("it says delivered but nothing is here", "missing_parcel"), ("I haven't received my order", "missing_parcel"),
        ("the parcel is lost", "lost"), ("it's been stuck in Ohio for a week", "stuck"),
        ("my delivery is four days late", "late"), ("what's the weather", None),
    ],
)  # fmt: skip
def test_what_went_wrong_is_read_from_words(said: str, kind: str | None) -> None:
    assert claim_said(said) == kind


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("change my default address", "profile"), ("update the address in my profile", "profile"),
        ("change the address of order W2611340", "order"), ("send W2611340 to 5 Oak St", "order"),
        ("change the address of order W2611340 to my default address", "order"),
        ("change my default address to the one from order W2611340", "profile"),
        ("change the address on my order and my profile", "both"), ("both please", "both"),
        ("update my profile address, my order number is W1000001", "profile"), ("I moved", None),
    ],
)  # fmt: skip
def test_where_a_new_address_goes_is_told_from_where_it_is_taken(said: str, scope: str | None) -> None:
    assert scope_said(said) == scope


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("I was charged twice", "charged_twice"), ("I never ordered this", "never_bought"),
        ("there's a charge I don't recognise", "never_bought"), ("what is this fee for", "unknown_fee"),
        ("the amount is wrong", "wrong_amount"), ("you overcharged me", "wrong_amount"), ("hello", None),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_charge_is_read_from_words(said: str, kind: str | None) -> None:
    assert dispute_said(said) == kind


@pytest.mark.parametrize(
    ("said", "minor"),
    [("$29 from my account", 2900), ("it was 9.99", 999), ("77 dollars", 7700), ("order W1000001", None)],
)
def test_an_amount_is_read_with_its_sign_or_its_cents(said: str, minor: int | None) -> None:
    assert amount_said(said, "USD") == (Money(minor, "USD") if minor is not None else None)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("change my phone number", "phone"), ("new e-mail address", "email"), ("my surname is wrong", "name"),
        ("I moved house", "address"), ("remove paypal from my account", "payment"), ("update my account", None),
    ],
)  # fmt: skip
def test_which_of_the_details_is_meant(said: str, field: str | None) -> None:
    assert field_said(said) == field


@pytest.mark.parametrize(
    "text, kind", [("the socks did not come in the box", "missing_item"), ("it did not come", "missing_parcel")]
)
def test_what_did_not_come_in_a_parcel_is_an_item(text: str, kind: str) -> None:
    assert claim_said(text) == kind
