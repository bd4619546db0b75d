"""Accounts, prepared answers and hashes."""

from __future__ import annotations

import pytest

from shop.model.canned import CannedRefused, fill_in
from shop.model.signing_in import DEMO_PASSWORD, AccountRefused, SignInRefused
from shop.outside.passwords import Argon2Passwords
from shop.services.people import People
from tests.unit.shop.accounts.conftest import EMAIL, HERE, RIGHT, WRONG, Desk


def test_disabling_ends_all_sessions(desk: Desk) -> None:
    tokens = [desk.token(), desk.token()]
    desk.people.disable(EMAIL)
    assert [desk.people.session(token) for token in tokens] == [None, None]


def test_who_is_disabled_cannot_sign_in(desk: Desk) -> None:
    desk.people.disable(EMAIL)
    with pytest.raises(SignInRefused):
        desk.token()


def test_who_is_enabled_again_can_sign_in(desk: Desk) -> None:
    desk.people.disable(EMAIL)
    desk.people.enable(EMAIL)
    assert desk.token()


def test_a_new_password_ends_all_sessions(desk: Desk) -> None:
    token = desk.token()
    desk.people.set_password(EMAIL, "a newer password")
    assert desk.people.session(token) is None


def test_a_new_password_takes_the_place_of_the_old_one(desk: Desk) -> None:
    desk.people.set_password(EMAIL, "a newer password")
    with pytest.raises(SignInRefused):
        desk.token()


def test_another_role_holds_at_once(desk: Desk) -> None:
    token = desk.token()
    desk.people.set_role(EMAIL, "lead")
    found = desk.people.session(token)
    assert found is not None and found[1].role == "lead"


def test_an_account_that_is_not_there_cannot_be_changed(desk: Desk) -> None:
    with pytest.raises(AccountRefused):
        desk.people.disable("nobody@shop.example")


def test_a_hash_with_old_parameters_is_made_anew_at_the_next_sign_in(desk: Desk) -> None:
    desk.passwords.made_with = "v2"
    desk.token()
    assert desk.stored().password_hash.startswith("v2:")


def test_being_asked_for_shows_that_an_agent_is_there(desk: Desk) -> None:
    token = desk.token()
    now = desk.later(seconds=30)
    desk.people.session(token)
    assert desk.stored().seen_at == now


def test_that_is_not_written_down_every_second(desk: Desk) -> None:
    token, before = desk.token(), desk.people.tools.clock.now()
    desk.later(seconds=29)
    desk.people.session(token)
    assert desk.stored().seen_at == before


def test_an_agent_can_take_a_break(desk: Desk) -> None:
    desk.people.set_available(desk.anna.id, False)
    assert not desk.stored().available


def test_what_happens_to_an_account_is_written_down(desk: Desk) -> None:
    desk.fail(1)
    desk.people.sign_out(desk.token())
    desk.people.disable(EMAIL)
    agent = f"agent:{desk.anna.id}"
    assert [(entry.actor, entry.action) for entry in desk.log()] == [
        ("system", "agent.added"),
        (agent, "agent.sign_in_failed"),
        (agent, "agent.signed_in"),
        (agent, "agent.signed_out"),
        ("system", "agent.disabled"),
    ]


def test_no_password_is_written_down(desk: Desk) -> None:
    desk.fail(1)
    assert WRONG not in str(desk.log())


@pytest.mark.parametrize(("production", "let_in"), [(False, True), (True, False)])
def test_the_demos_password_opens_nothing_in_production(desk: Desk, production: bool, let_in: bool) -> None:
    people = People(desk.people.tools, desk.passwords, production)
    people.set_password(EMAIL, DEMO_PASSWORD)
    try:
        people.sign_in(EMAIL, DEMO_PASSWORD, HERE)
    except SignInRefused:
        assert not let_in
    else:
        assert let_in


def test_a_prepared_answer_is_found_in_its_language(desk: Desk) -> None:
    desk.people.save_canned(desk.anna.id, "fr", "Bonjour", "Bonjour {customer}, je suis {agent}.")
    assert [r.title for r in desk.people.canned("fr")] == ["Bonjour"] and desk.people.canned("en") == []


def test_a_prepared_answer_can_be_changed(desk: Desk) -> None:
    saved = desk.people.save_canned(desk.anna.id, "en", "Hello", "Hi {customer}")
    desk.people.save_canned(desk.anna.id, "en", "Hello", "Hello {customer}", saved.id)
    assert [r.text for r in desk.people.canned("en")] == ["Hello {customer}"]


def test_a_prepared_answer_can_be_deleted(desk: Desk) -> None:
    saved = desk.people.save_canned(desk.anna.id, "en", "Hello", "Hi {customer}")
    desk.people.delete_canned(desk.anna.id, saved.id)
    assert desk.people.canned() == []


def test_an_unknown_placeholder_is_refused(desk: Desk) -> None:
    with pytest.raises(CannedRefused):
        desk.people.save_canned(desk.anna.id, "en", "Hello", "Hi {name}")


def test_what_is_not_known_is_left_for_the_agent_to_write() -> None:
    assert fill_in("{customer}, about {order}", {"customer": "Ada", "order": ""}) == "Ada, about {order}"


def test_argon2_knows_the_password_again() -> None:
    pytest.importorskip("argon2")
    passwords = Argon2Passwords()
    assert passwords.fits(passwords.hash(RIGHT), RIGHT)


@pytest.mark.parametrize("stored", ["of another", None, "no hash at all"])
def test_argon2_refuses_what_does_not_fit(stored: str | None) -> None:
    pytest.importorskip("argon2")
    passwords = Argon2Passwords()
    assert not passwords.fits(passwords.hash(WRONG) if stored == "of another" else stored, RIGHT)


def test_argon2_is_of_the_kind_that_was_asked_for() -> None:
    pytest.importorskip("argon2")
    assert Argon2Passwords().hash(RIGHT).startswith("$argon2id$")


def test_a_hash_with_weaker_parameters_is_outdated() -> None:
    argon2 = pytest.importorskip("argon2")
    passwords = Argon2Passwords()
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(RIGHT)
    assert [passwords.is_outdated(each) for each in (weak, passwords.hash(RIGHT))] == [True, False]
