"""The commands for agents' accounts, and who sits at the demo's desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from shop.cli import app
from shop.model.canned import check_canned
from shop.model.people import ROLES
from shop.model.records import AuditEntry, ShopProfile
from shop.seed.content import Content
from shop.seed.demo_desk import PASSWORD, demo_agents, demo_replies, staff
from shop.seed.exchange import ImportRefused, store
from shop.storage.schema import ensure_schema
from shop.storage.unit_of_work import Database
from tests.unit.shop.conftest import NOW

Run = Callable[..., Result]
LANGUAGES = ("en", "fr", "de", "es", "ar")


class PlainPasswords:
    def hash(self, password: str) -> str:
        return f"hash of {len(password)}"

    def fits(self, stored: str | None, password: str) -> bool:
        return stored == self.hash(password)

    def is_outdated(self, stored: str) -> bool:
        return False


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/shop.db")
    monkeypatch.setenv("CATALOGUE_PATH", str(tmp_path / "catalogue.json"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("SHOPDESK_PRODUCTION", raising=False)

    def invoke(*words: str, said: str = "a good password\n") -> Result:
        return CliRunner().invoke(app, list(words), input=said)

    return invoke


@pytest.fixture
def opened(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path}/content.db")
    ensure_schema(database.engine)
    return database


def add(run: Run, *more: str, said: str = "a good password\n") -> Result:
    pytest.importorskip("argon2")
    words = ("agents", "add", "Anna@shop.example", "--name", "Anna", "--password-stdin", *more)
    return run(*words, said=said)


def listed(run: Run) -> Any:
    return json.loads(run("agents", "list", "--json").stdout)


def shop(source: str, currency: str = "USD") -> Content:
    return Content(ShopProfile(1, "A shop", "default", currency, source))


def emails(database: Database) -> list[str]:
    with database() as work:
        return [agent.email for agent in work.people.agents()]


def test_an_account_is_made_from_the_command_line(run: Run) -> None:
    add(run, "--role", "lead", "--language", "fr", "--language", "en")
    [row] = listed(run)
    assert (row["email"], row["role"], row["languages"]) == ("anna@shop.example", "lead", ["fr", "en"])


def test_the_list_does_not_hold_passwords(run: Run) -> None:
    add(run)
    assert not [key for row in listed(run) for key in row if "password" in key]


def test_the_password_is_asked_for_twice_where_it_is_not_piped(run: Run) -> None:
    pytest.importorskip("argon2")
    words = ("agents", "add", "bo@shop.example", "--name", "Bo")
    assert run(*words, said="a good password\na good password\n").exit_code == 0


def test_a_short_password_is_refused_in_one_sentence(run: Run) -> None:
    made = add(run, said="short\n")
    assert (made.exit_code, made.stderr) == (1, "a password has 10 to 200 characters\n")


def test_an_unknown_role_is_refused_before_the_password_is_asked_for(run: Run) -> None:
    made = run("agents", "add", "bo@shop.example", "--name", "Bo", "--role", "boss", said="")
    assert made.exit_code == 1 and "'boss' is no role" in made.stderr


def test_an_account_can_be_disabled(run: Run) -> None:
    add(run)
    run("agents", "disable", "anna@shop.example")
    assert [row["active"] for row in listed(run)] == [False]


def test_an_account_can_be_enabled_again(run: Run) -> None:
    add(run)
    run("agents", "disable", "anna@shop.example")
    run("agents", "enable", "anna@shop.example")
    assert [row["active"] for row in listed(run)] == [True]


def test_an_agent_can_have_another_role(run: Run) -> None:
    add(run)
    run("agents", "role", "anna@shop.example", "admin")
    assert [row["role"] for row in listed(run)] == ["admin"]


def test_an_agent_can_have_a_new_password(run: Run) -> None:
    add(run)
    changed = run("agents", "password", "anna@shop.example", "--password-stdin", said="a newer password\n")
    assert changed.exit_code == 0


def test_an_account_that_is_not_there_is_named(run: Run) -> None:
    refused = run("agents", "disable", "nobody@shop.example")
    assert (refused.exit_code, refused.stderr) == (1, "there is no agent with the e-mail nobody@shop.example\n")


def test_the_demo_says_how_to_sign_in(run: Run) -> None:
    pytest.importorskip("argon2")
    said = run("seed").stdout
    assert PASSWORD in said and "agent@shop.example" in said


def test_there_are_no_demo_agents_in_production(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPDESK_PRODUCTION", "1")
    run("seed")
    assert listed(run) == []


def test_the_demo_comes_to_an_empty_desk(opened: Database) -> None:
    staff(opened, PlainPasswords(), NOW)
    assert sorted(emails(opened)) == sorted(agent.email for agent in demo_agents())


def test_the_demo_does_not_come_twice(opened: Database) -> None:
    staff(opened, PlainPasswords(), NOW)
    assert staff(opened, PlainPasswords(), NOW) == []


@pytest.mark.parametrize("source", ["file", "demo"])
def test_the_people_behind_the_desk_stay_when_another_shop_comes(opened: Database, source: str) -> None:
    store(opened, shop("demo"))
    staff(opened, PlainPasswords(), NOW)
    store(opened, shop(source), replace=True)
    assert len(emails(opened)) == 3


def test_prepared_answers_stay_when_another_shop_comes(opened: Database) -> None:
    staff(opened, PlainPasswords(), NOW)
    store(opened, shop("file"), replace=True)
    with opened() as work:
        assert len(work.people.canned_replies()) == len(demo_replies())


def written(opened: Database, entry: AuditEntry) -> None:
    store(opened, shop("demo"))
    with opened() as work:
        work.records.add(entry)
        work.commit()


def test_what_happened_to_accounts_stays_written_down(opened: Database) -> None:
    written(opened, AuditEntry("system", "agent.added", "agent:a1", NOW))
    store(opened, shop("file"))
    with opened() as work:
        assert [entry.action for entry in work.records.audit_of("agent:a1")] == ["agent.added"]


def test_a_demo_in_which_an_agent_only_signed_in_makes_way(opened: Database) -> None:
    written(opened, AuditEntry("agent:a1", "agent.signed_in", "agent:a1", NOW))
    assert store(opened, shop("file"))


def test_a_demo_in_which_an_agent_changed_an_order_does_not(opened: Database) -> None:
    written(opened, AuditEntry("agent:a1", "cancel_order", "W1", NOW, conversation_id="talk-1"))
    with pytest.raises(ImportRefused):
        store(opened, shop("file"))


def test_the_demo_has_an_agent_in_every_role() -> None:
    assert sorted(agent.role for agent in demo_agents()) == sorted(ROLES)


def test_somebody_at_the_demos_desk_writes_each_language() -> None:
    assert {language for agent in demo_agents() for language in agent.languages} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_answers_are_prepared_in_each_language(language: str) -> None:
    assert len([reply for reply in demo_replies() if reply.language == language]) == 8


@pytest.mark.parametrize("reply", demo_replies(), ids=lambda reply: reply.id)
def test_a_prepared_answer_of_the_demo_has_nothing_that_is_not_filled_in(reply: Any) -> None:
    check_canned(reply.language, reply.title, reply.text)


def test_the_same_is_filled_in_in_each_language() -> None:
    def names(language: str) -> list[list[str]]:
        mine = [reply for reply in demo_replies() if reply.language == language]
        return [[name for name in ("customer", "agent", "order") if f"{{{name}}}" in each.text] for each in mine]

    assert [names(language) for language in LANGUAGES] == [names("en")] * 5
