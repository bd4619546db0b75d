"""The demo's people behind the desk, and what they have prepared to say."""

from __future__ import annotations

from datetime import datetime

from shop.model.people import Agent, CannedReply
from shop.model.signing_in import DEMO_PASSWORD
from shop.ports import Passwords
from shop.seed.demo_canned import CANNED
from shop.storage.unit_of_work import Database

PASSWORD = DEMO_PASSWORD


def demo_agents() -> list[Agent]:
    """Without their password."""
    return [
        Agent("demo-anna", "agent@shop.example", "Anna", "agent", "", ["en", "de", "fr"]),
        Agent("demo-luis", "lead@shop.example", "Luis", "lead", "", ["es", "en"]),
        Agent("demo-samira", "admin@shop.example", "Samira", "admin", "", ["ar", "en", "fr"]),
    ]


def demo_replies() -> list[CannedReply]:
    return [
        CannedReply(f"demo-{language}-{place}", language, title, text)
        for language, replies in CANNED.items()
        for place, (title, text) in enumerate(replies, 1)
    ]


def staff(database: Database, passwords: Passwords, now: datetime) -> list[Agent]:
    """Fills a desk at which nobody sits, and gives who came; never for production, for all know the password."""
    with database() as work:
        if work.people.agents():
            return []
        made = demo_agents()
        for agent in made:
            agent.password_hash, agent.created_at = passwords.hash(PASSWORD), now
            work.people.add(agent)
        if not work.people.canned_replies():
            for reply in demo_replies():
                work.people.add(reply)
        work.commit()
        return made
