"""Who is let in at the desk, and for how long."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from shop.model.canned import CannedRefused, fill_in
from shop.model.people import Agent
from shop.model.records import AuditEntry
from shop.model.signing_in import DEMO_PASSWORD, AccountRefused, SignInLocked, SignInRefused
from shop.outside.clock import StoppedClock
from shop.outside.passwords import Argon2Passwords
from shop.services.people import People

EMAIL, RIGHT, WRONG, HERE = "anna@shop.example", "a good password", "another password", "10.0.0.1"


class FakePasswords:
    """`asked`: what was compared with whose; the hash names the password."""

    def __init__(self) -> None:
        self.made_with = "v1"
        self.asked: list[tuple[str | None, str]] = []

    def hash(self, password: str) -> str:
        return f"{self.made_with}:{password[::-1]}"

    def fits(self, stored: str | None, password: str) -> bool:
        self.asked.append((stored, password))
        return stored is not None and stored.split(":")[1] == password[::-1]

    def is_outdated(self, stored: str) -> bool:
        return not stored.startswith(self.made_with)


@dataclasses.dataclass
class Desk:
    people: People
    passwords: FakePasswords
    anna: Agent

    def later(self, **span: float) -> datetime:
        """Lets time pass."""
        now = self.people.tools.clock.now() + timedelta(**span)
        self.people.tools = dataclasses.replace(self.people.tools, clock=StoppedClock(now))
        return now

    def fail(self, times: int, email: str = EMAIL) -> None:
        for _ in range(times):
            with pytest.raises(SignInRefused):
                self.people.sign_in(email, WRONG, HERE)

    def token(self) -> str:
        return self.people.sign_in(EMAIL, RIGHT, HERE)[0]

    def stored(self) -> Agent:
        return next(agent for agent in self.people.agents() if agent.id == self.anna.id)

    def log(self) -> list[AuditEntry]:
        with self.people.tools.open_work() as work:
            return list(work.records.audit_of(f"agent:{self.anna.id}"))


@pytest.fixture
def desk(stage: Any) -> Desk:
    passwords = FakePasswords()
    people = People(stage.tools, passwords)
    return Desk(people, passwords, people.add("Anna@Shop.example", "Anna", "agent", ["en", "fr"], RIGHT))


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
