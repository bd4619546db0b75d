"""Whole shops in and out of the database, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import and_, delete, false, insert, or_, select
from sqlalchemy.orm import Session

from shop.model.records import ShopProfile
from shop.seed.codec import Problem, Problems
from shop.seed.content import KINDS, Content, check
from shop.seed.documents import from_document
from shop.seed.retail import from_retail, is_retail
from shop.storage import tables as t
from shop.storage import talk_tables as talk
from shop.storage.columns import metadata
from shop.storage.schema import ensure_schema
from shop.storage.unit_of_work import Database

# A shop comes and goes; the people behind the desk stay, and what was written down about their accounts.
_OF_THE_DESK = (talk.agents, talk.agent_sessions, talk.canned_replies)


class ImportRefused(Exception):
    """Nothing was written. `problems` names every bad row; `reason` says it in a sentence."""

    def __init__(self, reason: str, problems: list[Problem] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.problems = problems or []


def read_file(path: Path) -> Content:
    """The content of a file in either format. Raises ImportRefused with all that is wrong with it."""
    problems = Problems(path.name)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ImportRefused(f"there is no file {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefused(f"{path} cannot be read: {error}") from None
    except json.JSONDecodeError as error:
        problems.row = f"line {error.lineno}"
        problems.add(f"column {error.colno}", f"is not JSON: {error.msg}")
        raise ImportRefused(f"{path.name} is not JSON", problems.found) from None
    if not isinstance(document, dict):
        raise ImportRefused(f"{path.name} should hold one object with the keys shop, {', '.join(KINDS)}")
    content = from_retail(document, problems) if is_retail(document) else from_document(document, problems)
    check(content, problems)
    if problems.found:
        raise ImportRefused(f"{path.name} has {len(problems.found)} problems; nothing was imported", problems.found)
    return content


def store(database: Database, content: Content, replace: bool = False) -> bool:
    """Writes everything in one transaction; True where the untouched demo shop made way."""
    ensure_schema(database.engine)
    with database() as work:
        held = work.records.profile()
        if held is not None and held.source != "demo" and not replace:
            raise ImportRefused(
                f"the database already holds the shop {held.name!r}: use --replace to put this one in its place"
            )
        if held is not None and held.source == "demo" and not replace and _touched(work.session):
            raise ImportRefused(
                "the demo shop in the database has been used: use --replace to put this one in its place"
            )
        for table in reversed(metadata.sorted_tables):
            if table not in _OF_THE_DESK:
                kept = t.audit.c.subject.like("agent:%") if table is t.audit else false()
                work.session.execute(delete(table).where(~kept))
        work.session.expunge_all()
        work.records.add(content.profile)
        for row in content.rows():
            work.session.add(row)
        work.session.flush()
        _start_counters(work.session, content)
        work.commit()
        return held is not None


def _touched(session: Session) -> bool:
    """Whether somebody has changed something since the seed; agents who only signed in have not."""
    by_agent = and_(t.audit.c.actor.like("agent:%"), t.audit.c.conversation_id != "")
    used = select(t.audit.c.id).where(or_(t.audit.c.actor.like("customer:%"), by_agent)).limit(1)
    return session.execute(used).first() is not None


def _start_counters(session: Session, content: Content) -> None:
    """Numbers given from now on begin after those that came with the rows."""
    for kind, rows in (
        ("return", content.returns),
        ("exchange", content.exchanges),
        ("claim", content.claims),
        ("ticket", content.tickets),
    ):
        used = [int(digits) - 100000 for row in rows if (digits := "".join(c for c in row.id if c.isdigit()))]
        if used:
            session.execute(insert(t.counters).values(kind=kind, value=max(0, *used)))


def whole_shop(database: Database) -> Content:
    """Everything that the database holds."""
    ensure_schema(database.engine)
    with database() as work:
        profile = work.records.profile() or ShopProfile(1, "Empty", "default", "USD")
        content = Content(profile)
        for name, kind in KINDS.items():
            rows: list[Any] = list(work.session.execute(select(kind)).scalars().all())
            setattr(content, name, rows)
        return content
