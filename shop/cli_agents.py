"""`python -m shop agents …`: the accounts of the people behind the desk."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import Any, Iterator, cast

import typer
from rich.table import Table

from shop.bootstrap import build_shop
from shop.model.people import Agent, Role
from shop.model.signing_in import AccountRefused, check_account, check_password
from shop.outside.clock import clock_from
from shop.outside.passwords import Argon2Passwords
from shop.seed.demo_desk import PASSWORD, staff
from shop.services.people import People
from shop.settings import Settings
from shop.storage.unit_of_work import Database
from shop.terminal import AS_JSON, database, fail, out, print_json

app = typer.Typer(help="Makes and looks after the accounts of agents.", no_args_is_help=True)
ROLE = typer.Option("agent", "--role", help="agent, lead or admin.")
LANGUAGE = typer.Option(["en"], "--language", help="A language that they write, the best one first; may be repeated.")
STDIN = typer.Option(False, "--password-stdin", help="Read the password from standard input.")


@contextmanager
def people() -> Iterator[People]:
    database()
    try:
        yield build_shop(Settings.from_env()).people
    except AccountRefused as refused:
        fail(str(refused))
    except ModuleNotFoundError as missing:
        fail(f"{missing.name} is not installed here: use the environment that the gateway runs in (.venv/app).")


@app.command()
def add(
    email: str,
    name: str = typer.Option(..., "--name", help="What customers see."),
    role: str = ROLE,
    languages: list[str] = LANGUAGE,
    password_stdin: bool = STDIN,
) -> None:
    """Makes an account; asks for its password."""
    with people() as desk:
        check_account(email.strip().lower(), name, role, languages)
        agent = desk.add(email, name, cast(Role, role), languages, _password(password_stdin))
    out.print(f"{agent.name} can sign in as {agent.email}.", highlight=False)


@app.command("list")
def list_agents(as_json: bool = AS_JSON) -> None:
    """Lists all accounts."""
    with people() as desk:
        rows = [_row(agent) for agent in desk.agents()]
    if as_json:
        print_json(rows)
        return
    table = Table("e-mail", "name", "role", "languages", "state", "last seen")
    for row in rows:
        state = "active" if row["active"] else "disabled"
        seen = (row["seen_at"] or "")[:16].replace("T", " ")
        table.add_row(row["email"], row["name"], row["role"], ", ".join(row["languages"]), state, seen)
    out.print(table)


@app.command()
def password(email: str, password_stdin: bool = STDIN) -> None:
    """Sets a new password, and signs the agent out everywhere."""
    with people() as desk:
        agent = desk.set_password(email, _password(password_stdin))
    out.print(f"{agent.name} has a new password.", highlight=False)


@app.command()
def disable(email: str) -> None:
    """Locks an account, and signs the agent out everywhere."""
    with people() as desk:
        agent = desk.disable(email)
    out.print(f"{agent.name} cannot sign in any more.", highlight=False)


@app.command()
def enable(email: str) -> None:
    """Opens an account again."""
    with people() as desk:
        agent = desk.enable(email)
    out.print(f"{agent.name} can sign in again.", highlight=False)


@app.command()
def role(email: str, role: str = typer.Argument(help="agent, lead or admin.")) -> None:
    """Gives an agent another role."""
    with people() as desk:
        agent = desk.set_role(email, cast(Role, role))
    out.print(f"{agent.name} is now {agent.role}.", highlight=False)


def staff_demo(opened: Database, settings: Settings) -> None:
    """Agents whose password everybody knows are for trying out only."""
    if settings.production:
        return
    try:
        made = staff(opened, Argon2Passwords(), clock_from(settings.now).now())
    except ModuleNotFoundError:
        out.print("No demo agents: argon2-cffi is not installed here; the app environment (.venv/app) has it.")
        return
    if made:
        names = ", ".join(f"{agent.email} ({agent.role})" for agent in made)
        out.print(f"At the desk: {names}; their password is {PASSWORD}", highlight=False, soft_wrap=True)


def _password(from_stdin: bool) -> str:
    """Raises AccountRefused for a bad one."""
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    check_password(given)
    return given


def _row(agent: Agent) -> dict[str, Any]:
    """Never the password's hash."""
    return {
        "id": agent.id, "email": agent.email, "name": agent.name, "role": agent.role, "languages": agent.languages,
        "active": agent.active, "available": agent.available,
        "seen_at": agent.seen_at.isoformat() if agent.seen_at else None,
        "locked_until": agent.locked_until.isoformat() if agent.locked_until else None,
    }  # fmt: skip
