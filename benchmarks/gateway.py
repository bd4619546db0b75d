"""`python -m benchmarks gateway`: what the public door costs, and that under load nothing is lost."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import re
import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import httpx

from benchmarks.crowd import SENTENCES, Crowd, compare, converse
from benchmarks.report import PAGE
from benchmarks.running import percentile
from benchmarks.streams import cpu_of, measure_streams, time_replies
from scripts.environment import APP, quiet_environment
from scripts.say import say
from shop.bootstrap import build_shop
from shop.seed.demo_desk import staff
from shop.settings import Settings
from shop.storage.unit_of_work import Database
from tests.live.stack import Stack, free_port

TURNS, REPLIES, STREAMS, ARRIVALS, WARM_UP = 180, 100, 500, 30, 12
CONVERSATIONS, LENGTH = 200, 20
START, END = "<!-- door -->", "<!-- end of door -->"
Rows = list[tuple[str, str]]


def pair(times: list[float]) -> str:
    return f"{percentile(times, 0.5):.1f} / {percentile(times, 0.95):.1f} ms"


def begin(client: httpx.Client) -> str:
    """A new conversation, whose token the client then carries."""
    begun = client.post("/chat/sessions", json={}).raise_for_status().json()
    client.headers["Authorization"] = f"Bearer {begun['token']}"
    return str(begun["conversation_id"])


def time_door(stack: Stack) -> Rows:
    """The same sentences by turns through the door and past it, each way in a conversation of its own."""
    past: list[float] = []
    through: list[float] = []
    direct = httpx.Client(base_url=f"http://127.0.0.1:{stack.engine_port}", timeout=60)
    door = httpx.Client(base_url=stack.gateway_url, timeout=60)
    own = ""
    for number in range(-WARM_UP, TURNS):
        if number % len(SENTENCES) == 0 or not own:
            begin(door)
            own = uuid.uuid4().hex
        body = {"id": f"m{number + WARM_UP}", "text": SENTENCES[number % len(SENTENCES)]}
        ways = [
            (past, direct, "/webhooks/shopdesk/turn", {"conversation": own, **body}),
            (through, door, "/chat/messages", body),
        ]
        for way in ways if number % 2 else ways[::-1]:
            _timed(*way)
    past, through = past[WARM_UP:], through[WARM_UP:]
    added = statistics.median(b - a for a, b in zip(past, through))
    return [
        ("turn at the engine, p50 / p95", pair(past)),
        ("the same turn through the door, p50 / p95", pair(through)),
        ("added by the door, median of the pairs", f"{added:.1f} ms"),
    ]


def _timed(times: list[float], client: httpx.Client, path: str, body: dict[str, str]) -> None:
    begun = time.perf_counter()
    answer = client.post(path, json=body)
    times.append((time.perf_counter() - begun) * 1000)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text}")


def time_arrivals(stack: Stack) -> Rows:
    """As a page does it that was just loaded: a new connection, the notice, a session, the first sentence."""
    times = []
    for _ in range(ARRIVALS):
        begun = time.perf_counter()
        with httpx.Client(base_url=stack.gateway_url, timeout=60) as page:
            page.get("/chat/config").raise_for_status()
            begin(page)
            page.post("/chat/messages", json={"id": "m1", "text": "hi"}).raise_for_status()
        times.append((time.perf_counter() - begun) * 1000)
    return [("first answer after the page's load, median", f"{statistics.median(times):.0f} ms")]


def time_desk(stack: Stack) -> Rows:
    shop = build_shop(Settings.from_env(stack.environment()))
    staff(Database(stack.database_url), shop.people.passwords, shop.tools.clock.now())
    here, elsewhere = asyncio.run(time_replies(stack.gateway_url, shop, REPLIES))
    return [
        ("agent's reply to the customer's page, p50 / p95", pair(here)),
        ("the same where the agent is at another process, p50 / p95", pair(elsewhere)),
    ]


def weigh_streams(stack: Stack) -> Rows:
    found = asyncio.run(measure_streams(stack.gateway_url, stack.processes["gateway"].pid, STREAMS))
    return [
        (f"{STREAMS} open streams: memory before / after", f"{found.before:.0f} / {found.after:.0f} MB"),
        (f"{STREAMS} open streams: until all are open", f"{found.opening:.1f} s"),
        (f"{STREAMS} open streams: processor while nothing is said", f"{found.idle:.1f} % of a core"),
        (f"{STREAMS} open streams: a message to its page", f"{found.late:.0f} ms"),
    ]


def load(stack: Stack, name: str, heard: Callable[[], dict[str, list[str]]]) -> Rows:
    gateway = stack.processes["gateway"].pid
    used = cpu_of(gateway)
    crowd = asyncio.run(converse(stack.gateway_url, CONVERSATIONS, LENGTH))
    work = (cpu_of(gateway) - used) / len(crowd.times) * 1000
    compare(crowd, heard())
    for each in crowd.wrong[:10]:
        say(f"WRONG: {each}")
    return _rows(crowd, f"{CONVERSATIONS} conversations × {LENGTH} turns at once, {name}", work)


def _rows(crowd: Crowd, name: str, work: float) -> Rows:
    spread = " / ".join(f"{percentile(crowd.times, share) / 1000:.2f}" for share in (0.5, 0.95, 0.99))
    return [
        (f"{name}: turns a second", f"{crowd.rate:.0f}"),
        (f"{name}: p50 / p95 / p99", f"{spread} s"),
        (f"{name}: lost, doubled, out of order", str(len(crowd.wrong))),
        (f"{name}: answered later, on the stream", str(crowd.later)),
        (f"{name}: answered 503, and sent again", str(crowd.again)),
        (f"{name}: the door's processor time for a turn", f"{work:.1f} ms"),
    ]


def heard_by_rasa(stack: Stack) -> dict[str, list[str]]:
    """From its tracker store: the ids of the messages, by conversation."""
    heard: defaultdict[str, list[str]] = defaultdict(list)
    with sqlite3.connect(stack.folder / "tracker.db") as store:
        for sender, data in store.execute("SELECT sender_id, data FROM events WHERE type_name = 'user' ORDER BY id"):
            heard[sender].append(json.loads(data)["message_id"])
    return heard


def load_fake(stack: Stack) -> Rows:
    """What the door alone can do."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    stack.stop("gateway")
    stack.restore()
    stack.spawn("fake", [str(APP), "-m", "benchmarks.fake_engine", str(port)], f"{url}/heard")
    stack.start_gateway(url)
    return load(stack, "an engine of 5 ms", lambda: dict(httpx.get(f"{url}/heard").json()))


def write(rows: Rows) -> str:
    about = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; one door, one engine, SQLite; the one who asks runs on the same cores."
    table = "\n".join(["| | |", "|---|---|", *(f"| {label} | {value} |" for label, value in rows)])
    body = f"{START}\n{about}\n\n{table}\n{END}"
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(f"{START}.*{END}", lambda _: body, text, flags=re.S), encoding="utf-8")
    return table


def main() -> None:
    os.environ.update(quiet_environment())
    rows: Rows = []
    with tempfile.TemporaryDirectory(prefix="shopdesk-door-") as scratch:
        stack = Stack(Path(scratch))
        try:
            stack.start()
            stack.start_gateway()
            for measure in (time_door, time_arrivals, time_desk, weigh_streams):
                say(f"bench: {measure.__name__} …")
                rows += measure(stack)
            if "--short" not in sys.argv:
                say("bench: many at once …")
                rows += load(stack, "the real engine", lambda: heard_by_rasa(stack))
                rows += load_fake(stack)
        finally:
            stack.stop_all()
    print(write(rows))
