"""Agents' passwords, hashed with Argon2id."""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import Any


class Argon2Passwords:
    """argon2-cffi is loaded when the first password comes: the engine's environment does without it."""

    @cached_property
    def _hasher(self) -> Any:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobodys(self) -> str:
        return self.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        return str(self._hasher.hash(password))

    def fits(self, stored: str | None, password: str) -> bool:
        """`stored` None: nobody's password, never right, and as much work."""
        from argon2.exceptions import InvalidHashError, VerificationError

        nobodys = self._nobodys  # made here for everybody, so that the first call does not give away who is unknown
        against = nobodys if stored is None else stored
        try:
            return bool(self._hasher.verify(against, password)) and stored is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, stored: str) -> bool:
        return bool(self._hasher.check_needs_rehash(stored))
