"""Chats, queue and desk on both databases, where two things happen at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from types import SimpleNamespace

import pytest

from gateway.app import _wake_pages
from gateway.hub import Hub
from shop.bootstrap import Shop, build_shop
from shop.model.people import Agent
from shop.seed.demo import demo_shop
from shop.seed.exchange import store
from shop.services.answers import Heard
from shop.services.desk import NotPossible
from shop.services.lines import say
from shop.settings import Settings
from shop.storage.unit_of_work import Database, SqlUnitOfWork

MORNING = "2026-11-24T15:00:00+00:00"  # a Tuesday, when the demo shop is open


@pytest.fixture(scope="module")
def shop(url: str, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    store(Database(url), demo_shop())
    payments = tmp_path_factory.mktemp("desk") / "payments.db"
    made = build_shop(Settings.from_env({"DATABASE_URL": url, "PAYMENTS_PATH": str(payments), "SHOPDESK_NOW": MORNING}))
    with made.tools.open_work() as work:
        for name in ("zoe", "ben", "ada", "max"):
            seen = datetime.fromisoformat(MORNING)
            work.people.add(Agent(name, f"{name}@shop.example", name.title(), "agent", "x", ["en"], seen_at=seen))
        work.commit()
    return made


def called(shop: Shop) -> tuple[str, str]:
    """A conversation that waits for a person, and its ticket."""
    conversation = shop.chat.begin("en").id
    return conversation, shop.handoff.call_person(
        conversation, "customer_asked", "general", "", {}, key=conversation
    ).ticket.id


def test_a_conversation_goes_to_a_person_and_back(shop: Shop) -> None:
    conversation, ticket = called(shop)
    shop.chat.receive(conversation, "m1", "hello?")
    closed = [turn.client_id for turn in shop.chat.take_up(conversation, "w").closed]
    shop.desk.claim("zoe", ticket)
    shop.desk.reply("zoe", ticket, "Here I am.")
    shop.desk.give_back("zoe", ticket, "All done.")
    told = shop.chat.take_up(conversation, "w").told or {}
    shop.chat.bot_told(conversation, Heard([{"text": "Back."}]))
    shop.chat.receive(conversation, "m2", "thanks")
    turn = shop.chat.take_up(conversation, "w").turn
    assert (closed, told["note"], turn and turn.text) == (["m1"], "All done.", "thanks")


def test_of_four_who_claim_one_wins(shop: Shop) -> None:
    _, ticket = called(shop)

    def claim(agent: str) -> bool:
        with suppress(NotPossible):
            shop.desk.claim(agent, ticket)
            return True
        return False

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(claim, ["zoe", "ben", "ada", "max"])) == [False, False, False, True]


def test_a_message_that_is_stored_twenty_times_at_once_is_one(shop: Shop) -> None:
    conversation = shop.chat.begin("en").id
    with ThreadPoolExecutor(8) as pool:
        turns = list(pool.map(lambda _: shop.chat.receive(conversation, "m1", "hello").number, range(20)))
    assert (set(turns), len(shop.transcript.before(conversation, None, 50)[0])) == ({1}, 1)


def test_many_messages_at_once_are_numbered_without_a_gap(shop: Shop) -> None:
    conversation = shop.chat.begin("en").id
    with ThreadPoolExecutor(8) as pool:
        numbers = pool.map(lambda n: shop.chat.receive(conversation, f"m{n}", "hello").number, range(40))
    assert sorted(numbers) == list(range(1, 41))


def test_joining_in_the_moment_of_the_end_does_not_bury_the_conversation(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One agent in two windows: join goes on to its next lock only when resolve has had its chance to end the ticket."""
    conversation = shop.chat.begin("en").id
    case = shop.handoff.open_case(conversation, "wrong_total", "billing", "", {}, key=conversation)
    shop.desk.claim("zoe", case.id)
    lock, resolving = SqlUnitOfWork.lock, threading.Thread(target=lambda: quietly(shop, case.id))

    def waits_once(work: SqlUnitOfWork, name: str) -> None:
        if name == conversation and threading.current_thread().name == "joins" and not resolving.ident:
            resolving.start()
            resolving.join(1)
        lock(work, name)

    monkeypatch.setattr(SqlUnitOfWork, "lock", waits_once)
    joining = threading.Thread(target=lambda: shop.desk.join("zoe", case.id), name="joins")
    joining.start()
    joining.join(10)
    resolving.join(10)
    with shop.tools.open_work() as work:
        buried = work.records.conversation(conversation).in_charge == "person"
        ticket = work.records.ticket(case.id)
    assert ticket is not None and not (buried and ticket.state == "resolved")


def quietly(shop: Shop, ticket: str) -> None:
    with suppress(Exception):
        shop.desk.resolve("zoe", ticket, "solved")


def test_a_line_that_is_stored_late_wakes_its_page_too(shop: Shop, url: str) -> None:
    """Ids are given before the commit: one that is seen may stand behind one that is not."""
    if url.startswith("sqlite"):
        pytest.skip("one writer at a time: no line is late")
    slow, quick = shop.chat.begin("en").id, shop.chat.begin("en").id
    woken: set[str] = set()

    class Listening(Hub):
        def wake(self, conversation_ids: Iterable[str]) -> None:
            woken.update(conversation_ids)

    async def play() -> None:
        door = SimpleNamespace(hub=Listening(), shop=shop, turns=SimpleNamespace(waiting={}, wake=lambda _: None))
        poller = asyncio.create_task(_wake_pages(door))  # type: ignore[arg-type]
        await asyncio.sleep(0.5)
        with shop.tools.open_work() as late:
            say(late, slow, shop.tools.clock.now(), "agent", "slow")
            late.chats.flush()
            with shop.tools.open_work() as early:
                say(early, quick, shop.tools.clock.now(), "agent", "quick")
                early.commit()
            await asyncio.sleep(1)
            late.commit()
        await asyncio.sleep(1)
        poller.cancel()

    asyncio.run(play())
    assert {slow, quick} <= woken
