"""A payment provider on this machine that behaves like a real one: slow, sometimes down, and never pays twice."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from shop.model.customer import PaymentMethod
from shop.model.money import Money
from shop.outside.faults import Faults
from shop.ports import ProviderDeclined, ProviderUnreachable

_TABLE = (
    "CREATE TABLE IF NOT EXISTS transactions"
    " (key TEXT PRIMARY KEY, kind TEXT, method TEXT, minor INTEGER, currency TEXT, state TEXT)"
)


class LocalPayments:
    """Keeps its own books in its own file, keyed by the idempotency key that the caller gives."""

    def __init__(self, path: Path, faults: Faults, patience: float = 2.0) -> None:
        self.path = path
        self.faults = faults
        self.patience = patience
        self._ready = False

    def charge(self, key: str, method: PaymentMethod, amount: Money) -> str:
        return self._move(key, "charge", method, amount)

    def refund(self, key: str, method: PaymentMethod, amount: Money) -> str:
        return self._move(key, "refund", method, amount)

    def void(self, key: str) -> bool:
        """Takes back what the key did; a key that did nothing yet never will."""
        with closing(self._open()) as books, books:
            books.execute(
                "INSERT INTO transactions VALUES (?, 'void', '', 0, '', 'void')"
                " ON CONFLICT (key) DO UPDATE SET state = 'void'",
                (key,),
            )
        return True

    def _move(self, key: str, kind: str, method: PaymentMethod, amount: Money) -> str:
        mode = self.faults.mode("payments")
        if mode == "down":
            raise ProviderUnreachable("no connection")
        if mode == "error":
            raise RuntimeError("the provider answered with something that cannot be read")
        with closing(self._open()) as books, books:
            books.execute("BEGIN IMMEDIATE")  # the same key twice at once is still one movement
            known = books.execute("SELECT state FROM transactions WHERE key = ?", (key,)).fetchone()
            if known is not None:
                if known[0] == "void":
                    raise ProviderDeclined("this key was taken back")
                return f"local-{key}"
            if mode == "decline":
                raise ProviderDeclined("declined by the bank")
            row = (key, kind, method.id, amount.minor, amount.currency)
            books.execute("INSERT INTO transactions VALUES (?, ?, ?, ?, ?, 'done')", row)
        if mode == "timeout":  # done, but the answer never comes: the worst case
            time.sleep(self.patience)
            raise ProviderUnreachable("no answer in time")
        return f"local-{key}"

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        books = sqlite3.connect(self.path, timeout=2)
        if not self._ready:
            books.execute("PRAGMA journal_mode=WAL")
            books.execute(_TABLE)
            self._ready = True
        return books
