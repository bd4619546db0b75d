"""Signing in, locks and sessions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from shop.model.signing_in import AccountRefused, SignInLocked, SignInRefused
from tests.unit.shop.accounts.conftest import EMAIL, HERE, RIGHT, WRONG, Desk


def test_an_email_is_kept_in_small_letters(desk: Desk) -> None:
    assert desk.anna.email == EMAIL


def test_an_email_has_one_account(desk: Desk) -> None:
    with pytest.raises(AccountRefused):
        desk.people.add("ANNA@shop.example", "Anna", "lead", ["en"], RIGHT)


@pytest.mark.parametrize(
    ("email", "name", "role", "languages", "password"),
    [
        ("nonsense", "Bo", "agent", ["en"], RIGHT),
        ("bo@shop.example", " ", "agent", ["en"], RIGHT),
        ("bo@shop.example", "Bo", "boss", ["en"], RIGHT),
        ("bo@shop.example", "Bo", "agent", ["English"], RIGHT),
        ("bo@shop.example", "Bo", "agent", [], RIGHT),
        ("bo@shop.example", "Bo", "agent", ["en"], "too short"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    desk: Desk, email: str, name: str, role: Any, languages: list[str], password: str
) -> None:
    with pytest.raises(AccountRefused):
        desk.people.add(email, name, role, languages, password)


def test_the_right_password_begins_a_session(desk: Desk) -> None:
    found = desk.people.session(desk.token())
    assert found is not None and found[1].id == desk.anna.id


def test_capital_letters_in_the_email_do_not_matter_for_signing_in(desk: Desk) -> None:
    assert desk.people.sign_in(" ANNA@shop.example ", RIGHT, HERE)[2].id == desk.anna.id


def test_a_token_is_not_stored(desk: Desk) -> None:
    token, session, _ = desk.people.sign_in(EMAIL, RIGHT, HERE)
    assert token not in (session.id, session.csrf) and len(session.id) == 64


def test_a_wrong_password_is_refused(desk: Desk) -> None:
    with pytest.raises(SignInRefused):
        desk.people.sign_in(EMAIL, WRONG, HERE)


def test_an_unknown_email_is_refused_in_the_same_words(desk: Desk) -> None:
    with pytest.raises(SignInRefused) as unknown:
        desk.people.sign_in("nobody@shop.example", WRONG, HERE)
    with pytest.raises(SignInRefused) as wrong:
        desk.people.sign_in(EMAIL, WRONG, HERE)
    assert str(unknown.value) == str(wrong.value)


def test_an_unknown_email_costs_a_comparison_too(desk: Desk) -> None:
    desk.fail(1, "nobody@shop.example")
    assert desk.passwords.asked == [(None, WRONG)]


def test_five_wrong_passwords_lock_the_account(desk: Desk) -> None:
    desk.fail(5)
    with pytest.raises(SignInLocked) as locked:
        desk.people.sign_in(EMAIL, RIGHT, HERE)
    assert locked.value.until == desk.people.tools.clock.now() + timedelta(minutes=15)


def test_an_unknown_email_is_locked_just_the_same(desk: Desk) -> None:
    desk.fail(5, "nobody@shop.example")
    with pytest.raises(SignInLocked):
        desk.people.sign_in("Nobody@shop.example", WRONG, HERE)


def test_a_lock_is_over_after_fifteen_minutes(desk: Desk) -> None:
    desk.fail(5)
    desk.later(minutes=15)
    assert desk.token()


def test_five_more_after_a_lock_lock_again(desk: Desk) -> None:
    desk.fail(5)
    desk.later(minutes=15)
    desk.fail(5)
    with pytest.raises(SignInLocked):
        desk.token()


def test_the_right_password_forgets_wrong_ones(desk: Desk) -> None:
    desk.fail(4)
    desk.token()
    desk.fail(4)
    assert desk.token()


def test_many_at_once_get_no_more_tries(desk: Desk) -> None:
    def guess(number: int) -> None:
        with suppress(SignInRefused, SignInLocked):
            desk.people.sign_in(EMAIL, f"guess number {number}", HERE)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(12)))
    assert len(desk.passwords.asked) == 5


def test_a_very_long_password_is_refused_and_not_hashed_whole(desk: Desk) -> None:
    with pytest.raises(SignInRefused):
        desk.people.sign_in(EMAIL, "x" * 100_000, HERE)
    assert len(desk.passwords.asked[0][1]) == 200


def test_a_session_is_over_after_twelve_hours(desk: Desk) -> None:
    token = desk.token()
    desk.later(hours=12)
    assert desk.people.session(token) is None


def test_a_made_up_token_opens_nothing(desk: Desk) -> None:
    assert desk.people.session("made-up") is None


def test_who_signs_out_has_no_session_any_more(desk: Desk) -> None:
    token = desk.token()
    desk.people.sign_out(token)
    assert desk.people.session(token) is None


def test_signing_out_leaves_the_other_sessions(desk: Desk) -> None:
    here, there = desk.token(), desk.token()
    desk.people.sign_out(here)
    assert desk.people.session(there) is not None
