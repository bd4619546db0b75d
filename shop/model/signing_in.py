"""The rules for agents' accounts, and why somebody is not let in."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from shop.model.people import ROLES

SESSION = timedelta(hours=12)
LOCK = timedelta(minutes=15)
FAILURES_BEFORE_LOCK = 5
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
# Everybody knows it: in production nobody signs in with it.
DEMO_PASSWORD = "demo-desk-2026"

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")


class SignInRefused(Exception):
    """Same words whether there is such an agent or not."""


class SignInLocked(Exception):
    """Too many wrong passwords in a row: not even the right one is looked at before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"locked until {until.isoformat()}")
        self.until = until


class AccountRefused(ValueError):
    """An account cannot be like that; the message says what to do."""


def check_account(email: str, name: str, role: str, languages: list[str]) -> None:
    if not _EMAIL.match(email) or len(email) > 320:
        raise AccountRefused(f"{email!r} is no e-mail address")
    if not 1 <= len(name.strip()) <= 80:
        raise AccountRefused("a name has 1 to 80 characters: customers see it")
    check_role(role)
    wrong = [language for language in languages if not _LANGUAGE.match(language)]
    if wrong or not languages:
        raise AccountRefused(f"languages are codes like en or fr, at least one; got {', '.join(wrong) or 'none'}")


def check_role(role: str) -> None:
    if role not in ROLES:
        raise AccountRefused(f"{role!r} is no role: use one of {', '.join(ROLES)}")


def check_password(password: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountRefused(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")


def locked_until(failures: int, last: datetime | None, now: datetime) -> datetime | None:
    """When the door opens again after `failures` wrong passwords in a row, the last one at `last`; None: it is open."""
    if not failures or failures % FAILURES_BEFORE_LOCK or last is None or last + LOCK <= now:
        return None
    return last + LOCK
