"""One conversation from a YAML file: said turn by turn, then compared with what the database holds."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from shop.seed.documents import to_document
from shop.seed.exchange import whole_shop
from shop.storage import tables as t
from shop.storage.unit_of_work import Database
from tests.live.stack import Stack


class ConversationFailed(Exception):
    """What was expected, what came, and everything said until then."""


class ConversationItem(pytest.Item):
    def __init__(self, *, spec: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.spec = spec
        self.said: list[str] = []

    def runtest(self) -> None:
        stack: Stack = self.config._shopdesk_stack()  # type: ignore[attr-defined]
        stack.restore()
        sender = f"test-{uuid.uuid4().hex[:12]}"
        stack.break_(**self.spec.get("broken", {}))
        for turn in self.spec["turns"]:
            self._turn(stack, sender, turn)
        self._database(stack, sender, self.spec.get("database", {}))

    def _turn(self, stack: Stack, sender: str, turn: dict[str, Any]) -> None:
        names_matter = "expect" in turn or "not_expect" in turn
        before = len(stack.spoken(sender)) if names_matter else 0
        replies = stack.say(sender, str(turn["say"]))
        text = "\n".join(str(reply.get("text") or "") for reply in replies)
        self.said += [f"> {turn['say']}", *(f"  < {line}" for line in text.splitlines())]
        if names_matter:
            self._names(turn, stack.spoken(sender)[before:])
        for wanted in turn.get("text", []):
            self.check(str(wanted).lower() in text.lower(), f"expected {wanted!r} in the reply")
        for unwanted in turn.get("not_text", []):
            self.check(str(unwanted).lower() not in text.lower(), f"did not expect {unwanted!r} in the reply")

    def _names(self, turn: dict[str, Any], names: list[str]) -> None:
        """`expect`: responses in this order, others between them allowed; `not_expect`: none of these."""
        self.said.append(f"    {names}")
        rest = iter(names)
        missing = [name for name in turn.get("expect", []) if not any(name == said for said in rest)]
        self.check(not missing, f"expected {turn.get('expect')}, heard {names}")
        unwanted = [name for name in names if name in turn.get("not_expect", [])]
        self.check(not unwanted, f"did not expect {unwanted}")

    def _database(self, stack: Stack, sender: str, expected: dict[str, Any]) -> None:
        if not expected:
            return
        database = Database(stack.database_url)
        document = to_document(whole_shop(database))
        for path, value in expected.items():
            if path in ("audit", "tickets"):
                found: Any = self._written(database, sender, path)
            else:
                found = lookup(document, path)
            self.check(found == value, f"{path} is {found!r}, expected {value!r}")

    def _written(self, database: Database, sender: str, what: str) -> list[str]:
        table = t.audit if what == "audit" else t.tickets
        column = table.c.action if what == "audit" else table.c.reason
        with database() as work:
            mine = select(column).where(table.c.conversation_id == sender).order_by(table.c.id)
            found = [str(value) for value in work.session.execute(mine).scalars()]
        return [value for value in found if not value.startswith(("identity.", "ticket."))]

    def check(self, right: bool, message: str) -> None:
        if not right:
            raise ConversationFailed("\n".join([message, *self.said]))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, ConversationFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int, str]:
        return self.path, 0, self.name


def lookup(document: dict[str, Any], path: str) -> Any:
    """`orders.W1000001.lines[0].state`, `customers.anna.berg@example.com|phone`, `returns.count`."""
    kind, _, rest = path.partition(".")
    if rest == "count":
        return len(document[kind])
    if kind == "customers":
        email, _, rest = rest.partition("|")
        value: Any = next(row for row in document["customers"] if row["email"] == email)
    else:
        key, _, rest = rest.partition(".")
        value = next(
            row for row in document[kind] if key in (row.get("number"), row.get("id"), row.get("order_number"))
        )
    for step in re.findall(r"[^.\[\]]+", rest):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value
